import { calendarFrom, type Calendar, type CalendarData } from '../../../domain/calendar/calendar.ts';
import type { CalendarLookup, Reckoning } from '../../../domain/clock/clock.ts';
import type { ClockSheet } from '../../../domain/release.ts';
import { CALENDAR } from '../fakes/fake-surroundings.ts';
import { aSheet } from './a-release.ts';

const lookups = new WeakMap<CalendarData, CalendarLookup>();

function lookupIn(data: CalendarData): CalendarLookup {
  let lookup = lookups.get(data);
  if (lookup === undefined) {
    const calendars = new Map<string, Calendar>();
    lookup = (_version, agency) => {
      const calendar = calendars.get(agency) ?? calendarFrom(data, agency);
      calendars.set(agency, calendar);
      return calendar;
    };
    lookups.set(data, lookup);
  }
  return lookup;
}

/** The rules of the usual release and the usual calendar, whichever version is asked for. */
export const aReckoning = ({
  rules = {},
  calendar = CALENDAR,
}: { readonly rules?: Partial<ClockSheet>; readonly calendar?: CalendarData } = {}): Reckoning => ({
  rules: { ...aSheet().clock, ...rules },
  calendarOf: lookupIn(calendar),
});
