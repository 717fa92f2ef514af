import { Temporal } from 'temporal-polyfill';
import type { Bilingual, TimeLimit } from '../../contract/vocabulary.ts';
import { durationText, nameOfDay, notCounted, workingDayCounted, type ArithmeticLine } from './arithmetic.ts';
import type { Calendar, CalendarDay } from './calendar.ts';
import { addWorkingMinutes, nextOpening, nextWorkingDay } from './working-time.ts';
import { clockOf, clockText, dateOf, dayNumber, dayOf, momentOf, vietnameseDateText, type DayNumber, type LocalMinute, type Minutes } from './vietnam-time.ts';

export interface DueDateRule {
  readonly limit: TimeLimit;
  /** Same-day procedures: received after this clock time, due on the next working day (`HH:MM`). */
  readonly cutOff?: string | undefined;
}

/** A limit laid on the calendar from one moment on. */
export interface Term {
  readonly due: LocalMinute;
  readonly lines: readonly ArithmeticLine[];
  /** Limits in calendar days or months: where they end by counting alone, whether or not anybody works then. */
  readonly counted?: { readonly lastDay: DayNumber; readonly lines: readonly ArithmeticLine[] };
}

/** What a term counts from: the dossier came in, or its limit starts again because it was completed. */
export type TermStart = 'receipt' | 'restart';

const DEFAULT_CUT_OFF = '15:00';

const FIRST_DAY = {
  receipt: { vi: 'Ngày nhận hồ sơ: không tính', en: 'Day of receipt: not counted' },
  restart: { vi: 'Ngày tính lại thời hạn: không tính', en: 'Day the limit starts again: not counted' },
} as const satisfies Record<TermStart, Bilingual>;

/**
 * Lays a limit on the calendar. What comes in outside office hours counts as the next opening. The first day is not counted (Bộ luật Dân sự
 * 2015, Điều 147), except by limits in hours, which run from their moment.
 * Working days end at the same clock time: a day is never converted to hours. Calendar days and months are terms of the Civil Code: they end
 * with their last day, and when nobody works then, at the end of the next working day (Điều 148). In offices that is closing time.
 */
export function termFrom(moment: LocalMinute, { limit, cutOff = DEFAULT_CUT_OFF }: DueDateRule, calendar: Calendar, from: TermStart = 'receipt'): Term {
  const start = nextOpening(moment, calendar);
  const today = calendar.onDay(dayOf(start));
  const lines = beforeOpening(dayOf(moment), dayOf(start), calendar);
  const amount = limit.amount ?? 1;
  if (limit.unit === 'WORKING_HOUR') return { due: countHours(start, amount, calendar, lines), lines };
  if (limit.unit === 'SAME_DAY' && clockText(clockOf(start)) <= cutOff) {
    lines.push({ date: today.date, counted: true, reason: { vi: `Nhận trước ${cutOff}: trả trong ngày`, en: `Received before ${cutOff}: due the same day` } });
    return { due: momentOf(dayOf(start), today.closing), lines };
  }
  lines.push({ date: today.date, counted: false, reason: FIRST_DAY[from] });
  switch (limit.unit) {
    case 'SAME_DAY': {
      const day = countWorkingDays(dayOf(start), 1, calendar, lines);
      return { due: momentOf(day, calendar.onDay(day).closing), lines };
    }
    case 'WORKING_DAY': {
      const day = countWorkingDays(dayOf(start), amount, calendar, lines);
      return { due: momentOf(day, withinSessions(clockOf(start), calendar.onDay(day))), lines };
    }
    case 'CALENDAR_DAY':
      return endingOn(countCalendarDays(dayOf(start), amount, lines), calendar, lines);
    case 'MONTH':
      return endingOn(countMonths(dayOf(start), amount, lines), calendar, lines);
  }
}

