import type { EngineFact } from '../../domain/engine-fact.ts';

/** Who may do what only one process may do at a time. */
export interface Leases {
  /** True when `holder` has the lease until now + `ttlMs`; false when somebody else has it. Asking again while holding renews it. */
  hold(name: string, holder: string, ttlMs: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}

/** How far the engine's records have been taken in, per partition. */
export interface EngineMarks {
  /** Undefined: nothing has ever been taken in. */
  position(partition: number): Promise<number | undefined>;
  /** Durable on return; never moves back. */
  advance(partition: number, position: number): Promise<void>;
  /** Identity of the engine's log the mark belongs to; undefined while none was ever named. */
  log(partition: number): Promise<string | undefined>;
  /** The engine has lost its data and counts from the beginning again: so do we. Durable on return. */
  restart(partition: number, log: string): Promise<void>;
  /** A stretch of records that can never come again; shown and alarmed, never papered over. */
  recordGap(gap: { readonly partition: number; readonly after: number; readonly mark: number | undefined; readonly at: string }): Promise<void>;
  gaps(): Promise<readonly { readonly partition: number; readonly after: number; readonly mark?: number; readonly at: string }[]>;
}

/** Which dossier a process instance belongs to, and records that came before that was known. */
export interface InstanceLinks {
  find(processInstanceKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  add(links: readonly { readonly processInstanceKey: string; readonly dossierId: string }[]): Promise<void>;
  setAside(facts: readonly EngineFact[]): Promise<void>;
  /** Facts set aside for these instances, in the engine's order. */
  takeBack(processInstanceKeys: readonly string[]): Promise<readonly EngineFact[]>;
  forget(facts: readonly EngineFact[]): Promise<void>;
  countSetAside(): Promise<number>;
}
