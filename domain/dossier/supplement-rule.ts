import { Refusal } from '../errors.ts';
import { reveal } from '../history/commitment.ts';
import { LEADER } from '../policy.ts';
import type { DossierRecord } from './record.ts';
import type { SupplementSide } from './state.ts';

/**
 * The legal basis of a request for supplement: none for the first of a side; for a later one what a leader has written, since the one before,
 * into the field `legalBasis` of a decision (NĐ 61/2018, Điều 11: everything that is missing is asked for once).
 * @throws Refusal supplement-repeated when there is no such decision
 */
export function legalBasisFor(side: SupplementSide, { state, secrets }: Pick<DossierRecord, 'state' | 'secrets'>): string | undefined {
  const before = Object.values(state.supplements)
    .filter(({ requestedBy = 'competent' }) => requestedBy === side)
    .map(({ requestedAt }) => requestedAt)
    .sort()
    .at(-1);
  if (before === undefined) return undefined;
  const allowing = state.decisions.findLast(
    ({ undone, by, at, values }) => undone !== true && by.role === LEADER && at > before && values['legalBasis'] !== undefined,
  );
  const basis = reveal(allowing?.values['legalBasis'], secrets);
  if (typeof basis === 'string' && basis.trim() !== '') return basis;
  throw new Refusal('supplement-repeated', 'Bên này đã yêu cầu bổ sung một lần. Yêu cầu thêm phải được lãnh đạo cho phép và nêu căn cứ pháp lý.');
}
