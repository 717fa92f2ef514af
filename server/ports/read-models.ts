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
  /** Everything, for comparing a rebuild with what was there. */
  snapshot(dossierId: string): Promise<{ readonly inbox: readonly InboxRow[]; readonly row: DossierListRow | undefined }>;
}
