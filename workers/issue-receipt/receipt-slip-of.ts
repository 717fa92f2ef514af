import { sentenceOf } from '../../domain/calendar/arithmetic.ts';
import { limitText } from '../../domain/calendar/limit-text.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { ReceiptSlip } from '../../server/ports/slips.ts';
import { papersOf, slipOf, standing, type SlipPorts } from '../../server/usecases/slips/slip-of.ts';

const CHANNELS = { counter: 'Tại quầy', post: 'Qua bưu chính công ích', online: 'Trực tuyến' } as const;

/** Slip 01 from what the dossier holds; nothing on it is computed anew. */
export async function receiptSlipOf(ports: SlipPorts, record: DossierRecord): Promise<ReceiptSlip> {
  const { state } = record;
  const [{ slip, release }, returnPlace] = await Promise.all([
    slipOf(ports, record, { number: '01', agency: state.receivingAgency }),
    ports.agencies.get(state.returnAgency),
  ]);
  return {
    ...slip,
    code: state.code ?? '',
    components: papersOf(state, release.sheet),
    sets: 1,
    limit: limitText(release.sheet.clock.limit).vi,
    receivedAt: state.receivedAt ?? '',
    dueAt: state.dueAt ?? '',
    dueLines: state.dueLines.map(({ date, counted, reason }) => sentenceOf({ date, counted, reason: { vi: reason, en: reason } }, 'vi')),
    fees: Object.values(state.fees).flatMap(({ lines }) => lines.map(({ name, amount }) => ({ name, amount }))),
    returnPlace: returnPlace.name.vi,
    returnChannel: CHANNELS[state.returnChannel],
    officerName: standing(state).findLast(({ elementId }) => elementId === 'receive')?.by.name ?? state.receivedBy,
  };
}
