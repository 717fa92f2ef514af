import type { DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Release } from '../../domain/release.ts';
import type { Agency } from '../../server/ports/index.ts';
import type { ReceiptSlip } from '../../server/ports/slips.ts';

const UNITS = { WORKING_DAY: 'ngày làm việc', CALENDAR_DAY: 'ngày', WORKING_HOUR: 'giờ làm việc', MONTH: 'tháng' } as const;
const CHANNELS = { counter: 'Tại quầy', post: 'Qua bưu chính công ích', online: 'Trực tuyến' } as const;

/** Slip 01 from what the dossier holds; nothing on it is computed anew. */
export function receiptSlipOf(record: DossierRecord, { sheet }: Release, agency: Agency, returnPlace: Agency): ReceiptSlip {
  const { state, secrets } = record;
  const person = reveal(state.applicant, secrets) as Record<string, string | undefined>;
  const submitter = state.submitter === undefined ? undefined : (reveal(state.submitter, secrets) as Record<string, string | undefined>);
  const names = new Map(sheet.components.map(({ id, name }) => [id, name.vi]));
  const { limit } = sheet.clock;
  return {
    agencyName: agency.name.vi,
    agencyCode: agency.code,
    code: state.code ?? '',
    procedureCode: state.procedureCode,
    procedureName: sheet.name.vi,
    applicant: {
      name: person['name'] ?? '',
      idNumber: person['idMasked'] ?? '',
      ...(person['phone'] === undefined ? {} : { phone: person['phone'] }),
      ...(person['email'] === undefined ? {} : { email: person['email'] }),
      ...(person['address'] === undefined ? {} : { address: person['address'] }),
    },
    ...(submitter === undefined ? {} : { submitter: { name: submitter['name'] ?? '', idNumber: submitter['idMasked'] ?? '' } }),
    components: state.components
      .filter((one) => one.originals + one.certified + one.copies > 0)
      .map(({ id, ...counts }) => ({ name: names.get(id) ?? id, ...counts })),
    limit: limit.unit === 'SAME_DAY' ? 'Trong ngày làm việc' : `${String(limit.amount ?? 1)} ${UNITS[limit.unit]}`,
    receivedAt: state.receivedAt ?? '',
    dueAt: state.dueAt ?? '',
    dueLines: state.dueLines.map(({ date, reason }) => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)} ${reason}`),
    returnPlace: returnPlace.name.vi,
    returnChannel: CHANNELS[state.returnChannel],
    officerName: state.decisions.findLast(({ elementId }) => elementId === 'receive')?.by.name ?? state.receivedBy,
  };
}