/** A term of the Civil Code ends with its last day or, when nobody works then, with the next working day. */
export function endingOn(lastDay: DayNumber, calendar: Calendar, lines: readonly ArithmeticLine[]): Term {
  const day = nextWorkingDay(lastDay, calendar);
  const due = momentOf(day, calendar.onDay(day).closing);
  const counted = { lastDay, lines };
  if (day === lastDay) return { due, lines, counted };
  const off = nameOfDay(calendar.onDay(lastDay));
  const between = Array.from({ length: day - lastDay - 1 }, (_, i) => notCounted(calendar.onDay(lastDay + 1 + i)));
  const last = vietnameseDateText(dateOf(lastDay));
  const reason = {
    vi: `Ngày cuối ${last} không làm việc (${off.vi}): hết hạn khi hết ngày làm việc kế tiếp`,
    en: `Nobody works on the last day, ${last} (${off.en}): ends with the next working day`,
  };
  return { due, lines: [...lines, ...between, { date: dateOf(day), counted: false, reason }], counted };
}

function countWorkingDays(from: DayNumber, amount: number, calendar: Calendar, lines: ArithmeticLine[]): DayNumber {
  let day = from;
  for (let counted = 0; counted < amount;) {
    const next = calendar.onDay(++day);
    lines.push(next.works ? workingDayCounted(next, ++counted) : notCounted(next));
  }
  return day;
}

function countCalendarDays(from: DayNumber, amount: number, lines: ArithmeticLine[]): DayNumber {
  for (let nth = 1; nth <= amount; nth++)
    lines.push({ date: dateOf(from + nth), counted: true, reason: { vi: `Ngày thứ ${String(nth)}`, en: `Day ${String(nth)}` } });
  return from + amount;
}

/** The same day number so many months later, or the last day of a month that has no such day. */
function countMonths(from: DayNumber, amount: number, lines: ArithmeticLine[]): DayNumber {
  const first = Temporal.PlainDate.from(dateOf(from));
  const last = first.add({ months: amount });
  const [vi, en] =
    last.day === first.day
      ? [`cùng ngày ${String(first.day)}`, `the same day number, ${String(first.day)}`]
      : [`tháng không có ngày ${String(first.day)}, lấy ngày cuối tháng`, `the month has no day ${String(first.day)}, so its last day`];
  lines.push({ date: last.toString(), counted: true, reason: { vi: `Đủ ${String(amount)} tháng: ${vi}`, en: `Month ${String(amount)} is complete: ${en}` } });
  return dayNumber(last.toString());
}

function countHours(start: LocalMinute, hours: number, calendar: Calendar, lines: ArithmeticLine[]): LocalMinute {
  return addWorkingMinutes(start, hours * 60, calendar, (day, used, left) => {
    lines.push(workingTimeCounted(calendar.onDay(day), used, left));
  });
}

export function workingTimeCounted(day: CalendarDay, used: Minutes, left: Minutes): ArithmeticLine {
  if (!day.works) return notCounted(day);
  const [counted, rest] = [durationText(used), durationText(left)];
  const [vi, en] = left === 0 ? ['đủ thời hạn', 'which completes the limit'] : [`còn ${rest.vi}`, `${rest.en} left`];
  return { date: day.date, counted: used > 0, reason: { vi: `${counted.vi} làm việc, ${vi}`, en: `${counted.en} of working time, ${en}` } };
}

/** Why receipt at night or on a day off counts from a later day. */
function beforeOpening(received: DayNumber, opening: DayNumber, calendar: Calendar): ArithmeticLine[] {
  const lines: ArithmeticLine[] = [];
  for (let number = received; number < opening; number++) {
    const day = calendar.onDay(number);
    const late = { vi: 'Nhận sau giờ làm việc: tính từ ngày làm việc kế tiếp', en: 'Received after office hours: counts from the next working day' };
    lines.push(day.works ? { date: day.date, counted: false, reason: late } : notCounted(day));
  }
  return lines;
}

/** A clock time on a day with other sessions: inside a break the next opening, after closing the closing time. */
export function withinSessions(clock: Minutes, { sessions, closing }: CalendarDay): Minutes {
  for (const [from, to] of sessions) if (clock <= to) return Math.max(from, clock);
  return closing;
}
