import type { AgencyId, Bilingual, TimeLimit } from '../../contract/vocabulary.ts';
import type { ArithmeticLine } from '../calendar/arithmetic.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Commitment } from '../history/commitment.ts';
import type { ClockSheet } from '../release.ts';
import type { AlertKind } from './clock-facts.ts';

/** The calendar of an agency in one of its versions. */
export type CalendarLookup = (version: number, agency: AgencyId) => Calendar;

/** What facts are counted with: the rules of the dossier's release, and calendars. */
export interface Reckoning {
  readonly rules: ClockSheet;
  readonly calendarOf: CalendarLookup;
}

export type ClockState = 'not-started' | 'running' | 'due-soon' | 'overdue' | 'paused' | 'stopped';
export type Punctuality = 'early' | 'on-time' | 'late';

export interface DateMove {
  readonly at: string;
  readonly kind: 'pause' | 'restart' | 'apology' | 'calendar' | 'outcome';
  readonly from: string;
  readonly to: string;
  readonly reason: Bilingual;
  /** Number of the decision or letter behind it. */
  readonly document?: string;
  readonly by?: string;
}

/** Something the sweeper has to write down once `at` has passed; at most once for each dossier and cause. */
export interface Alert {
  readonly kind: AlertKind;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly supplementId?: string;
}

/** The dates of a dossier: a function of its history, its rules and its calendar alone, the same at whatever moment it is asked. */
export interface ClockDates {
  readonly limit: TimeLimit;
  readonly calendarVersion?: number;
  readonly startedAt?: string;
  readonly startReason?: Bilingual;
  /** The first promise, as printed on the receipt. */
  readonly firstDueAt?: string;
  /** The date that holds now. */
  readonly dueAt?: string;
  /** The date of the law: punctuality is judged by it, whatever was promised anew. */
  readonly lawDueAt?: string;
  readonly dueSoonAt?: string;
  /** After this moment the dossier is late (see overdue.ts). */
  readonly overdueAt?: string;
  /** A letter of apology after this moment is late itself. */
  readonly apologyDueAt?: string;
  readonly pausedSince?: string;
  readonly finishedAt?: string;
  readonly punctuality?: Punctuality;
  readonly lines: readonly ArithmeticLine[];
  readonly moves: readonly DateMove[];
  /** What the sweeper still has to write, in order of time. */
  readonly alerts: readonly Alert[];
  /** When it next has something to do. ISO instant, UTC. */
  readonly wakeAt?: string;
  /** The dates lie in a year whose calendar nobody has confirmed, so there are none. */
  readonly unconfirmedYear?: number;
}

export interface Remaining {
  readonly overdue: boolean;
  /** Whole working days; 0 when it is due today. */
  readonly workingDays: number;
  readonly workingMinutes: number;
  readonly text: Bilingual;
}

export interface ClockPause {
  readonly from: string;
  /** Absent while it lasts. */
  readonly to?: string;
  /** `supplement`, or the id of the element that pauses the clock. */
  readonly cause: string;
  readonly reason: Bilingual;
  readonly legalBasis?: string;
  readonly by?: string;
}

export interface AgencyTime {
  readonly agency: AgencyId;
  readonly workingMinutes: number;
  readonly budget?: TimeLimit;
  readonly overBudget: boolean;
}

/** The statutory clock at one moment. */
export interface Clock extends ClockDates {
  readonly state: ClockState;
  readonly limitText: Bilingual;
  readonly remaining?: Remaining;
  readonly pauses: readonly ClockPause[];
  /** By who held the dossier while the clock ran. */
  readonly spent: readonly AgencyTime[];
  /** Working minutes the applicant was waited for while the clock stood. */
  readonly spentByCitizen: number;
  readonly apology?: {
    readonly at: string;
    readonly newDueAt: string;
    readonly reason?: Commitment;
    readonly number?: string;
    readonly by: string;
    readonly late: boolean;
  };
}
