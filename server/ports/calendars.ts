import type { CalendarData } from '../../domain/calendar/calendar-data.ts';
import type { CalendarMoves, CalendarRecord } from '../../domain/calendar/calendar-record.ts';

/** The working calendar, one document for each version. Every write is journalled, by majority. */
export interface Calendars {
  /** The newest confirmed version. @throws NoCalendar */
  current(): Promise<CalendarData>;
  /** The days of one version, whatever became of it. @throws Refusal calendar-version-not-found */
  get(version: number): Promise<CalendarData>;
  /** Enters a version that came with the installation. The same again does nothing; other days under its number are refused. @throws CalendarVersionTaken */
  put(data: CalendarData): Promise<void>;
  /** Every version with how it came about, newest first: the proposal, if there is one, stands before the one in force. */
  records(): Promise<readonly CalendarRecord[]>;
  /**
   * Writes a version that is not confirmed yet over what `revision` says is there; 0: nothing is there.
   * False when somebody else was faster: then nothing is written.
   */
  write(record: CalendarRecord, revision: number): Promise<boolean>;
  /** The oldest confirmed version whose dossiers have not all been looked at and whose time has come. */
  moving(now: string): Promise<CalendarRecord | undefined>;
  /** How far the dossiers have come. False when another process has gone further meanwhile. */
  noteMoves(version: number, before: CalendarMoves, after: CalendarMoves): Promise<boolean>;
}

/** Other days under a number that is in use. */
export class CalendarVersionTaken extends Error {
  override readonly name = 'CalendarVersionTaken';
}
