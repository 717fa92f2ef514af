import type { TimeLimit } from '../../contract/vocabulary.ts';
import { explainDueDate, type ExplainedDueDate } from '../calendar/due-date.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { findLimit } from '../calendar/limit-text.ts';
import { localMinute, instantText } from '../calendar/vietnam-time.ts';
import type { OpenTask } from '../dossier/state.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import type { ClockSheet } from '../release.ts';
import { overdueAfter } from './late.ts';

export interface TaskDue extends ExplainedDueDate {
  readonly limit: TimeLimit;
  readonly overdueAt: string;
}

/**
 * By when a task is to be done: its header `timeLimit`, from its creation, by the calendar of the agency that has it. Nothing when the task has no
 * limit, or when the year has no confirmed calendar.
 */
export function taskDue({ timeLimit, createdAt }: Pick<OpenTask, 'timeLimit' | 'createdAt'>, { cutOff }: ClockSheet, calendar: Calendar): TaskDue | undefined {
  const limit = timeLimit === undefined ? undefined : findLimit(timeLimit);
  if (limit === undefined) return undefined;
  try {
    const due = explainDueDate(createdAt, { limit, cutOff }, calendar);
    return { ...due, limit, overdueAt: instantText(overdueAfter(localMinute(due.dueAt), limit, calendar)) };
  } catch (error) {
    if (error instanceof CalendarNotConfirmed) return undefined;
    throw error;
  }
}
