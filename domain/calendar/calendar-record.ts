import type { Actor } from '../history/entry.ts';
import type { CalendarData } from './calendar-data.ts';

/** How far the dossiers have taken on a newly confirmed calendar. Goes through them by id, so that a process may die at any line. */
export interface CalendarMoves {
  /** `checking`: once more, for dossiers that were received with the older version at the moment of confirmation. */
  readonly state: 'running' | 'checking' | 'done';
  /** The last dossier that has been looked at in this pass. */
  readonly after?: string;
  readonly looked: number;
  readonly moved: number;
  /** Dossiers that took the version on without another date. */
  readonly adopted: number;
  /** Dossiers for which no date could be computed; they keep the older version. */
  readonly failed: number;
  /** ISO instant before which the next batch is not begun. */
  readonly nextAt: string;
}

/**
 * One version of the working calendar. It is proposed, changed while it is a proposal, and confirmed or discarded; a confirmed version stays as it
 * is for ever, because dates of old dossiers are explained with it.
 */
export interface CalendarRecord {
  readonly version: number;
  /** Counts the writes of this version; compare-and-set guards every one. */
  readonly revision: number;
  readonly state: 'proposed' | 'discarded' | 'confirmed';
  readonly data: CalendarData;
  /** Number of the decision or announcement behind it; absent for a calendar that came with the installation. */
  readonly decision?: string;
  readonly reason?: string;
  /** Everybody who has worked on the proposal, in the order in which they began. */
  readonly authors: readonly Actor[];
  readonly changedAt?: string;
  readonly confirmedBy?: Actor;
  readonly confirmedAt?: string;
  readonly moves?: CalendarMoves;
  /** Commands it has answered, so that a repeat gets the same answer. */
  readonly commands: readonly { readonly key: string; readonly bodyHash: string }[];
}

/** The version in force after a start or an upgrade, which nobody has proposed. */
export const shippedRecord = (data: CalendarData): CalendarRecord => ({
  version: data.version,
  revision: 1,
  state: 'confirmed',
  data,
  authors: [],
  commands: [],
});
