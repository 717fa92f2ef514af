import { Temporal } from 'temporal-polyfill';
import type { TimeLimit } from '../../contract/vocabulary.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { withinSessions } from '../calendar/term.ts';
import { clockOf, dateOf, dayNumber, dayOf, momentOf, type DayNumber, type LocalMinute } from '../calendar/vietnam-time.ts';
import { addWorkingMinutes, nextOpening, subtractWorkingMinutes, workingDayBefore, workingMinutesBetween } from '../calendar/working-time.ts';
import type { Punctuality } from './clock.ts';

/**
 * When late begins, the one rule for everybody. The hour on the slip is a promise to the citizen; the law counts days, so a dossier is late only
 * after the end of the working day it was due on. A limit in hours is late after its hour.
 */
export const overdueAfter = (due: LocalMinute, { unit }: TimeLimit, calendar: Calendar): LocalMinute =>
  unit === 'WORKING_HOUR' ? due : Math.max(due, momentOf(dayOf(due), calendar.onDay(dayOf(due)).closing));

/** Early is a day before the day it was due on, or more. */
export function punctualityOf(finished: LocalMinute, due: LocalMinute, limit: TimeLimit, calendar: Calendar): Punctuality {
  if (finished > overdueAfter(due, limit, calendar)) return 'late';
  return dayOf(finished) < dayOf(due) ? 'early' : 'on-time';
}

const ONE_WORKING_DAY: TimeLimit = { unit: 'WORKING_DAY', amount: 1 };

/**
 * When somebody has to be warned: so long before the due date as the release says. Where that is no later than the moment counting began, because the
 * whole limit is as short, it is when a fifth of the working time is left.
 */
export function dueSoonFrom(due: LocalMinute, began: LocalMinute, before: TimeLimit | undefined, calendar: Calendar): LocalMinute {
  const soon = earlier(due, before ?? ONE_WORKING_DAY, calendar);
  if (soon > began) return soon;
  return addWorkingMinutes(nextOpening(began, calendar), Math.floor((workingMinutesBetween(began, due, calendar) * 4) / 5), calendar);
}

/**
 * A letter of apology goes out at the latest one day before the due date (NĐ 61/2018, Điều 19(9)): by the end of the working day before. A limit that
 * has no such day leaves time until it is due.
 */
export function apologyUntil(due: LocalMinute, began: LocalMinute, calendar: Calendar): LocalMinute {
  const day = workingDayBefore(dayOf(due), calendar);
  const until = momentOf(day, calendar.onDay(day).closing);
  return until > began ? until : due;
}

function earlier(due: LocalMinute, { unit, amount = 1 }: TimeLimit, calendar: Calendar): LocalMinute {
  const onDay = (day: DayNumber): LocalMinute => momentOf(day, withinSessions(clockOf(due), calendar.onDay(day)));
  switch (unit) {
    case 'WORKING_HOUR':
      return subtractWorkingMinutes(due, amount * 60, calendar);
    case 'SAME_DAY':
      return momentOf(dayOf(due), calendar.onDay(dayOf(due)).sessions[0]?.[0] ?? 0);
    case 'WORKING_DAY': {
      let day = dayOf(due);
      for (let counted = 0; counted < amount; counted++) day = workingDayBefore(day, calendar);
      return onDay(day);
    }
    case 'CALENDAR_DAY':
      return momentOf(dayOf(due) - amount, clockOf(due));
    case 'MONTH': {
      const day = Temporal.PlainDate.from(dateOf(dayOf(due))).subtract({ months: amount });
      return momentOf(dayNumber(day.toString()), clockOf(due));
    }
  }
}
