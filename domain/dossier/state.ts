import type { AgencyId, Channel, OfficerId, PortalStatus, ReturnChannel } from '../../contract/vocabulary.ts';
import type { ClockFacts } from '../clock/clock-facts.ts';
import type { Json } from '../canonical-json.ts';
import type { Commitment } from '../history/commitment.ts';
import type { Actor } from '../history/entry.ts';

/** A user task of the engine that is open now. */
export interface OpenTask {
  readonly key: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly name: string;
  /** `agency:ROLE` */
  readonly groups: readonly string[];
  readonly assignee?: OfficerId;
  readonly createdAt: string;
  readonly outcomes: readonly string[];
  readonly phase?: string;
  readonly timeLimit?: string;
  readonly formId?: string;
  /** A decision that has been accepted and is on its way to the engine. */
  readonly decision?: { readonly outcome: string; readonly by: OfficerId; readonly at: string; readonly entry: number };
}

/** A decision as it was taken; the form values behind it are commitments. */
export interface Decision {
  readonly elementId: string;
  readonly taskKey: string;
  readonly outcome: string;
  readonly by: Actor;
  readonly at: string;
  readonly reason?: Commitment;
  readonly values: Readonly<Record<string, Commitment>>;
  /** The engine closed the task by itself before it learned of the decision. */
  readonly undone?: true;
}

export interface Fee {
  readonly id: string;
  readonly lines: readonly { readonly code: string; readonly name: string; readonly kind: string; readonly amount: number; readonly legalBasis: string }[];
  /** Integer đồng. */
  readonly total: number;
  readonly status: 'assessed' | 'requested' | 'paid';
  readonly agency: AgencyId;
  readonly at: string;
  readonly method?: string;
}

export interface Supplement {
  readonly id: string;
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly items: Commitment;
  readonly answeredAt?: string;
  readonly closedAt?: string;
  /** Which side asked; requests of before this was recorded came from the competent agency. */
  readonly requestedBy?: SupplementSide;
  /** On which a leader allowed a second request. */
  readonly legalBasis?: string;
}

/** Each side may ask once: the desk that receives, and the agency that appraises (NĐ 61/2018, Điều 17, 19). */
export const SUPPLEMENT_SIDES = ['receiving', 'competent'] as const;
export type SupplementSide = (typeof SUPPLEMENT_SIDES)[number];

export interface Opinion {
  readonly id: string;
  readonly agency: AgencyId;
  readonly dueAt: string;
}

export interface DossierDocument {
  readonly fileId: string;
  readonly name: Commitment;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  /** Which component of the checklist it belongs to, or which slip it is. */
  readonly component?: string;
  readonly slip?: string;
  readonly at: string;
}

export interface OutgoingMessage {
  readonly id: string;
  readonly template: string;
  readonly at: string;
  readonly to: Commitment;
  readonly text: Commitment;
  readonly status: 'queued' | 'sent' | 'kept' | 'failed';
}

/** The decision to stop resolving a dossier (form 05). */
export interface Stop {
  readonly at: string;
  readonly by: Actor;
  readonly reason: Commitment;
  readonly legalBasis: string;
  readonly decisionNumber?: string;
  /** Phase of the diagram in which the dossier was stopped. */
  readonly stage?: string;
  /** Integer đồng the applicant had paid by then. */
  readonly paid: number;
}

/** What is true about a dossier: a fold over its history (see fold.ts), nothing else. Holds commitments, never a personal value. */
export interface DossierState {
  readonly id: string;
  readonly procedure: string;
  readonly procedureCode: string;
  readonly release: number;
  readonly code?: string;
  readonly status: PortalStatus;
  readonly phase?: string;
  readonly channel: Channel;
  readonly receivingAgency: AgencyId;
  readonly competentAgency: AgencyId;
  readonly returnAgency: AgencyId;
  readonly consultedAgencies: readonly AgencyId[];
  readonly returnChannel: ReturnChannel;
  readonly applicant: Readonly<Record<string, Commitment>>;
  readonly submitter?: Readonly<Record<string, Commitment>>;
  readonly form: Readonly<Record<string, Commitment>>;
  readonly routing: Readonly<Record<string, Json>>;
  readonly components: readonly { readonly id: string; readonly originals: number; readonly certified: number; readonly copies: number }[];
  readonly submittedAt: string;
  readonly receivedAt?: string;
  /** The first promise, as printed on the receipt; the date that holds now is the clock's (see clock/clock-of.ts). */
  readonly dueAt?: string;
  /** The first promise, day by day. */
  readonly dueLines: readonly { readonly date: string; readonly counted: boolean; readonly reason: string }[];
  /** Name of the officer who received or registered it. */
  readonly receivedBy: string;
  readonly closedAt?: string;
  readonly updatedAt: string;
  /** When something last changed that lists and inboxes show (see rows.ts). */
  readonly listedAt: string;
  readonly processInstanceKey?: string;
  readonly processInstances: readonly string[];
  /** Instances that should never have been: what they do changes nothing here. */
  readonly strayInstances: readonly string[];
  /** `partition:position` of engine facts that were taken in after later ones. */
  readonly latePositions: readonly string[];
  readonly tasks: Readonly<Record<string, OpenTask>>;
  readonly decisions: readonly Decision[];
  readonly fees: Readonly<Record<string, Fee>>;
  readonly supplements: Readonly<Record<string, Supplement>>;
  readonly opinions: Readonly<Record<string, Opinion>>;
  /** The time an inspected applicant has to put right what was found. */
  readonly remedy?: { readonly requestedAt: string; readonly dueAt: string };
  readonly documents: readonly DossierDocument[];
  readonly messages: readonly OutgoingMessage[];
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  readonly transfers: readonly { readonly id: string; readonly from: AgencyId; readonly to: AgencyId; readonly at: string }[];
  readonly incidents: Readonly<Record<string, { readonly elementId: string; readonly errorType: string; readonly at: string }>>;
  /** Correlation keys of messages that came after their wait had ended. */
  readonly missed: readonly string[];
  /** Elements holding a token now: element instance key → element id. */
  readonly active: Readonly<Record<string, string>>;
  /** Result of each effect a step has had: `<elementInstanceKey>:<effect>` → what the step returned. */
  readonly effects: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** What history says about time. */
  readonly clock: ClockFacts;
  readonly withdrawal?: { readonly at: string; readonly by: OfficerId };
  /** The leader's signature under the result: from here on there is something to hand over, not to withdraw or stop. */
  readonly signed?: { readonly at: string; readonly taskKey: string } | undefined;
  readonly stop?: Stop;
  readonly result?: { readonly at: string; readonly channel: ReturnChannel };
}

export const isClosed = (state: Pick<DossierState, 'closedAt'>): boolean => state.closedAt !== undefined;
