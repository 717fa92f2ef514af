import type { CalendarData } from '../../../domain/calendar/calendar.ts';
import { shippedRecord, type CalendarRecord } from '../../../domain/calendar/calendar-record.ts';
import { Refusal } from '../../../domain/errors.ts';
import { CalendarVersionTaken, type Calendars } from '../../../server/ports/calendars.ts';
import { NoCalendar } from '../../../server/ports/no-calendar.ts';
import { CALENDAR } from './fake-surroundings.ts';
import { stored } from './stored.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Two of them on the same versions are two processes. */
export type CalendarVersions = Map<number, CalendarRecord>;

export const calendarVersions = (given: CalendarData | null = CALENDAR): CalendarVersions =>
  new Map(given === null ? [] : [[given.version, stored(shippedRecord(given))]]);

export function fakeCalendars(given: CalendarData | null = CALENDAR, versions: CalendarVersions = calendarVersions(given)): Calendars {
  const newestFirst = (): CalendarRecord[] => [...versions.values()].sort((one, other) => other.version - one.version);
  return {
    async current() {
      await turn();
      const newest = newestFirst().find(({ state }) => state === 'confirmed');
      if (newest === undefined) throw new NoCalendar('There is no working calendar yet.');
      return stored(newest.data);
    },
    async get(version) {
      await turn();
      const record = versions.get(version);
      if (record === undefined) throw new Refusal('calendar-version-not-found', `Không có bản lịch số ${String(version)}.`);
      return stored(record.data);
    },
    async put(data) {
      await turn();
      const kept = versions.get(data.version);
      if (kept === undefined) versions.set(data.version, stored(shippedRecord(data)));
      else if (JSON.stringify(kept.data) !== JSON.stringify(data)) throw new CalendarVersionTaken(`Calendar version ${String(data.version)} exists.`);
    },
    async records() {
      await turn();
      return stored(newestFirst());
    },
    async write(record, revision) {
      await turn();
      const there = versions.get(record.version);
      if ((there?.revision ?? 0) !== revision || there?.state === 'confirmed') return false;
      versions.set(record.version, stored(record));
      return true;
    },
    async moving(now) {
      await turn();
      const due = newestFirst()
        .reverse()
        .find(({ moves }) => moves !== undefined && moves.state !== 'done' && moves.nextAt <= now);
      return due === undefined ? undefined : stored(due);
    },
    async noteMoves(version, before, moves) {
      await turn();
      const there = versions.get(version);
      if (there?.moves?.state !== before.state || there.moves.after !== before.after) return false;
      versions.set(version, stored({ ...there, moves }));
      return true;
    },
  };
}
