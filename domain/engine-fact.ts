/**
 * One fact of the engine about one process instance, mapped from a broker record. `kind` is the kind of the history entry it becomes.
 * Positions fit a JavaScript number (they count records of one partition); keys are text.
 */
export const ENGINE_KINDS = [
  'process-started',
  'element-activated',
  'element-completed',
  'element-terminated',
  'element-migrated',
  'flow-taken',
  'task-created',
  'task-assigned',
  'task-released',
  'task-updated',
  'task-completed',
  'task-canceled',
  'task-migrated',
  'claim-refused',
  'job-created',
  'job-completed',
  'job-failed',
  'job-timed-out',
  'job-error-thrown',
  'job-canceled',
  'job-retries-updated',
  'incident-created',
  'incident-resolved',
  'timer-created',
  'timer-triggered',
  'timer-canceled',
  'variable-set',
  'message-awaited',
  'message-correlated',
  'message-wait-ended',
  'decision-evaluated',
  'instance-modified',
  'instance-migrated',
  'command-refused',
] as const;
export type EngineKind = (typeof ENGINE_KINDS)[number];

export interface EngineFact {
  readonly kind: EngineKind;
  readonly partition: number;
  readonly position: number;
  readonly key: string;
  /** ISO instant of the broker's record. */
  readonly at: string;
  readonly processInstanceKey: string;
  /** Set on the first record of a called process. */
  readonly parentProcessInstanceKey?: string;
  readonly processId?: string;
  readonly elementId?: string;
  readonly elementInstanceKey?: string;
  readonly flowScopeKey?: string;
  readonly elementType?: string;
  /** It waited until its dossier was known, so later facts may have been taken in before it. */
  readonly late?: true;
  /** What else the kind carries; see the mapping in server/engine/map-record.ts. JSON values only. */
  readonly data: Readonly<Record<string, unknown>>;
}
