import type { AgencyId, Role } from '../../contract/vocabulary.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Actor } from '../../domain/history/entry.ts';
import { Recorder } from './recorder.ts';

const WARD = 'an-phu-ward';
const CENTER = 'binh-an-center';
const by = (officer: string, role: Role, agency: AgencyId = WARD): Actor => ({ officer, name: officer, agency, agencyName: agency, role });
const HERE = { receivingAgency: WARD, competentAgency: WARD, returnAgency: WARD, consultedAgencies: [], returnChannel: 'counter', routing: {}, components: [{ id: 'application', originals: 1, certified: 0, copies: 0 }] } as const;
const APPLICANT = { kind: 'person', name: 'Lê Thị Thu Hằng', idMasked: '099*******11', phone: '0900000111' };

const receipt = (code: string, dueAt: string) => ({ kind: 'received', name: 'receive', data: { code, dueAt, calendarVersion: 1, dueLines: [] }, returned: { dossierCode: code, dueAt } }) as const;
const fee = (feeId: string, total: number, agency: AgencyId) =>
  ({ kind: 'fee-assessed', name: 'assess', data: { feeId, total, agency, lines: [{ code: 'copy', name: 'Lệ phí', kind: 'fee', amount: total, legalBasis: 'TT 281' }] }, returned: { feeId, feeTotal: total } }) as const;
const feeRequest = (feeId: string) => ({ kind: 'fee-requested', name: 'collect', data: { feeId } }) as const;

/** An extract as far as the signature, or as far as the fee. */
function anExtract(id: string, code: string): Recorder {
  const extract = Recorder.submit(id, 'civil-status-extract', by('hoa.motcua', 'RECEPTION_OFFICER'), { ...HERE, procedureCode: '2.000635', channel: 'counter' }, APPLICANT, { registeredPerson: 'Phạm Gia Bảo', copies: 2 });
  return extract
    .pass('dossier-submitted', 'by-channel')
    .step('issue-receipt', 'issue-receipt', receipt(code, '2026-11-09T17:00:00+07:00'))
    .pass('receiving-is-competent')
    .work('look-up', `${WARD}:CASE_OFFICER`, 'FOUND,NOT_FOUND', by('tuan.hotich', 'CASE_OFFICER'), 'FOUND', { entryNumber: '125' })
    .pass('fee-to-assess').fact('decision-evaluated', { elementId: 'fees', data: { decisionId: 'fees', output: '16000' } })
    .step('assess-fee', 'assess-fee', fee('fee-1', 16_000, WARD))
    .pass('fee-due')
    .step('collect-fee', 'collect-fee', feeRequest('fee-1'))
    .notify('notify-fee-due', 'fee-due')
    .enter('fee-paid', 'INTERMEDIATE_CATCH_EVENT').fact('message-awaited', { elementId: 'fee-paid', data: { messageName: 'fee-paid', correlationKey: 'fee-1' } });
}

function grantedAtTheCounter(): DossierRecord {
  const extract = anExtract('dgranted000000000000000000', 'H99.21-261109-0001');
  return extract
    .own('fee-paid', { feeId: 'fee-1', amount: 16_000, method: 'cash' }, { actor: by('thuy.thungan', 'CASHIER'), outbox: [{ kind: 'publish-message', message: 'fee-paid', correlationKey: 'fee-1', variables: {} }] })
    .correlate('fee-paid', 'fee-1').leave('fee-paid')
    .work('sign', `${WARD}:APPROVER`, 'APPROVE,RETURN', by('minh.chutich', 'APPROVER'), 'APPROVE')
    .pass('signed')
    .work('number-and-seal', `${WARD}:RECORDS_CLERK`, 'RELEASE', by('nga.vanthu', 'RECORDS_CLERK'), 'RELEASE', { resultNumber: '88' })
    .pass('competent-is-returning', 'result-arrived', 'granted')
    .notify('notify-ready', 'result-ready')
    .work('hand-over', `${WARD}:RESULT_OFFICER`, 'HAND_OVER', by('hoa.motcua', 'RESULT_OFFICER'), 'HAND_OVER', { recipientName: 'Lê Thị Thu Hằng' })
    .step('return-result', 'return-result', { kind: 'result-returned', name: 'return', data: { channel: 'counter', resultNumber: '88' } })
    .pass('returned').end().record;
}

function withdrawnBeforePayment(): DossierRecord {
  const id = 'dwithdrawn0000000000000000';
  const extract = anExtract(id, 'H99.21-261109-0002');
  return extract
    .own('withdrawal-requested', { reason: { ...extract.vault.hide('Đã tìm được bản gốc') } }, { actor: by('hoa.motcua', 'RECEPTION_OFFICER'), outbox: [{ kind: 'publish-message', message: 'dossier-withdrawn', correlationKey: id, variables: {} }] })
    .correlate('dossier-withdrawn', id)
    .leave('fee-paid', 'element-terminated').fact('message-wait-ended', { elementId: 'fee-paid', data: { messageName: 'fee-paid', correlationKey: 'fee-1' } })
    .enter('withdrawal', 'EVENT_SUB_PROCESS').pass('dossier-withdrawn')
    .notify('notify-withdrawn', 'withdrawn')
    .pass('withdrawn').leave('withdrawal').end().record;
}

