import type { DossierRecord } from '../../../domain/dossier/record.ts';
import { LEADER } from '../../../domain/policy.ts';
import type { RefusalSlip } from '../../ports/slips.ts';
import { papersOf, plainText, slipOf, standing, type SlipPorts } from './slip-of.ts';

/** Where the forms of refusal write the reason that the citizen reads. */
const REASON_FIELDS = ['refusalText', 'refusalReason'] as const;

interface Refusal {
  readonly refusedAt: string;
  /** As it was given at the counter; otherwise the reason stands in the decisions. */
  readonly reason?: string;
}

/** Slip 03: of a dossier that never got a code receipt was refused, of any other one it was not resolved. */
export async function refusalSlipOf(ports: SlipPorts, record: DossierRecord, { refusedAt, reason }: Refusal): Promise<RefusalSlip> {
  const { state } = record;
  const refused = state.code === undefined ? 'receipt' : 'resolution';
  const agency = refused === 'receipt' ? state.receivingAgency : state.competentAgency;
  const [{ slip, release }, returnPlace] = await Promise.all([slipOf(ports, record, { number: '03', agency }), ports.agencies.get(state.returnAgency)]);
  return {
    ...slip,
    refused,
    refusedAt,
    reason: reason ?? reasonOf(record) ?? 'Lý do ghi trong văn bản gửi kèm.',
    ...(state.receivedAt === undefined ? {} : { receivedAt: state.receivedAt }),
    ...(state.dueAt === undefined ? {} : { dueAt: state.dueAt }),
    components: papersOf(state, release.sheet),
    returnPlace: returnPlace.name.vi,
    // Who hands a refused dossier back is known only when it happens; that hand signs
    officerName: refused === 'receipt' ? (standing(state).at(-1)?.by.name ?? state.receivedBy) : '',
  };
}

/** The text that was drafted for the citizen, else why the last officer decided so. A leader's reasons are about drafts. */
function reasonOf({ state, secrets }: DossierRecord): string | undefined {
  const decisions = standing(state);
  for (const field of REASON_FIELDS) {
    const drafted = plainText(decisions.findLast(({ values }) => values[field] !== undefined)?.values[field], secrets);
    if (drafted !== undefined) return drafted;
  }
  return plainText(decisions.findLast(({ reason, by }) => reason !== undefined && by.role !== LEADER)?.reason, secrets);
}
