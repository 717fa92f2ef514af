import { describe, expect, test } from '@jest/globals';
import { aDossier, after, aVault, D1, feeAssessed, feePaid, feeRequested, received, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { aCaseOfficer, anActor, anOfficer } from '../../test/support/builders/people.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { TEMPLATES } from './message-text.ts';
import { notifyApplicant } from './worker.ts';

const INPUT = { dossierId: D1, template: 'received' };
const message = (ports: FakePorts): { to: unknown; text: string } =>
  reveal(theDossier(ports, D1).state.messages.at(-1), theDossier(ports, D1).secrets) as { to: unknown; text: string };

describe('telling the applicant', () => {
  test('queues a message, which leaves through the outbox', async () => {
    const ports = fakePorts({ dossiers: [after(aDossier(), [received()])] });
    await deliver(notifyApplicant, ports, INPUT);
    expect(message(ports)).toMatchObject({ id: 'message-800', template: 'received', status: 'queued', to: { email: 'hang@example.vn', phone: '0900000111' } });
    expect(message(ports).text).toContain('H99.21-261120-0001');
    expect(message(ports).text).toContain('26/11/2026');
    expect(theDossier(ports, D1).outbox).toMatchObject([{ kind: 'send-message', messageId: 'message-800' }]);
    expect(ports.messenger.sent).toEqual([]);
  });

  test('delivered again is one message and one order', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(notifyApplicant, ports, INPUT);
    await deliverAgain(notifyApplicant, ports, INPUT);
    expect(theDossier(ports, D1).state.messages).toHaveLength(1);
    expect(theDossier(ports, D1).outbox).toHaveLength(1);
  });

  test('on another visit is another message', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(notifyApplicant, ports, INPUT);
    await deliver(notifyApplicant, ports, INPUT, { elementInstanceKey: '801' });
    expect(theDossier(ports, D1).state.messages.map(({ id }) => id)).toEqual(['message-800', 'message-801']);
  });

  test.each([...TEMPLATES])('says what it has to say without name and ID number (%s)', async (template) => {
    const record: DossierRecord = after(aDossier(), [received(), feeAssessed(), feeRequested(), supplementRequested()]);
    const ports = fakePorts({ dossiers: [record] });
    await deliver(notifyApplicant, ports, { dossierId: D1, template });
    expect(message(ports).text).toContain('H99.21-261120-0001');
    expect(message(ports).text).not.toMatch(/Hằng|0991|undefined|\[object/);
    expect(JSON.stringify(theDossier(ports, D1).pending)).not.toMatch(/hang@|đã được tiếp nhận\./);
  });

  test('writes to whoever submitted for the applicant', async () => {
    const vault = aVault();
    const submitter = vault.hideAll({ name: 'Trần Văn Ba', phone: '0911111111' });
    const record = aDossier({ data: { submitter: submitter as never } });
    const ports = fakePorts({ dossiers: [{ ...record, secrets: { ...record.secrets, ...vault.secrets } }] });
    await deliver(notifyApplicant, ports, INPUT);
    expect(message(ports).to).toEqual({ phone: '0911111111' });
  });

  const refusedBy = (text: string, field?: string): DossierRecord => {
    const vault = aVault();
    const data = {
      taskKey: '1',
      elementId: 'look-up',
      outcome: 'NOT_FOUND',
      values: field === undefined ? {} : vault.hideAll({ [field]: text }),
      sent: {},
      ...(field === undefined ? { reason: { ...vault.hide(text) } } : {}),
    };
    const entry = { kind: 'decided' as const, at: '2026-11-20T03:00:00.000Z', actor: anActor(aCaseOfficer()), data: data as never };
    return applyChange(aDossier(), { entries: [entry], secrets: vault.secrets });
  };

  test.each([
    ['the reason of the decision', refusedBy('Không có tên trong sổ hộ tịch')],
    ['the text drafted for the applicant', refusedBy('Không có tên trong sổ hộ tịch', 'refusalText')],
  ])('of a refusal prints slip 03 with %s', async (_which, record) => {
    const ports = fakePorts({ dossiers: [after(record, [received()])] });
    await deliver(notifyApplicant, ports, { dossierId: D1, template: 'refused' });
    for (const _again of [1, 2]) await deliverAgain(notifyApplicant, ports, { dossierId: D1, template: 'refused' });
    const { state, secrets } = theDossier(ports, D1);
    expect(reveal(state.documents, secrets)).toMatchObject([{ slip: '03', name: 'Tu-choi-H99.21-261120-0001.pdf' }]);
    expect(ports.slips.printed).toMatchObject([
      { refused: 'resolution', reason: 'Không có tên trong sổ hộ tịch', code: 'H99.21-261120-0001', receivedAt: received().at },
    ]);
  });

  test('of a refusal before receipt prints a slip that refuses receipt', async () => {
    const ports = fakePorts({ dossiers: [refusedBy('Thiếu giấy tờ bắt buộc')] });
    await deliver(notifyApplicant, ports, { dossierId: D1, template: 'receipt-refused' });
    expect(ports.slips.printed).toMatchObject([{ refused: 'receipt', reason: 'Thiếu giấy tờ bắt buộc', officerName: 'Cán bộ tuan.hotich' }]);
  });

  test('of a stop prints slip 05: decision, stage and money paid', async () => {
    const vault = aVault();
    const stopped = {
      kind: 'dossier-stopped' as const,
      at: '2026-11-20T05:00:00.000Z',
      actor: anActor(anOfficer({ id: 'khoa.chutich', roles: ['APPROVER'] })),
      data: { reason: { ...vault.hide('Thửa đất có tranh chấp') }, legalBasis: 'Điều 20', paid: 16_000, decisionNumber: '7/QĐ' },
    };
    const record = applyChange(after(refusedBy('x'), [received(), feeAssessed(), feeRequested(), feePaid()]), { entries: [stopped], secrets: vault.secrets });
    const ports = fakePorts({ dossiers: [record] });
    await deliver(notifyApplicant, ports, { dossierId: D1, template: 'dossier-stopped' });
    expect(ports.slips.printed).toMatchObject([
      {
        cause: 'stopped',
        number: '7/QĐ',
        reason: 'Thửa đất có tranh chấp',
        legalBasis: 'Điều 20',
        stage: 'Tra cứu sổ hộ tịch',
        paid: [{ name: 'Lệ phí bản sao', amount: 16_000 }],
        signer: { name: 'Cán bộ khoa.chutich' },
      },
    ]);
  });

  test('of a withdrawal prints slip 05 as well, and other messages print nothing', async () => {
    const withdrawn = { kind: 'withdrawal-requested' as const, at: '2026-11-20T05:00:00.000Z', actor: anActor(), data: {} };
    const ports = fakePorts({ dossiers: [after(aDossier(), [received(), withdrawn])] });
    await deliver(notifyApplicant, ports, INPUT);
    expect(ports.slips.printed).toEqual([]);
    await deliver(notifyApplicant, ports, { dossierId: D1, template: 'withdrawn' }, { elementInstanceKey: '801' });
    expect(ports.slips.printed).toMatchObject([{ cause: 'withdrawn', reason: 'Người nộp yêu cầu rút hồ sơ', paid: [], stage: 'Tiếp nhận hồ sơ' }]);
  });

  test('refuses a template nobody wrote', () => {
    expect(notifyApplicant.input.safeParse({ ...INPUT, template: 'surprise' }).success).toBe(false);
  });
});
