import type { ElementInfo } from '../../../domain/dossier/observe.ts';
import { ProcedureSheet, releaseId, type Release } from '../../../domain/release.ts';

export const PROCEDURE = 'civil-status-extract';

export const ELEMENTS: Readonly<Record<string, ElementInfo>> = {
  receive: { name: 'Kiểm tra, tiếp nhận hồ sơ', portalStatus: 1, phase: 'receive' },
  'issue-receipt': { name: 'Cấp mã, in giấy tiếp nhận', portalStatus: 2 },
  'look-up': { name: 'Tra cứu sổ hộ tịch', portalStatus: 4, phase: 'process' },
  'collect-fee': { name: 'Mở khoản thu', portalStatus: 6 },
  'fee-paid': { name: 'Chờ nộp phí', portalStatus: 6 },
  'request-supplement': { name: 'Yêu cầu bổ sung', portalStatus: 5 },
  sign: { name: 'Ký duyệt', portalStatus: 4, phase: 'approve' },
  'hand-over': { name: 'Trả kết quả', portalStatus: 9, phase: 'return' },
  returned: { name: 'Đã trả kết quả', portalStatus: 10 },
  'notify-withdrawn': { name: 'Báo đã rút', portalStatus: 7 },
  withdrawn: { name: 'Đã rút hồ sơ', portalStatus: 7 },
};

const both = (vi: string): { vi: string; en: string } => ({ vi, en: vi });

const component = (id: string, required: boolean): ProcedureSheet['components'][number] => ({
  id,
  name: both(id),
  required,
  originals: 1,
  certified: 0,
  copies: 0,
});

export function aSheet(changes: Partial<ProcedureSheet> = {}): ProcedureSheet {
  return ProcedureSheet.parse({
    id: PROCEDURE,
    code: '2.000635',
    name: both('Cấp bản sao trích lục hộ tịch'),
    shortName: 'Bản sao trích lục',
    sector: { code: 'civil-status', vi: 'Hộ tịch', en: 'Civil status' },
    legalBasis: [],
    validFrom: '2026-01-01',
    clock: { limit: { unit: 'WORKING_DAY', amount: 3 }, onSupplement: 'RESTART', cutOff: '15:00' },
    limits: { supplement: { unit: 'WORKING_DAY', amount: 5 }, opinion: { unit: 'WORKING_DAY', amount: 2 } },
    channels: ['counter', 'post', 'online'],
    returnChannels: ['counter', 'post'],
    consultedAgencies: [],
    intakeForm: 'intake',
    components: [component('application', true), component('authorisation', false)],
    variables: { submitted: ['copies'], 'look-up': ['exemptionGranted'] },
    reasonRequired: { 'look-up': ['NOT_FOUND'] },
    outcomeLabels: { FOUND: both('Tìm thấy'), NOT_FOUND: both('Không tìm thấy') },
    nextStep: {},
    results: { granted: both('Bản sao trích lục') },
    review: [],
    demo: false,
    ...changes,
  });
}

const form = (id: string, components: readonly object[]): object => ({ type: 'default', id, schemaVersion: 18, components });

export function aRelease({ number = 1, sheet = aSheet(), ...changes }: Partial<Release> = {}): Release {
  return {
    id: releaseId(sheet.id, number),
    procedure: sheet.id,
    number,
    contentHash: String(number).repeat(64),
    sheet,
    diagram: '<definitions/>',
    forms: {
      intake: form('intake', [
        { id: 'person', type: 'textfield', key: 'registeredPerson', label: 'Người được đăng ký', validate: { required: true, maxLength: 120 } },
        { id: 'copies', type: 'number', key: 'copies', label: 'Số bản', validate: { required: true, min: 1, max: 20 } },
      ]),
      'look-up': form('look-up', [
        { id: 'entry', type: 'textfield', key: 'entryNumber', label: 'Số', validate: { maxLength: 30 } },
        { id: 'exemption', type: 'checkbox', key: 'exemptionGranted', label: 'Miễn phí' },
      ]),
    },
    decisions: {},
    elements: ELEMENTS,
    startMessage: `${releaseId(sheet.id, number)}.submitted`,
    deployed: { [releaseId(sheet.id, number)]: '2251799813685249' },
    publishedAt: '2026-11-01T00:00:00.000Z',
    ...changes,
  };
}
