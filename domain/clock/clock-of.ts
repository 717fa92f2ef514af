import { limitText } from '../calendar/limit-text.ts';
import type { Entry } from '../history/entry.ts';
import type { Clock, ClockDates, ClockState, Reckoning, Remaining } from './clock.ts';
import { NO_FACTS, type ClockFacts } from './clock-facts.ts';
import { evolveClock } from './evolve-clock.ts';
import { datesOf } from './dates-of.ts';
import { remainingOf } from './remaining.ts';
import { spentOf, type Spent } from './spent.ts';
import { whereKnown } from './where-known.ts';

/** The statutory clock at one moment, with the whole arithmetic behind every date. Pure: the same question has the same answer for ever. */
export function clockOf(facts: ClockFacts, reckoning: Reckoning, now: string): Clock {
  const dates = datesOf(facts, reckoning, now);
  const state = stateOf(dates, now);
  const remaining = dates.finishedAt !== undefined || dates.startedAt === undefined ? undefined : remainingNow(facts, dates, reckoning, now);
  return {
    ...dates,
    state,
    limitText: limitText(dates.limit),
    ...(remaining === undefined ? {} : { remaining }),
    pauses: facts.pauses.map(({ key: _key, forApplicant: _forApplicant, dueAt: _dueAt, answered: _answered, ...pause }) => pause),
    ...spentUntil(facts, reckoning, now),
    ...apologyOf(facts, dates),
  };
}

/** The same from plain entries, without the dossier's other state. */
export const clockOfHistory = (entries: readonly Entry[], reckoning: Reckoning, now: string): Clock => clockOf(clockFactsOf(entries), reckoning, now);

export const clockFactsOf = (entries: readonly Entry[]): ClockFacts => entries.reduce(evolveClock, NO_FACTS);

/** Versions of the calendar that the dates of a dossier are counted with. */
export const calendarVersionsOf = ({ calendarVersion, receipt, calendarDecisions }: ClockFacts): readonly number[] => [
  ...new Set([calendarVersion, receipt?.calendarVersion, ...calendarDecisions.map((one) => one.calendarVersion)].flatMap((version) => version ?? [])),
];

function stateOf({ finishedAt, startedAt, pausedSince, overdueAt, dueSoonAt }: ClockDates, now: string): ClockState {
  if (finishedAt !== undefined) return 'stopped';
  if (startedAt === undefined) return 'not-started';
  if (pausedSince !== undefined) return 'paused';
  if (overdueAt !== undefined && Date.parse(now) > Date.parse(overdueAt)) return 'overdue';
  return dueSoonAt !== undefined && Date.parse(now) >= Date.parse(dueSoonAt) ? 'due-soon' : 'running';
}

function remainingNow(facts: ClockFacts, dates: ClockDates, { calendarOf }: Reckoning, now: string): Remaining | undefined {
  return whereKnown(() =>
    remainingOf(dates.pausedSince === undefined ? dates : { ...dates, pausedSince: now }, calendarOf(facts.calendarVersion ?? 0, facts.competentAgency), now),
  );
}

const spentUntil = (facts: ClockFacts, reckoning: Reckoning, now: string): Spent =>
  whereKnown(() => spentOf(facts, reckoning, now)) ?? { spent: [], spentByCitizen: 0 };

function apologyOf({ apology }: ClockFacts, { apologyDueAt }: ClockDates): Pick<Clock, 'apology'> {
  if (apology === undefined) return {};
  return { apology: { ...apology, late: apologyDueAt !== undefined && Date.parse(apology.at) > Date.parse(apologyDueAt) } };
}
