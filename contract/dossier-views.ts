/** What people see of dossiers: whole ones, rows of lists, entries of their history. */
import { z } from 'zod';
import { ClockView, PUNCTUALITIES, RowClock } from './clock.ts';
import {
  AgencyId,
  Bilingual,
  Channel,
  DossierCode,
  DossierId,
  EngineKey,
  FileId,
  Instant,
  PortalStatus,
  ProcedureCode,
  ProcedureId,
  ReturnChannel,
  StatusAxes,
} from './vocabulary.ts';

export const ComponentCount = z
  .strictObject({ id: z.string().max(60), originals: z.int().min(0).max(50), certified: z.int().min(0).max(50), copies: z.int().min(0).max(50) })
  .meta({ id: 'ComponentCount' });

/** A person as the reader may see them: ID number masked; everything but the name absent without the right to personal data. */
export const PersonView = z
  .strictObject({
    kind: z.string(),
    name: z.string(),
    idKind: z.string().optional(),
    idNumber: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    address: z.string().optional(),
    authorisation: z.string().optional(),
  })
  .meta({ id: 'PersonView' });

const FeeLine = z.strictObject({ code: z.string(), name: z.string(), kind: z.string(), amount: z.int(), legalBasis: z.string() });
export const FeeView = z
  .strictObject({
    id: z.string(),
    lines: z.array(FeeLine),
    total: z.int(),
    status: z.enum(['assessed', 'requested', 'paid']),
    agency: AgencyId,
    method: z.string().optional(),
  })
  .meta({ id: 'FeeView' });

export const DocumentView = z
  .strictObject({
    fileId: FileId,
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    sha256: z.string(),
    component: z.string().optional(),
    slip: z.string().optional(),
    at: Instant,
  })
  .meta({ id: 'DocumentView' });

export const TaskView = z
  .strictObject({
    key: EngineKey,
    dossierId: DossierId,
    elementId: z.string(),
    name: z.string(),
    groups: z.array(z.string()),
    assignee: z.string().optional(),
    assigneeName: z.string().optional(),
    createdAt: Instant,
    timeLimit: z.string().optional(),
    phase: z.string().optional(),
    /** A decision on its way to the engine. */
    deciding: z.boolean(),
  })
  .meta({ id: 'TaskView' });
export type TaskView = z.infer<typeof TaskView>;

/** Why and where a dossier was stopped (form 05). The reason is shown to whoever may read personal data. */
export const StopView = z
  .strictObject({
    at: Instant,
    by: z.string(),
    reason: z.string().optional(),
    legalBasis: z.string(),
    decisionNumber: z.string().optional(),
    stage: z.string().optional(),
    paid: z.int().min(0),
  })
  .meta({ id: 'StopView' });

export const DossierView = z
  .strictObject({
    id: DossierId,
    version: z.int(),
    code: DossierCode.optional(),
    procedure: ProcedureId,
    procedureCode: ProcedureCode,
    procedureName: Bilingual,
    release: z.int(),
    status: PortalStatus,
    statusName: Bilingual,
    axes: StatusAxes,
    channel: Channel,
    returnChannel: ReturnChannel,
    receivingAgency: AgencyId,
    competentAgency: AgencyId,
    returnAgency: AgencyId,
    consultedAgencies: z.array(AgencyId),
    applicant: PersonView,
    submitter: PersonView.optional(),
    form: z.record(z.string(), z.unknown()),
    components: z.array(ComponentCount),
    documents: z.array(DocumentView),
    submittedAt: Instant,
    receivedAt: Instant.optional(),
    /** The date that holds now; `clock` says why. */
    dueAt: Instant.optional(),
    closedAt: Instant.optional(),
    updatedAt: Instant,
    clock: ClockView,
    tasks: z.array(TaskView),
    decisions: z.array(
      z.strictObject({
        elementId: z.string(),
        stepName: z.string(),
        outcome: z.string(),
        outcomeLabel: Bilingual,
        by: z.string(),
        agencyName: z.string(),
        at: Instant,
        reason: z.string().optional(),
        undone: z.boolean(),
        values: z.record(z.string(), z.unknown()),
      }),
    ),
    fees: z.array(FeeView),
    supplements: z.array(
      z.strictObject({
        id: z.string(),
        requestedAt: Instant,
        dueAt: Instant,
        items: z.unknown(),
        answeredAt: Instant.optional(),
        closedAt: Instant.optional(),
        requestedBy: z.enum(['receiving', 'competent']).optional(),
        legalBasis: z.string().optional().meta({ description: 'on which a leader allowed a second request' }),
      }),
    ),
    messages: z.array(
      z.strictObject({
        id: z.string(),
        template: z.string(),
        at: Instant,
        to: z.string(),
        text: z.string(),
        status: z.enum(['queued', 'sent', 'kept', 'failed']),
      }),
    ),
    findings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
    transfers: z.array(z.strictObject({ id: z.string(), from: AgencyId, to: AgencyId, at: Instant })),
    incidents: z.array(z.strictObject({ elementId: z.string(), errorType: z.string(), at: Instant })),
    /** Elements of the diagram holding a token now. */
    activeElements: z.array(z.string()),
    /** Elements that have been completed at least once. */
    visitedElements: z.array(z.string()),
    /** A command accepted but not yet confirmed by the engine. */
    waitingForEngine: z.boolean(),
    withdrawnAt: Instant.optional(),
    stop: StopView.optional(),
    /** What the signed-in officer may do now. */
    may: z.array(z.enum(['answer-supplement', 'confirm-fee', 'withdraw-dossier', 'stop-dossier', 'print-slip', 'read-history', 'read-personal-data'])),
  })
  .meta({ id: 'DossierView' });
export type DossierView = z.infer<typeof DossierView>;

export const DossierRow = z
  .strictObject({
    id: DossierId,
    code: DossierCode.optional(),
    procedure: ProcedureId,
    procedureShortName: z.string(),
    applicantName: z.string(),
    applicantId: z.string(),
    status: PortalStatus,
    statusName: Bilingual,
    receivingAgency: AgencyId,
    competentAgency: AgencyId,
    submittedAt: Instant,
    ...RowClock,
    punctuality: z.enum(PUNCTUALITIES).optional(),
    closedAt: Instant.optional(),
    updatedAt: Instant,
    hasIncident: z.boolean(),
  })
  .meta({ id: 'DossierRow' });
export type DossierRow = z.infer<typeof DossierRow>;

export const HistoryEntryView = z
  .strictObject({
    seq: z.int(),
    kind: z.string(),
    at: Instant,
    hash: z.string(),
    prevHash: z.string(),
    /** Who took or was given a task: the engine's record names only the account. Not part of what is hashed. */
    assigneeName: z.string().optional(),
    actor: z
      .strictObject({ officer: z.string(), name: z.string(), onBehalfOf: z.string().optional(), agency: z.string(), agencyName: z.string(), role: z.string() })
      .optional(),
    step: z.strictObject({ step: z.string(), elementId: z.string(), elementInstanceKey: z.string(), jobKey: z.string() }).optional(),
    engine: z
      .strictObject({
        partition: z.int(),
        position: z.int(),
        key: z.string(),
        processInstanceKey: z.string(),
        elementId: z.string().optional(),
        elementInstanceKey: z.string().optional(),
        flowScopeKey: z.string().optional(),
        elementType: z.string().optional(),
      })
      .optional(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntryView' });
export type HistoryEntryView = z.infer<typeof HistoryEntryView>;
