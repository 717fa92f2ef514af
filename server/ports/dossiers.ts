import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Entry } from '../../domain/history/entry.ts';

export type Changing = (record: DossierRecord) => DossierRecord | Promise<DossierRecord>;

/**
 * The dossiers, one document each. Every write is journalled, by majority, and guarded by `version`.
 * After a write has been committed the record is handed to whoever subscribed (relay, settler, live events).
 */
export interface Dossiers {
  find(idOrCode: string): Promise<DossierRecord | undefined>;
  /** The newest version this process has seen, without asking: another process may have written since. */
  recent(id: string): DossierRecord | undefined;
  /** Id of the dossier that this process last saw an open task in; spares a look-up. */
  holderOf(taskKey: string): string | undefined;
  /** @throws NotFound */
  get(idOrCode: string): Promise<DossierRecord>;
  /** False when the id exists: the same submission came before. */
  create(record: DossierRecord): Promise<boolean>;
  /**
   * Loads, changes and writes one dossier; on a lost compare-and-set it loads again and calls `change` again, a bounded number of times.
   * Returning the same object writes nothing.
   * @throws NotFound, StaleVersion, and whatever `change` throws (then nothing is written)
   */
  change(id: string, change: Changing): Promise<DossierRecord>;
  /** Changes many dossiers with few round trips; `change` must be pure. Returns every dossier that is there, changed or not; unknown ids are left out. Resolves when every one is durable. */
  changeMany(ids: readonly string[], change: (record: DossierRecord) => DossierRecord): Promise<readonly DossierRecord[]>;
  /** Ids of dossiers with unsettled entries or outbox rows whose time has come, oldest first. */
  due(now: string, limit: number): Promise<readonly DossierRecord[]>;
  /** All ids in a stable order, for rebuilding. */
  ids(after: string | undefined, limit: number): Promise<readonly string[]>;
  /** Received and unfinished ones, whose date can still move, in a stable order. */
  counting(after: string | undefined, limit: number): Promise<readonly DossierRecord[]>;
  /** The dossier in which a task, open or closed, was decided. */
  findByDecision(taskKey: string): Promise<DossierRecord | undefined>;
  findByIdHash(hash: string, limit: number): Promise<readonly DossierRecord[]>;
}

/** The settled part of the histories, append-only, in order of `seq`. */
export interface History {
  /** Idempotent: an entry that is there already is left as it is. Durable on return. */
  append(entries: readonly Entry[]): Promise<void>;
  read(dossierId: string, after: number, limit: number): Promise<readonly Entry[]>;
}

/** What subscribers of {@link Dossiers} get. */
export interface Committed {
  readonly record: DossierRecord;
  /** Sequence number of the last entry before this write. */
  readonly before: number;
}
