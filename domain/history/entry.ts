import type { Json } from '../canonical-json.ts';
import type { EngineKind } from '../engine-fact.ts';
import type { AgencyId, OfficerId, Role } from '../../contract/vocabulary.ts';

/** Who acted. The agency's name is kept as it was at that moment. */
export interface Actor {
  readonly officer: OfficerId;
  readonly name: string;
  readonly onBehalfOf?: OfficerId;
  readonly agency: AgencyId;
  readonly agencyName: string;
  readonly role: Role;
}

/** What the engine did, or which job a step was doing. */
export interface EngineSource {
  readonly partition: number;
  readonly position: number;
  readonly key: string;
  readonly processInstanceKey: string;
  readonly elementId?: string;
  readonly elementInstanceKey?: string;
  readonly flowScopeKey?: string;
  readonly elementType?: string;
}

export interface StepSource {
  readonly step: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly jobKey: string;
}

/** Kinds written by officers' commands, by steps, and by the platform itself; the engine's own kinds are {@link EngineKind}. */
export const OWN_KINDS = [
  'submitted',
  'receipt-refused',
  'decided',
  'decision-undone',
  'supplement-answered',
  'fee-paid',
  'withdrawal-requested',
  'document-added',
  'reviewed',
  'received',
  'slip-printed',
  'transferred',
  'fee-assessed',
  'fee-requested',
  'opinion-requested',
  'supplement-requested',
  'remedy-requested',
  'message-queued',
  'message-sent',
  'message-failed',
  'result-returned',
  'second-instance-canceled',
  'document-read',
  'clock-due-soon',
  'clock-overdue',
  'supplement-timed-out',
  'apology-late',
  'apology-issued',
  'due-date-moved',
  'calendar-adopted',
  'dossier-stopped',
  'slip-reprinted',
] as const;
export type OwnKind = (typeof OWN_KINDS)[number];
export type EntryKind = OwnKind | EngineKind;

/** A fact before it has its place in the chain. */
export interface EntryDraft {
  readonly kind: EntryKind;
  /** ISO instant, UTC. */
  readonly at: string;
  readonly actor?: Actor;
  readonly step?: StepSource;
  readonly engine?: EngineSource;
  readonly data: Readonly<Record<string, Json>>;
}

/**
 * One fact of one dossier. `seq` counts from 1 without gaps; `prevHash` is the hash of the entry before (64 zeros for the first);
 * `hash` is SHA-256 over the canonical JSON of the entry without `hash`.
 */
export interface Entry extends EntryDraft {
  readonly dossierId: string;
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
}
