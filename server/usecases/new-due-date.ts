import type { ClockDates } from '../../domain/clock/clock.ts';
import { datesOf } from '../../domain/clock/dates-of.ts';
import { newDueAt } from '../../domain/dossier/apology.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { CalendarNotConfirmed, Refusal } from '../../domain/errors.ts';
import type { Ports } from '../ports/index.ts';
import { reckoningOf } from './reckoning-of.ts';

export interface NewDueDate {
  readonly newDueAt: string;
  readonly calendarVersion: number;
  readonly dates: ClockDates;
}

/**
 * What a date that a leader promises anew comes to on the calendar of the competent agency.
 * @throws Refusal when the dossier has no date to move or has moved it once; InvalidInput date-not-later; CalendarNotConfirmed
 */
export async function newDueDateOf(ports: Pick<Ports, 'releases' | 'calendars'>, state: DossierState, date: string): Promise<NewDueDate> {
  if (state.clock.apology !== undefined) throw new Refusal('apology-repeated', 'Hồ sơ này đã được xin lỗi và hẹn lại một lần, không hẹn lại lần nữa.');
  const reckoning = await reckoningOf(ports, state);
  const dates = datesOf(state.clock, reckoning);
  if (dates.unconfirmedYear !== undefined) throw new CalendarNotConfirmed(dates.unconfirmedYear);
  const { dueAt, calendarVersion, finishedAt } = dates;
  if (dueAt === undefined || calendarVersion === undefined || finishedAt !== undefined)
    throw new Refusal('dossier-closed', 'Hồ sơ không có ngày hẹn nào để hẹn lại.');
  return { newDueAt: newDueAt(date, dueAt, reckoning.calendarOf(calendarVersion, state.competentAgency)), calendarVersion, dates };
}
