import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { StopSlip } from '../../ports/slips.ts';
import { papersOf, plainText, slipOf, standing, type SlipPorts } from './slip-of.ts';

/** Slip 05 of a dossier that was stopped, or that the applicant took back; nothing for any other. */
export async function stopSlipOf(ports: SlipPorts, record: DossierRecord): Promise<StopSlip | undefined> {
  const { state, secrets } = record;
  const { stop, withdrawal } = state;
  const stoppedAt = stop?.at ?? withdrawal?.at;
  if (stoppedAt === undefined) return undefined;
  const [{ slip, release }, returnPlace] = await Promise.all([
    slipOf(ports, record, { number: '05', agency: state.competentAgency }),
    ports.agencies.get(state.returnAgency),
  ]);
  const last = standing(state).findLast(({ at }) => at <= stoppedAt);
  return {
    ...slip,
    ...(stop?.decisionNumber === undefined ? {} : { number: stop.decisionNumber }),
    cause: stop === undefined ? 'withdrawn' : 'stopped',
    stoppedAt,
    reason: plainText(stop?.reason, secrets) ?? 'Người nộp yêu cầu rút hồ sơ',
    ...(stop === undefined ? {} : { legalBasis: stop.legalBasis }),
    ...(state.receivedAt === undefined ? {} : { receivedAt: state.receivedAt }),
    ...(state.dueAt === undefined ? {} : { dueAt: state.dueAt }),
    stage: last === undefined ? 'Tiếp nhận hồ sơ' : (release.elements[last.elementId]?.name ?? last.elementId).replaceAll('\n', ' '),
    paid: Object.values(state.fees)
      .filter(({ status }) => status === 'paid')
      .flatMap(({ lines }) => lines.map(({ name, amount }) => ({ name, amount }))),
    components: papersOf(state, release.sheet),
    returnPlace: returnPlace.name.vi,
    signer: { name: stop?.by.name ?? '', title: 'Lãnh đạo cơ quan' },
  };
}
