import type { CalendarRecord } from '../../../domain/calendar/calendar-record.ts';
import { NoCalendar } from '../../ports/no-calendar.ts';

/** Where the versions stand: the one in force, and what there is under the next number. @throws NoCalendar */
export function versionsIn(records: readonly CalendarRecord[]): { readonly current: CalendarRecord; readonly next: CalendarRecord | undefined } {
  const current = records.find(({ state }) => state === 'confirmed');
  if (current === undefined) throw new NoCalendar('There is no working calendar yet.');
  return { current, next: records.find(({ version }) => version === current.version + 1) };
}
