import type { DueDate } from '../calendar/due-date.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import type { ClockFacts } from './clock-facts.ts';
import type { Reckoning } from './clock.ts';
import { datesOf } from './dates-of.ts';

/**
 * What a dossier is promised when it is received: the clock as it will stand with this receipt in its history.
 * @throws CalendarNotConfirmed when a needed year has no confirmed calendar
 */
export function promiseOf(facts: ClockFacts, reckoning: Reckoning, receipt: { readonly at: string; readonly calendarVersion: number }): DueDate {
  const { dueAt, lines, unconfirmedYear = 0 } = datesOf({ ...facts, receipt: { ...receipt, dueAt: receipt.at } }, reckoning);
  if (dueAt === undefined) throw new CalendarNotConfirmed(unconfirmedYear);
  return {
    dueAt,
    calendarVersion: receipt.calendarVersion,
    lines: lines.map(({ date, counted, reason }) => ({ date, counted, reason: reason.vi })),
  };
}
