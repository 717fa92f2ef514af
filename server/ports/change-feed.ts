import type { Concerned } from '../../domain/policy.ts';

/** That a dossier has changed, and whom that concerns. Ids only: who may not read the dossier may not hear of it either. */
export interface SharedChange extends Concerned {
  readonly dossierId: string;
  readonly version: number;
  /** Whether lists show something else now. */
  readonly inbox: boolean;
  /** `agency:ROLE` groups of the open tasks. */
  readonly groups: readonly string[];
}

/** What one server told the others at once. */
export interface Told {
  /** Sorts by time. */
  readonly id: string;
  readonly changes: readonly SharedChange[];
}

/** A short notice board that all servers share. It may lose something in a crash of the database, never anything else. */
export interface ChangeFeed {
  tell(by: string, at: number, changes: readonly SharedChange[]): Promise<void>;
  /** What others than `by` told since an instant (milliseconds, by the clock of who told it), without what is known already. */
  heard(by: string, since: number, known: readonly string[]): Promise<readonly Told[]>;
  removeBefore(at: number): Promise<void>;
}
