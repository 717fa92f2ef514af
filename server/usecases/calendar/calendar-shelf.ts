import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { calendarFrom } from '../../../domain/calendar/calendar.ts';
import type { CalendarData } from '../../../domain/calendar/calendar-data.ts';
import type { CalendarLookup } from '../../../domain/clock/clock.ts';
import type { Ports } from '../../ports/index.ts';

/** Calendars of many dossiers: each version is read once, each agency's days are worked out once. */
export interface CalendarShelf {
  /** What the dates of a dossier are counted with. @throws Refusal calendar-version-not-found */
  with(versions: readonly number[]): Promise<CalendarLookup>;
}

/** @param given versions that are to be taken as they are, without asking the store */
export function calendarShelf({ calendars }: Pick<Ports, 'calendars'>, given: readonly CalendarData[] = []): CalendarShelf {
  const data = new Map(given.map((one) => [one.version, one]));
  const made = new Map<string, Calendar>();
  const lookup: CalendarLookup = (version, agency) => {
    const key = `${String(version)} ${agency}`;
    let found = made.get(key);
    if (found !== undefined) return found;
    const days = data.get(version);
    if (days === undefined) throw new TypeError(`Calendar version ${String(version)} is not on the shelf`);
    made.set(key, (found = calendarFrom(days, agency)));
    return found;
  };
  return {
    async with(versions) {
      for (const version of versions) if (!data.has(version)) data.set(version, await calendars.get(version));
      return lookup;
    },
  };
}
