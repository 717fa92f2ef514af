import type { AgencyId } from '../../contract/vocabulary.ts';
import type { InboxLine, ListLine } from '../../domain/dossier/rows.ts';

/** Folds of history, rebuilt by `npm run rebuild`. */
export type InboxRow = InboxLine;
export type DossierListRow = ListLine;

export interface InboxQuery {
  /** `agency:ROLE` groups of the reader. */
  readonly groups: readonly string[];
  readonly officer: string;
  readonly queue: 'mine' | 'free' | 'all' | 'fees' | 'supplements';
  /** Whole dossier code, or its end. */
  readonly code?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface DossierLines {
  readonly dossierId: string;
  readonly version: number;
  readonly inbox: readonly InboxRow[];
  readonly row: DossierListRow;
}

/** A dossier whose clock has something to say at an instant (UTC). */
export interface ClockWake {
  readonly dossierId: string;
  readonly wakeAt: string;
}

export interface ReadModels {
  /** Brings the rows of these dossiers to what their newest version says; older versions never overwrite newer ones. */
  replace(dossiers: readonly DossierLines[]): Promise<void>;
  /** Puts one dossier's rows in place of whatever is there. */
  put(dossier: DossierLines): Promise<void>;
  inbox(query: InboxQuery): Promise<{ readonly items: readonly InboxRow[]; readonly next: string | null }>;
  /** Counts up to 999 for each queue. */
  counts(groups: readonly string[], officer: string): Promise<Readonly<Record<InboxQuery['queue'], number>>>;
  findTask(key: string): Promise<InboxRow | undefined>;
  dossiers(query: {
    readonly agencies: readonly AgencyId[] | 'all';
    readonly status?: number;
    readonly procedure?: string;
    readonly code?: string;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<{ readonly rows: readonly DossierListRow[]; readonly next: string | null }>;
  /** Dossiers whose clock had something to say before `now`, the longest waiting first; `after` is the last one seen. */
  dueClocks(now: string, limit: number, after?: ClockWake): Promise<readonly ClockWake[]>;
  /** Received dossiers of an agency and year in the order of their codes, which is that of their receipt; `after` is the last code seen. */
  received(query: {
    readonly agency: AgencyId;
    readonly agencyCode: string;
    readonly year: number;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly DossierListRow[]>;
  /** Everything, for comparing a rebuild with what was there. */
  snapshot(dossierId: string): Promise<{ readonly inbox: readonly InboxRow[]; readonly row: DossierListRow | undefined }>;
}
