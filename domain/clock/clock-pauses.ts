import { pausesInOrder, type LocalPause, type Pause, type PausePolicy } from '../calendar/pauses.ts';
import { instantText, localMinute, type LocalMinute } from '../calendar/vietnam-time.ts';
import type { ClockSheet } from '../release.ts';
import type { ClockFacts, PauseFact } from './clock-facts.ts';

interface GivenPause extends Pause {
  readonly fact: PauseFact;
}
export type CountedPause = LocalPause<GivenPause>;

/** Pauses that have ended, in order and apart. What began within one that still lasts is part of that one. */
export function endedPauses(facts: ClockFacts, rules: ClockSheet, opening: LocalMinute): readonly CountedPause[] {
  const since = openSince(facts);
  const given = facts.pauses
    .filter((pause) => !isOpen(pause, facts) && Date.parse(pause.from) < since)
    .map((fact): GivenPause => ({ fact, from: fact.from, to: endOf(fact, facts), reason: fact.reason, policy: policyOf(fact, rules) }));
  return pausesInOrder(given, opening, 'PAUSE');
}

/** All pauses that still last, as one that lasts `until`; without a moment it has no length. */
export function openPause(facts: ClockFacts, rules: ClockSheet, after: LocalMinute, until: string | undefined): CountedPause | undefined {
  const since = openSince(facts);
  const lasting = facts.pauses.filter(({ from }) => Date.parse(from) >= since);
  const fact = lasting.find((pause) => isOpen(pause, facts) && Date.parse(pause.from) === since);
  if (fact === undefined) return undefined;
  const from = Math.max(localMinute(fact.from), after);
  const to = until === undefined ? from : Math.max(localMinute(until), from);
  const policy = lasting.some((one) => policyOf(one, rules) === 'RESTART') ? 'RESTART' : 'PAUSE';
  return { from, to, policy, reason: fact.reason, given: { fact, from: fact.from, to: instantText(to) } };
}

const isOpen = ({ to }: PauseFact, { finishedAt }: ClockFacts): boolean => to === undefined && finishedAt === undefined;
const openSince = (facts: ClockFacts): number => Math.min(...facts.pauses.filter((pause) => isOpen(pause, facts)).map(({ from }) => Date.parse(from)));

/** Only a dossier that was completed is counted again; a wait that ran out was a pause. */
const policyOf = ({ cause, to, answered }: PauseFact, { onSupplement }: ClockSheet): PausePolicy =>
  cause === 'supplement' && onSupplement === 'RESTART' && (to === undefined || answered === true) ? 'RESTART' : 'PAUSE';

/** Whatever still waited when the dossier was finished ended with it. */
function endOf({ from, to }: PauseFact, { finishedAt }: ClockFacts): string {
  const ends = [to, finishedAt].flatMap((end) => (end === undefined ? [] : [Date.parse(end)]));
  return new Date(Math.max(Math.min(...ends), Date.parse(from))).toISOString();
}
