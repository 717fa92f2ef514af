import type { ArithmeticLine } from '../calendar/arithmetic.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import type { Reckoning } from './clock.ts';
import type { ClockFacts } from './clock-facts.ts';
import { datesOf } from './dates-of.ts';

/** What another version of the calendar does to one dossier. */
export type UnderCalendar =
  /** Not received yet, finished, or counted with this version already. */
  | { readonly kind: 'untouched' }
  | { readonly kind: 'adopted' }
  /** ISO instants. */
  | { readonly kind: 'moved'; readonly from: string; readonly to: string; readonly lines: readonly ArithmeticLine[] }
  /** The new date falls into a year nobody has confirmed, the old one did not. */
  | { readonly kind: 'failed'; readonly reason: string };

/** @param decision about the calendar: its version, its number, when it was taken (ISO instant) and by whom */
export function underCalendar(facts: ClockFacts, reckoning: Reckoning, decision: ClockFacts['calendarDecisions'][number]): UnderCalendar {
  const { receipt, calendarVersion = 0, calendarDecisions } = facts;
  if (receipt === undefined || !canMove(facts) || calendarVersion >= decision.calendarVersion) return { kind: 'untouched' };
  const before = datesOf(facts, reckoning);
  const after = datesOf({ ...facts, calendarVersion: decision.calendarVersion, calendarDecisions: [...calendarDecisions, decision] }, reckoning);
  if (after.dueAt === undefined) {
    const reason = new CalendarNotConfirmed(after.unconfirmedYear ?? 0).message;
    return before.dueAt === undefined ? { kind: 'adopted' } : { kind: 'failed', reason };
  }
  const from = before.dueAt ?? receipt.dueAt;
  return Date.parse(from) === Date.parse(after.dueAt) ? { kind: 'adopted' } : { kind: 'moved', from, to: after.dueAt, lines: after.lines };
}

/** What taking a version on has done to a dossier that is counted with it already. */
export function tookOn(facts: ClockFacts, reckoning: Reckoning, version: number): 'moved' | 'adopted' | undefined {
  const decision = facts.calendarDecisions.find(({ calendarVersion }) => calendarVersion === version);
  if (decision === undefined) return undefined;
  return datesOf(facts, reckoning).moves.some(({ kind, at }) => kind === 'calendar' && at === decision.at) ? 'moved' : 'adopted';
}

/** Received and unfinished: only then does a change of the calendar concern a dossier. */
export const canMove = ({ receipt, finishedAt }: Pick<ClockFacts, 'receipt' | 'finishedAt'>): boolean => receipt !== undefined && finishedAt === undefined;
