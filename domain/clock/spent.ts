import type { AgencyId, TimeLimit } from '../../contract/vocabulary.ts';
import { explainDueDate } from '../calendar/due-date.ts';
import type { Pause } from '../calendar/pauses.ts';
import { localMinute } from '../calendar/vietnam-time.ts';
import { workingMinutesBetween } from '../calendar/working-time.ts';
import type { AgencyTime, CalendarLookup, Reckoning } from './clock.ts';
import type { ClockFacts } from './clock-facts.ts';
import { overdueAfter } from './late.ts';

/** From one instant to another, in milliseconds. */
type Span = readonly [number, number];

export interface Spent {
  readonly spent: readonly AgencyTime[];
  readonly spentByCitizen: number;
}

/**
 * Working minutes by who had the dossier, from its receipt until now or its end. While the clock stands an agency uses no time; it is the applicant's
 * when the applicant is waited for. A consulted agency's time runs beside that of the agency that holds the dossier.
 * @throws CalendarNotConfirmed
 */
export function spentOf(facts: ClockFacts, { rules, calendarOf }: Reckoning, now: string): Spent {
  const { receipt, calendarVersion } = facts;
  if (receipt === undefined || calendarVersion === undefined) return { spent: [], spentByCitizen: 0 };
  const end = Date.parse(facts.finishedAt ?? now);
  const standing = joined(facts.pauses.map(({ from, to }) => [Date.parse(from), to === undefined ? end : Math.min(Date.parse(to), end)]));
  const byAgency = new Map<AgencyId, Span[]>();
  for (const [agency, span] of holdings(facts, end)) byAgency.set(agency, [...(byAgency.get(agency) ?? []), ...without(span, standing)]);
  const spent = [...byAgency].map(([agency, given]) => {
    const spans = joined(given);
    const budget = budgetOf(agency, facts, rules);
    const calendar = calendarOf(calendarVersion, agency);
    const workingMinutes = spans.reduce((sum, [from, to]) => sum + minutesIn(calendar, [from, to]), 0);
    const overBudget = budget !== undefined && exceeds(spans, budget, calendar);
    return { agency, workingMinutes, ...(budget === undefined ? {} : { budget }), overBudget };
  });
  const since = Date.parse(receipt.at);
  const waited = joined(
    facts.pauses.flatMap(({ forApplicant, from, to }): Span[] =>
      forApplicant ? [[Math.max(Date.parse(from), since), to === undefined ? end : Math.min(Date.parse(to), end)]] : [],
    ),
  );
  const calendar = calendarOf(calendarVersion, facts.competentAgency);
  return { spent, spentByCitizen: waited.reduce((sum, span) => sum + minutesIn(calendar, span), 0) };
}

function* holdings({ holders, consultations }: ClockFacts, end: number): Generator<readonly [AgencyId, Span]> {
  for (const [i, { agency, from }] of holders.entries()) {
    const next = holders[i + 1];
    yield [agency, [Date.parse(from), next === undefined ? end : Math.min(Date.parse(next.from), end)]];
  }
  for (const { agency, from, to } of consultations) yield [agency, [Date.parse(from), to === undefined ? end : Math.min(Date.parse(to), end)]];
}

function budgetOf(agency: AgencyId, { competentAgency, receivingAgency }: ClockFacts, { budgets }: Reckoning['rules']): TimeLimit | undefined {
  if (agency === competentAgency) return budgets?.competent;
  return agency === receivingAgency ? budgets?.receiving : budgets?.consulted;
}

/** The budget is laid on the agency's calendar from when it first had the dossier; while others had it, its time stood. */
function exceeds(spans: readonly Span[], budget: TimeLimit, calendar: ReturnType<CalendarLookup>): boolean {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return false;
  const gaps = spans.slice(1).map(([from], i): Pause => ({ from: inUtc(spans[i]?.[1] ?? from), to: inUtc(from) }));
  const { dueAt } = explainDueDate(inUtc(first[0]), { limit: budget }, calendar, { pauses: gaps, policy: 'PAUSE' });
  return localMinute(inUtc(last[1])) > overdueAfter(localMinute(dueAt), budget, calendar);
}

const inUtc = (ms: number): string => new Date(ms).toISOString();
const minutesIn = (calendar: ReturnType<CalendarLookup>, [from, to]: Span): number =>
  workingMinutesBetween(localMinute(inUtc(from)), localMinute(inUtc(to)), calendar);

/** In order and without overlap; empty ones are gone. */
function joined(spans: readonly Span[]): readonly Span[] {
  const apart: [number, number][] = [];
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) apart.push([from, to]);
  }
  return apart;
}

function without([from, to]: Span, holes: readonly Span[]): readonly Span[] {
  const rest: Span[] = [];
  let start = from;
  for (const [opens, closes] of holes) {
    if (closes <= start || opens >= to) continue;
    if (opens > start) rest.push([start, opens]);
    start = closes;
  }
  return start < to ? [...rest, [start, to]] : rest;
}
