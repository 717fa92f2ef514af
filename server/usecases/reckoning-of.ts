import { calendarVersionsOf } from '../../domain/clock/clock-of.ts';
import type { CalendarLookup, Reckoning } from '../../domain/clock/clock.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Ports } from '../ports/index.ts';
import { calendarShelf, type CalendarShelf } from './calendar/calendar-shelf.ts';

/** A version that dossiers are counted with never changes, so a process reads it once. */
const shelves = new WeakMap<Calendars, CalendarShelf>();

/** @throws Refusal calendar-version-not-found */
export function calendarsOf({ calendars }: Pick<Ports, 'calendars'>, versions: readonly number[]): Promise<CalendarLookup> {
  let shelf = shelves.get(calendars);
  if (shelf === undefined) shelves.set(calendars, (shelf = calendarShelf({ calendars })));
  return shelf.with(versions);
}

/** What the dates of a dossier are counted with: the rules of its release and the calendars its history names. */
export async function reckoningOf(
  ports: Pick<Ports, 'releases' | 'calendars'>,
  { clock, procedure, release }: Pick<DossierState, 'clock' | 'procedure' | 'release'>,
): Promise<Reckoning> {
  const [{ sheet }, calendarOf] = await Promise.all([ports.releases.get(procedure, release), calendarsOf(ports, calendarVersionsOf(clock))]);
  return { rules: sheet.clock, calendarOf };
}
