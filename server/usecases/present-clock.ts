import type { ClockView, Remaining as RemainingView, TaskDue as TaskDueView } from '../../contract/clock.ts';
import { limitText } from '../../domain/calendar/limit-text.ts';
import { clockOf } from '../../domain/clock/clock-of.ts';
import type { CalendarLookup, Reckoning } from '../../domain/clock/clock.ts';
import { remainingOf } from '../../domain/clock/remaining.ts';
import { taskDue } from '../../domain/clock/task-due.ts';
import { agencyOf, type RowDates } from '../../domain/dossier/rows.ts';
import type { DossierState, OpenTask } from '../../domain/dossier/state.ts';
import { whereKnown } from '../../domain/clock/where-known.ts';

/** @param revealed a committed value as its reader may see it */
export function presentClock(facts: DossierState['clock'], reckoning: Reckoning, now: string, revealed: (value: unknown) => unknown): ClockView {
  const {
    finishedAt,
    alerts: _alerts,
    lawDueAt: _lawDueAt,
    apologyDueAt: _apologyDueAt,
    pausedSince: _pausedSince,
    wakeAt: _wakeAt,
    apology,
    ...clock
  } = clockOf(facts, reckoning, now);
  return {
    ...clock,
    lines: [...clock.lines],
    pauses: [...clock.pauses],
    moves: [...clock.moves],
    spent: [...clock.spent],
    ...(finishedAt === undefined ? {} : { stoppedAt: finishedAt }),
    ...(apology === undefined ? {} : { apology: presentApology(apology, revealed) }),
  };
}

function presentApology(
  { at, newDueAt, by, late, reason }: NonNullable<ReturnType<typeof clockOf>['apology']>,
  revealed: (value: unknown) => unknown,
): NonNullable<ClockView['apology']> {
  const text = revealed(reason);
  return { at, newDueAt, by, late, ...(typeof text === 'string' ? { reason: text } : {}) };
}

/** The limit of one task; nothing where it has none or nobody knows the calendar yet. */
export function presentTaskDue(task: OpenTask, state: DossierState, { rules, calendarOf }: Reckoning, now: string): TaskDueView | undefined {
  const { calendarVersion } = state.clock;
  if (calendarVersion === undefined) return undefined;
  const calendar = calendarOf(calendarVersion, agencyOf(task.groups, state));
  const due = taskDue(task, rules, calendar);
  if (due === undefined) return undefined;
  const { limit, lines, dueAt } = due;
  const remaining = whereKnown(() => remainingOf(due, calendar, now));
  return { limit, limitText: limitText(limit), dueAt, calendarVersion, lines: [...lines], ...(remaining === undefined ? {} : { remaining }) };
}

type DatedRow = RowDates & { readonly competentAgency: string };

/** A row with what is left of its time now. */
export function withClock<R extends DatedRow>(
  row: R,
  calendarOf: CalendarLookup,
  now: string,
): Omit<R, 'calendarVersion' | 'finishedAt'> & { readonly stoppedAt?: string; readonly remaining?: RemainingView } {
  const { calendarVersion, finishedAt, ...rest } = row;
  const runs = calendarVersion !== undefined && finishedAt === undefined;
  const remaining = runs ? whereKnown(() => remainingOf(row, calendarOf(calendarVersion, row.competentAgency), now)) : undefined;
  return { ...rest, ...(finishedAt === undefined ? {} : { stoppedAt: finishedAt }), ...(remaining === undefined ? {} : { remaining }) };
}

/** Versions of the calendar that these rows are counted with. */
export const versionsOf = (rows: readonly RowDates[]): readonly number[] => [...new Set(rows.flatMap(({ calendarVersion }) => calendarVersion ?? []))];