function withdrawnWhileBeingDecided(): DossierRecord {
  const id = 'dundone0000000000000000000';
  const desk = by('hoa.motcua', 'RECEPTION_OFFICER', CENTER);
  const officer = by('dung.xaydung', 'CASE_OFFICER', 'construction-department');
  const group = 'construction-department:CASE_OFFICER';
  const permit = Recorder.submit(
    id, 'house-permit', desk, { ...HERE, procedureCode: '1.013225', channel: 'post', receivingAgency: CENTER, competentAgency: 'construction-department', returnAgency: CENTER, consultedAgencies: ['fire-police'] }, APPLICANT, { floors: 3 },
  );
  permit
    .pass('dossier-submitted', 'by-channel')
    .step('review', 'review-dossier', { kind: 'reviewed', name: 'review', data: { findings: [{ code: 'component-missing:land', message: 'Thiếu: giấy tờ đất' }] }, returned: { complete: false, findingCount: 1 } })
    .work('receive', `${CENTER}:RECEPTION_OFFICER`, 'ACCEPT,REFUSE', desk, 'ACCEPT').pass('accepted')
    .step('issue-receipt', 'issue-receipt', receipt('H99.01-261109-0007', '2026-12-07T08:30:00+07:00'))
    .pass('receiving-is-competent')
    .step('transfer-to-competent', 'transfer-dossier', { kind: 'transferred', name: 'transfer', data: { transferId: 'transfer-1', from: { id: CENTER }, to: { id: 'construction-department' } } })
    .work('assign-officer', 'construction-department:DIVISION_HEAD', 'ASSIGN', by('an.truongphong', 'DIVISION_HEAD', 'construction-department'), 'ASSIGN').pass('fork-checks')
    .task('site-check', group, 'DONE').enter('consult', 'SUB_PROCESS')
    .step('request-opinion', 'request-opinion', { kind: 'opinion-requested', name: 'request', data: { opinionId: 'opinion-1', agency: 'fire-police', dueAt: '2026-11-23T08:30:00+07:00' } })
    .task('give-opinion', 'fire-police:CONSULTED_AGENCY', 'AGREE,OBJECT')
    .fact('timer-triggered', { elementId: 'opinion-late', data: { dueDate: '2026-11-23T01:30:00.000Z' } })
    .fact('task-canceled', { elementId: 'give-opinion', data: { taskKey: permit.keyOf('give-opinion') } }).leave('give-opinion', 'element-terminated', 'USER_TASK')
    .pass('opinion-late', 'record-silence', 'silence-recorded').leave('consult')
    .decide('site-check', officer, 'DONE', { note: 'đúng hiện trạng' }).close('site-check', 'DONE').pass('join-checks')
    .fact('incident-created', { elementId: 'eligibility', data: { incidentKey: '91', errorType: 'DECISION_EVALUATION_ERROR', errorMessage: 'no match' } })
    .fact('incident-resolved', { elementId: 'eligibility', data: { incidentKey: '91', errorType: 'DECISION_EVALUATION_ERROR', errorMessage: 'no match' } })
    .pass('eligibility', 'eligible')
    .work('prepare-supplement', group, 'REQUEST', officer, 'REQUEST', { missing: 'Giấy tờ đất' })
    .step('request-supplement', 'request-supplement', { kind: 'supplement-requested', name: 'request', data: { supplementId: 'supplement-1', dueAt: '2026-12-01T08:30:00+07:00', items: { ...permit.vault.hide({ missing: 'Giấy tờ đất' }) } } })
    .notify('notify-supplement', 'supplement-requested')
    .enter('supplement-wait', 'EVENT_BASED_GATEWAY')
    .own('supplement-answered', { supplementId: 'supplement-1', components: [{ id: 'land', originals: 0, certified: 1, copies: 0 }], documents: [], form: {} }, { actor: desk, outbox: [{ kind: 'publish-message', message: 'supplement-answered', correlationKey: 'supplement-1', variables: {} }] })
    .correlate('supplement-answered', 'supplement-1').leave('supplement-wait').pass('supplement-answered')
    .work('review-supplement', group, 'ENOUGH,INSUFFICIENT', officer, 'ENOUGH').pass('eligibility', 'eligible')
    .task('draft-permit', group, 'SUBMIT')
    .decide('draft-permit', officer, 'SUBMIT', { draft: 'Giấy phép số …' })
    .own('withdrawal-requested', { reason: { ...permit.vault.hide('Không xây nữa') } }, { actor: desk, outbox: [{ kind: 'publish-message', message: 'dossier-withdrawn', correlationKey: id, variables: {} }] })
    .correlate('dossier-withdrawn', id)
    .fact('task-canceled', { elementId: 'draft-permit', data: { taskKey: permit.keyOf('draft-permit') } }).leave('draft-permit', 'element-terminated', 'USER_TASK')
    .enter('withdrawal', 'EVENT_SUB_PROCESS').pass('dossier-withdrawn')
    .notify('notify-withdrawn', 'withdrawn')
    .pass('withdrawn').leave('withdrawal').end();
  return permit.record;
}

export const STORIES: Readonly<Record<string, () => DossierRecord>> = {
  'granted-at-the-counter': grantedAtTheCounter,
  'withdrawn-before-payment': withdrawnBeforePayment,
  'withdrawn-while-being-decided': withdrawnWhileBeingDecided,
};
