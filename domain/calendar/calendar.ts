import type { Temporal } from 'temporal-polyfill';
import type { AgencyId } from '../../contract/vocabulary.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import type { CalendarData, CalendarException, ExceptionKind } from './calendar-data.ts';
import { dateOf, dayNumber, weekdayOf, type DayNumber, type Minutes } from './vietnam-time.ts';

export { CalendarData } from './calendar-data.ts';

/** Start and end in minutes since midnight. */
export type WorkSession = readonly [Minutes, Minutes];

export interface WorkingDay {
  readonly sessions: readonly WorkSession[];
  /** Why the day differs from its weekday, if it does. */
  readonly exception?: { readonly kind: ExceptionKind; readonly name: string };
}

/** A working day with what the arithmetic asks again and again. */
export interface CalendarDay extends WorkingDay {
  readonly date: string;
  readonly works: boolean;
  /** End of the last session. */
  readonly closing: Minutes;
}

export interface Calendar {
  readonly version: number;
  /** @throws CalendarNotConfirmed when nobody has confirmed the calendar of that year */
  day(date: Temporal.PlainDate): WorkingDay;
  /** The same by day number, remembered. @throws CalendarNotConfirmed */
  onDay(day: DayNumber): CalendarDay;
}

/**
 * The calendar of one agency, or of the province when no agency is named. An agency without sessions of its own keeps the province's;
 * an exception of its own goes before one of the province.
 */
export function calendarFrom(data: CalendarData, agency?: AgencyId): Calendar {
  const confirmed = new Set(data.years.filter(({ state }) => state === 'confirmed').map(({ year }) => year));
  const exceptions = exceptionsByDay(data.exceptions, agency);
  const week = weekOf((agency === undefined ? undefined : data.agencies?.[agency]?.sessions) ?? data.sessions);
  const remembered = new Map<DayNumber, CalendarDay>();

  const sessionsOf = (day: DayNumber, kind: ExceptionKind | undefined): readonly WorkSession[] => {
    const usual = week[weekdayOf(day)] ?? [];
    if (kind === undefined) return usual;
    if (kind !== 'MAKEUP') return [];
    // A make-up day that is no usual working day works the hours of the first weekday that is one
    return usual.length > 0 ? usual : (week.find((sessions) => sessions.length > 0) ?? []);
  };

  const lookUp = (day: DayNumber): CalendarDay => {
    const year = new Date(day * 86_400_000).getUTCFullYear();
    if (!confirmed.has(year)) throw new CalendarNotConfirmed(year);
    const exception = exceptions.get(day);
    const sessions = sessionsOf(day, exception?.kind);
    return {
      date: dateOf(day),
      sessions,
      works: sessions.length > 0,
      closing: sessions.at(-1)?.[1] ?? 0,
      ...(exception !== undefined && { exception: { kind: exception.kind, name: exception.name } }),
    };
  };

  const onDay = (day: DayNumber): CalendarDay => {
    let found = remembered.get(day);
    if (found === undefined) remembered.set(day, (found = lookUp(day)));
    return found;
  };

  return {
    version: data.version,
    onDay,
    day(date) {
      const { sessions, exception } = onDay(dayNumber(date.toString()));
      return { sessions, ...(exception !== undefined && { exception }) };
    },
  };
}

const minutes = (clock: string): Minutes => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Sessions by weekday; place 0 stays empty. */
const weekOf = (sessions: CalendarData['sessions']): readonly (readonly WorkSession[])[] =>
  Array.from({ length: 8 }, (_, weekday) => (sessions[String(weekday)] ?? []).map(([from, to]) => [minutes(from), minutes(to)] as const));

/** Where several hold for one day, the agency's own goes before the province's, a closed office before everything else, the later beginning before the earlier. */
function exceptionsByDay(exceptions: CalendarData['exceptions'], agency: AgencyId | undefined): ReadonlyMap<DayNumber, CalendarException> {
  const weight = ({ agency: own, kind }: CalendarException): number => (own === undefined ? 0 : 2) + (kind === 'LOCAL_CLOSED' ? 1 : 0);
  const weakestFirst = exceptions
    .filter((exception) => exception.agency === undefined || exception.agency === agency)
    .sort((one, other) => weight(one) - weight(other) || (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  const byDay = new Map<DayNumber, CalendarException>();
  for (const exception of weakestFirst) {
    const last = dayNumber(exception.validTo ?? exception.date);
    for (let day = dayNumber(exception.date); day <= last; day++) byDay.set(day, exception);
  }
  return byDay;
}
