import type { EngineKey } from '../../contract/vocabulary.ts';

/** What the engine says when it cannot be reached or is too busy. The command may or may not have had its effect: ask again with the same ids. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}

/** The engine understood the command and refused it; repeating it as it is will not help. */
export class EngineRefused extends Error {
  override readonly name = 'EngineRefused';
  readonly reason: 'not-found' | 'already-exists' | 'invalid-state' | 'invalid-argument' | 'conflict';
  constructor(reason: EngineRefused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface EngineHealth {
  readonly reachable: boolean;
  readonly partitions: number;
  /** ISO instant since when `reachable` has this value. */
  readonly since: string;
}

export interface Deployed {
  readonly key: EngineKey;
  readonly id: string;
  readonly version: number;
}

/**
 * The engine as the rules need it. Every method rejects with {@link EngineUnavailable} when the engine did not answer within the
 * time-out (2 s unless said otherwise) and with {@link EngineRefused} when it refused; nothing else. No method retries by itself.
 */
export interface Engine {
  /** One resource per call: Zeebe's client protocol of 8.5 has no atomic bundle in zeebe-node. Time-out 10 s. */
  deploy(resource: { readonly name: string; readonly content: string }): Promise<readonly Deployed[]>;
  /**
   * Publishes a message. A repeat with the same name, correlation key and messageId within the time to live counts as success
   * (ALREADY_EXISTS is swallowed). `timeToLiveMs` 0 = correlate now or drop.
   */
  publishMessage(message: {
    readonly name: string;
    readonly correlationKey: string;
    readonly messageId: string;
    readonly timeToLiveMs: number;
    readonly variables?: Readonly<Record<string, unknown>>;
  }): Promise<void>;
  /** Completes a native user task. `not-found`: completed, cancelled or never there; proves nothing by itself. */
  completeUserTask(key: EngineKey, variables: Readonly<Record<string, unknown>>): Promise<void>;
  /** Assigns without override: `conflict` when somebody else holds the task. `action` is kept in the engine's record. */
  assignUserTask(key: EngineKey, assignee: string, action: string): Promise<void>;
  unassignUserTask(key: EngineKey): Promise<void>;
  cancelProcessInstance(key: EngineKey): Promise<void>;
  resolveIncident(key: EngineKey): Promise<void>;
  updateJobRetries(jobKey: EngineKey, retries: number): Promise<void>;
  migrateProcessInstance(key: EngineKey, targetProcessDefinitionKey: EngineKey, mapping: Readonly<Record<string, string>>): Promise<void>;
  /** Cheap and cached: what the last topology call said. */
  health(): EngineHealth;
}
