import type { Json } from '../canonical-json.ts';

/**
 * What the engine must still be told. A row leaves the outbox when the engine's own record shows the effect (see observe.ts), or, for a
 * message nobody waited for, when the engine has accepted it.
 */
export type OutboxRow = {
  readonly id: string;
  /** ISO instant before which nobody but the request that wrote it tells the engine. */
  readonly nextAt: string;
  readonly attempts: number;
} & (
  | { readonly kind: 'start-process'; readonly message: string; readonly variables: Readonly<Record<string, Json>> }
  | { readonly kind: 'complete-task'; readonly taskKey: string; readonly variables: Readonly<Record<string, Json>> }
  | {
      readonly kind: 'publish-message';
      readonly message: string;
      readonly correlationKey: string;
      readonly variables: Readonly<Record<string, Json>>;
      /** Correlate now or vanish: what the clock says must not reach a wait that begins later. */
      readonly fleeting?: true;
    }
  | { readonly kind: 'cancel-process'; readonly processInstanceKey: string }
  | { readonly kind: 'send-message'; readonly messageId: string; readonly startedAt?: string }
);

export type OutboxDraft = OutboxRow extends infer R ? (R extends OutboxRow ? Omit<R, 'id' | 'nextAt' | 'attempts'> : never) : never;

/** Sequence number of the last entry of the write that brought the row. */
export const writtenAt = ({ id }: Pick<OutboxRow, 'id'>): number => Number(id.split(':')[1]);

/** The request that wrote a row tells the engine itself; only if it dies does the sweeper take over after this long. */
export const OWN_RELAY_MS = 3_000;
/** The engine forgets a fleeting message at once and would take its repeat for another: time enough for its record of the first to come in. */
const FLEETING_RELAY_MS = 20_000;
export const waitBeforeRelay = (row: OutboxDraft): number => (row.kind === 'publish-message' && row.fleeting === true ? FLEETING_RELAY_MS : OWN_RELAY_MS);
/** Pause before attempt n+1 at telling the engine, in milliseconds. */
export const backOffMs = (attempts: number): number => Math.min(60_000, 1_000 * 2 ** Math.min(attempts, 6));
