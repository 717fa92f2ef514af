import type { Calendar } from './calendar.ts';
import { clockOf, DAY_MINUTES, dayOf, momentOf, type DayNumber, type LocalMinute, type Minutes } from './vietnam-time.ts';

/** The moment itself inside a session, else the next moment somebody works. */
export function nextOpening(moment: LocalMinute, calendar: Calendar): LocalMinute {
  const today = dayOf(moment);
  const clock = clockOf(moment);
  for (const [from, to] of calendar.onDay(today).sessions) {
    if (clock <= to) return momentOf(today, Math.max(clock, from));
  }
  const day = nextWorkingDay(today + 1, calendar);
  return momentOf(day, calendar.onDay(day).sessions[0]?.[0] ?? 0);
}

/** This day if it is worked, else the next one that is. */
export function nextWorkingDay(from: DayNumber, calendar: Calendar): DayNumber {
  let day = from;
  while (!calendar.onDay(day).works) day++;
  return day;
}

/** What a day contributed to a walk through working time. */
export type Visit = (day: DayNumber, used: Minutes, left: Minutes) => void;

/** The moment so many working minutes later. It never lies in a break or on a day off, unless it starts there and nothing is added. */
export function addWorkingMinutes(from: LocalMinute, amount: Minutes, calendar: Calendar, visit?: Visit): LocalMinute {
  let [day, clock, left] = [dayOf(from), clockOf(from), amount];
  if (left === 0) return from;
  for (; ; day++, clock = 0) {
    let used = 0;
    for (const [opens, closes] of calendar.onDay(day).sessions) {
      const begin = Math.max(opens, clock);
      const available = Math.max(0, closes - begin);
      if (left <= available) {
        visit?.(day, used + left, 0);
        return momentOf(day, begin + left);
      }
      used += available;
      left -= available;
    }
    visit?.(day, used, left);
  }
}

/** Working minutes from one moment to a later one; 0 when it is not later. */
export function workingMinutesBetween(from: LocalMinute, to: LocalMinute, calendar: Calendar): Minutes {
  if (to <= from) return 0;
  let sum = 0;
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    for (const [opens, closes] of calendar.onDay(day).sessions) {
      sum += Math.max(0, Math.min(momentOf(day, closes), to) - Math.max(momentOf(day, opens), from));
    }
  }
  return sum;
}

/** The last day before this one that is worked. */
export function workingDayBefore(day: DayNumber, calendar: Calendar): DayNumber {
  let before = day - 1;
  while (!calendar.onDay(before).works) before--;
  return before;
}

/** Days somebody works, after one day up to and with a later one; 0 when it is not later. */
export function workingDaysBetween(after: DayNumber, last: DayNumber, calendar: Calendar): number {
  let sum = 0;
  for (let day = after + 1; day <= last; day++) if (calendar.onDay(day).works) sum++;
  return sum;
}

/** The moment so many working minutes earlier. */
export function subtractWorkingMinutes(from: LocalMinute, amount: Minutes, calendar: Calendar): LocalMinute {
  let [day, clock, left] = [dayOf(from), clockOf(from), amount];
  for (; ; day--, clock = DAY_MINUTES) {
    for (const [opens, closes] of [...calendar.onDay(day).sessions].reverse()) {
      const end = Math.min(closes, clock);
      const available = Math.max(0, end - opens);
      if (left <= available) return momentOf(day, end - left);
      left -= available;
    }
  }
}
