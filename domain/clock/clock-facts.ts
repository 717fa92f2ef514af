import type { AgencyId, Bilingual, PortalStatus } from '../../contract/vocabulary.ts';
import type { Commitment } from '../history/commitment.ts';
import type { EntryKind } from '../history/entry.ts';

/** A time during which the clock stands. */
export interface PauseFact {
  /** `supplement`, or the id of the element that pauses the clock. */
  readonly cause: string;
  /** Supplement id or element instance key: what ends it names it. */
  readonly key: string;
  readonly from: string;
  /** Absent while it lasts. */
  readonly to?: string;
  readonly reason: Bilingual;
  readonly legalBasis?: string;
  /** Name of the officer whose act began it. */
  readonly by?: string;
  /** It is the applicant who is waited for. */
  readonly forApplicant: boolean;
  /** Supplements: until when they may be brought, and whether they were. */
  readonly dueAt?: string;
  readonly answered?: boolean;
}

export const ALERT_KINDS = ['clock-due-soon', 'clock-overdue', 'apology-late', 'supplement-timed-out'] as const satisfies readonly EntryKind[];
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface ApologyFact {
  readonly at: string;
  readonly newDueAt: string;
  readonly reason?: Commitment;
  readonly number?: string;
  readonly by: string;
}

/** What history says about the time of a dossier; no rule and no calendar is needed to know it. */
export interface ClockFacts {
  /** As the dossier's own (see fold.ts). */
  readonly status: PortalStatus;
  readonly receivingAgency: AgencyId;
  readonly competentAgency: AgencyId;
  /** The calendar to count with: the one named at submission, then at receipt, then by the last decision about the calendar. */
  readonly calendarVersion?: number;
  readonly receipt?: { readonly at: string; readonly calendarVersion: number; readonly dueAt: string };
  /** When a dossier received for another agency came to that agency. */
  readonly competentReceiptAt?: string;
  readonly pauses: readonly PauseFact[];
  /** Results a token has come to, by which the law gives another limit. */
  readonly results: readonly { readonly at: string; readonly result: string }[];
  readonly calendarDecisions: readonly { readonly at: string; readonly calendarVersion: number; readonly decision: string; readonly by?: string }[];
  readonly apology?: ApologyFact;
  readonly alerts: readonly { readonly kind: AlertKind; readonly at: string; readonly supplementId?: string }[];
  /** Who has held the dossier since when. */
  readonly holders: readonly { readonly agency: AgencyId; readonly from: string }[];
  /** Consulted agencies at work, beside the one that holds the dossier. */
  readonly consultations: readonly { readonly taskKey: string; readonly agency: AgencyId; readonly from: string; readonly to?: string }[];
  /** The clock stopped: the dossier first came to status 3 or 7 to 10, or its process ended. */
  readonly finishedAt?: string;
  readonly lastOfficer?: string;
  readonly processInstanceKey?: string;
  readonly strayInstances: readonly string[];
}

/** The clock before anything has happened. */
export const NO_FACTS: ClockFacts = {
  status: 1,
  receivingAgency: '',
  competentAgency: '',
  pauses: [],
  results: [],
  calendarDecisions: [],
  alerts: [],
  holders: [],
  consultations: [],
  strayInstances: [],
};
