import type { ArithmeticLine } from './arithmetic.ts';
import type { Calendar } from './calendar.ts';
import { withPauses, type Pause, type PausePolicy } from './pauses.ts';
import { termFrom, type DueDateRule } from './term.ts';
import { instantText, localMinute } from './vietnam-time.ts';

export type { DueDateRule } from './term.ts';
export { TIME_ZONE, vietnameseDate } from './vietnam-time.ts';

export interface DueDate {
  /** ISO instant with the offset of Việt Nam. */
  readonly dueAt: string;
  readonly calendarVersion: number;
  /** Day by day, what was counted and what was not. */
  readonly lines: readonly { readonly date: string; readonly counted: boolean; readonly reason: string }[];
}

/** The same date with its arithmetic in both languages. */
export interface ExplainedDueDate extends Omit<DueDate, 'lines'> {
  readonly lines: readonly ArithmeticLine[];
}

/**
 * When something received at an instant is due.
 * @param receivedAt ISO instant
 * @throws CalendarNotConfirmed when a needed year has no confirmed calendar
 */
export function dueDate(receivedAt: string, rule: DueDateRule, calendar: Calendar): DueDate {
  const { due, lines } = termFrom(localMinute(receivedAt), rule, calendar);
  return {
    dueAt: instantText(due),
    calendarVersion: calendar.version,
    lines: lines.map(({ date, counted, reason }) => ({ date, counted, reason: reason.vi })),
  };
}

/**
 * The same, with the times that do not count and what they do to the limit.
 * @throws CalendarNotConfirmed when a needed year has no confirmed calendar
 */
export function explainDueDate(
  receivedAt: string,
  rule: DueDateRule,
  calendar: Calendar,
  { pauses, policy }: { pauses: readonly Pause[]; policy: PausePolicy } = { pauses: [], policy: 'PAUSE' },
): ExplainedDueDate {
  const received = localMinute(receivedAt);
  const { due, lines } = withPauses(termFrom(received, rule, calendar), received, pauses, { rule, policy, calendar });
  return { dueAt: instantText(due), calendarVersion: calendar.version, lines };
}
