import { calendarFrom, type CalendarDay } from '../../../../domain/calendar/calendar.ts';
import { exceptionKey } from '../../../../domain/calendar/calendar-data.ts';
import { dateOf, dayNumber, weekdayOf } from '../../../../domain/calendar/vietnam-time.ts';
import type { CalendarContent, CalendarException, ExceptionKind } from '../../api/contract.ts';

/** How a day looks in the year. */
export interface DayLook {
  readonly date: string;
  readonly works: boolean;
  readonly sessions: CalendarDay['sessions'];
  readonly kind?: ExceptionKind;
  readonly name?: string;
  /** An exception of it has still to be compared with the official notice. */
  readonly check: boolean;
}

/** Every day of a year as an agency works it, whether or not somebody has confirmed the year. */
export function yearDays(content: CalendarContent, year: number, agency?: string): ReadonlyMap<string, DayLook> {
  const data = { ...content, version: 1, timeZone: 'Asia/Ho_Chi_Minh' as const, years: [{ year, state: 'confirmed' as const }] };
  const calendar = calendarFrom(data, agency);
  const days = new Map<string, DayLook>();
  const flagged = new Set(content.exceptions.filter(({ check }) => check === true).flatMap(datesOf));
  for (let day = dayNumber(`${String(year)}-01-01`); day <= dayNumber(`${String(year)}-12-31`); day++) {
    const { date, works, sessions, exception } = calendar.onDay(day);
    days.set(date, { date, works, sessions, check: flagged.has(date), ...exception });
  }
  return days;
}

/** Days that are chosen. */
export interface Span {
  /** Where the selection began. */
  readonly anchor: string;
  /** Where the keyboard is. */
  readonly focus: string;
}

export const spanOf = ({ anchor, focus }: Span): readonly [from: string, to: string] => (anchor <= focus ? [anchor, focus] : [focus, anchor]);

/** Weeks of a month from Monday to Sunday; a place without a day is empty. */
export function monthWeeks(year: number, month: number): readonly (readonly (string | undefined)[])[] {
  const first = dayNumber(`${String(year)}-${two(month)}-01`);
  const last = dayNumber(month === 12 ? `${String(year + 1)}-01-01` : `${String(year)}-${two(month + 1)}-01`) - 1;
  const weeks: (string | undefined)[][] = [];
  for (let monday = first - weekdayOf(first) + 1; monday <= last; monday += 7)
    weeks.push(Array.from({ length: 7 }, (_, i) => (monday + i < first || monday + i > last ? undefined : dateOf(monday + i))));
  return weeks;
}

/** The day the arrow or paging keys lead to; undefined for every other key. */
export function dayAfterKey(date: string, key: string): string | undefined {
  const day = dayNumber(date);
  switch (key) {
    case 'ArrowLeft':
      return dateOf(day - 1);
    case 'ArrowRight':
      return dateOf(day + 1);
    case 'ArrowUp':
      return dateOf(day - 7);
    case 'ArrowDown':
      return dateOf(day + 7);
    case 'Home':
      return dateOf(day - weekdayOf(day) + 1);
    case 'End':
      return dateOf(day - weekdayOf(day) + 7);
    case 'PageUp':
      return monthsLater(date, -1);
    case 'PageDown':
      return monthsLater(date, 1);
    default:
      return undefined;
  }
}

/** The same day number so many months later, or the month's last. */
export function monthsLater(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const last = new Date(Date.UTC(newYear, newMonth, 0)).getUTCDate();
  return `${String(newYear)}-${two(newMonth)}-${two(Math.min(day, last))}`;
}

export const datesOf = ({ date, validTo = date }: Pick<CalendarException, 'date' | 'validTo'>): readonly string[] =>
  Array.from({ length: dayNumber(validTo) - dayNumber(date) + 1 }, (_, i) => dateOf(dayNumber(date) + i));

/** Exceptions that touch a span of days, as an agency sees them. */
export const exceptionsBetween = (content: CalendarContent, from: string, to: string, agency?: string): readonly CalendarException[] =>
  content.exceptions.filter(
    (one) => one.date <= to && (one.validTo ?? one.date) >= from && (agency === undefined || one.agency === undefined || one.agency === agency),
  );

export function withException(content: CalendarContent, exception: CalendarException, instead?: CalendarException): CalendarContent {
  const replaced = new Set([exceptionKey(exception), ...(instead === undefined ? [] : [exceptionKey(instead)])]);
  const others = content.exceptions.filter((one) => !replaced.has(exceptionKey(one)));
  return { ...content, exceptions: inOrder([...others, exception]) };
}

export const withoutException = (content: CalendarContent, exception: CalendarException): CalendarContent => ({
  ...content,
  exceptions: content.exceptions.filter((one) => exceptionKey(one) !== exceptionKey(exception)),
});

/** The days of a file in the calendar: added and changed, or in place of everything in the years the file speaks of. */
export function withFile(content: CalendarContent, file: readonly CalendarException[], how: 'add' | 'replace-years'): CalendarContent {
  const [places, years] = [new Set(file.map(exceptionKey)), new Set(file.map(({ date }) => date.slice(0, 4)))];
  const others = content.exceptions.filter((one) => !places.has(exceptionKey(one)) && (how === 'add' || !years.has(one.date.slice(0, 4))));
  return { ...content, exceptions: inOrder([...others, ...file]) };
}

export const withYear = (content: CalendarContent, year: number, state: 'confirmed' | 'draft'): CalendarContent => ({
  ...content,
  years: [...content.years.filter((one) => one.year !== year), { year, state }].sort((one, other) => one.year - other.year),
});

const inOrder = (exceptions: readonly CalendarException[]): CalendarException[] =>
  [...exceptions].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

const two = (value: number): string => String(value).padStart(2, '0');
