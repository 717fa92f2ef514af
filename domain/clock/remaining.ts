import { durationText } from '../calendar/arithmetic.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dayOf, localMinute } from '../calendar/vietnam-time.ts';
import { workingDaysBetween, workingMinutesBetween } from '../calendar/working-time.ts';
import type { ClockDates, Remaining } from './clock.ts';

type Dates = Pick<ClockDates, 'dueAt' | 'overdueAt' | 'pausedSince'>;

/**
 * Working time until the date that holds; on its day, once the promised hour has passed, until the end of that day; afterwards how long it has been
 * late. While the clock stands nothing passes.
 * @throws CalendarNotConfirmed
 */
export function remainingOf({ dueAt, overdueAt = dueAt, pausedSince }: Dates, calendar: Calendar, now: string): Remaining | undefined {
  if (dueAt === undefined || overdueAt === undefined) return undefined;
  const instant = pausedSince ?? now;
  const at = localMinute(instant);
  const [due, end] = [localMinute(dueAt), localMinute(overdueAt)];
  if (Date.parse(instant) > Date.parse(overdueAt)) {
    const amounts = { workingDays: workingDaysBetween(dayOf(end), dayOf(at), calendar), workingMinutes: workingMinutesBetween(end, at, calendar) };
    return { overdue: true, ...amounts, text: said({ vi: 'Quá hạn', en: 'Overdue by' }, amounts) };
  }
  const target = at <= due ? due : end;
  const amounts = { workingDays: workingDaysBetween(dayOf(at), dayOf(target), calendar), workingMinutes: workingMinutesBetween(at, target, calendar) };
  const words = at <= due ? { vi: 'Còn', en: 'Left:' } : { vi: 'Đã quá giờ hẹn, trong ngày còn', en: 'Past the promised hour, left today:' };
  return { overdue: false, ...amounts, text: said(words, amounts) };
}

/** Whole days where there are any, else hours and minutes. */
function said(words: Remaining['text'], { workingDays, workingMinutes }: Pick<Remaining, 'workingDays' | 'workingMinutes'>): Remaining['text'] {
  const time = durationText(workingMinutes);
  if (workingDays === 0) return { vi: `${words.vi} ${time.vi} làm việc`, en: `${words.en} ${time.en} of working time` };
  const days = String(workingDays);
  return { vi: `${words.vi} ${days} ngày làm việc`, en: `${words.en} ${days} working day${workingDays === 1 ? '' : 's'}` };
}
