import { z } from 'zod';
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
} from '../vocabulary.ts';
import { endpoint } from './define.ts';

const shortText = z.string().trim().min(1).max(300);

export const Person = z
  .strictObject({
    kind: z.enum(['person', 'organisation']),
    name: z.string().trim().min(2).max(200),
    idKind: z.enum(['cccd', 'passport', 'tax-code', 'other']),
    idNumber: z
      .string()
      .trim()
      .regex(/^[0-9A-Za-z-]{6,20}$/, 'Letters, digits and hyphens, 6 to 20 characters'),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[0-9]{9,15}$/, 'Digits only, 9 to 15')
      .optional(),
    email: z.email().max(200).optional(),
    address: shortText.optional(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const ComponentCount = z
  .strictObject({ id: z.string().max(60), originals: z.int().min(0).max(50), certified: z.int().min(0).max(50), copies: z.int().min(0).max(50) })
  .meta({ id: 'ComponentCount' });
export const Attachment = z.strictObject({ fileId: FileId, component: z.string().max(60).optional() }).meta({ id: 'Attachment' });
/** Values of a form by field key; checked against the form of the release. */
export const FormValues = z.record(z.string().max(100), z.unknown()).meta({ id: 'FormValues' });

export const Submission = z
  .strictObject({
    procedure: ProcedureId,
    channel: Channel,
    receivingAgency: AgencyId,
    competentAgency: AgencyId,
    returnAgency: AgencyId,
    returnChannel: ReturnChannel,
    applicant: Person,
    submitter: Person.extend({ authorisation: shortText }).optional(),
    form: FormValues,
    components: z.array(ComponentCount).max(100),
    attachments: z.array(Attachment).max(100),
  })
  .meta({ id: 'Submission' });
export type Submission = z.infer<typeof Submission>;

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
    dueAt: Instant.optional(),
    closedAt: Instant.optional(),
    updatedAt: Instant,
    /** How the due date was computed, day by day. */
    dueLines: z.array(z.strictObject({ date: z.string(), counted: z.boolean(), reason: z.string() })),
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
    /** What the signed-in officer may do now. */
    may: z.array(z.enum(['answer-supplement', 'confirm-fee', 'withdraw-dossier', 'read-history', 'read-personal-data'])),
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
    dueAt: Instant.optional(),
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

/** Takes the id or, where it exists, the code. */
const DossierParams = z.strictObject({ dossier: z.union([DossierId, DossierCode]) });

/** What a command answers: `settled` false (HTTP 202) means accepted and kept, the engine has not confirmed it yet. */
export const CommandResult = z
  .strictObject({ dossierId: DossierId, code: DossierCode.optional(), version: z.int(), settled: z.boolean(), message: z.string().optional() })
  .meta({ id: 'CommandResult' });
export type CommandResult = z.infer<typeof CommandResult>;

export const submitDossier = endpoint({
  id: 'submitDossier',
  tag: 'dossiers',
  method: 'POST',
  path: '/dossiers',
  summary: 'Receive a dossier at the counter, or register one that came by post or online',
  idempotent: true,
  success: 201,
  body: Submission,
  reply: CommandResult,
  problems: [
    'dossier-not-found',
    'form-invalid',
    'field-unknown',
    'component-unknown',
    'component-missing',
    'channel-not-offered',
    'procedure-not-found',
    'agency-not-found',
    'action-not-allowed',
    'calendar-not-confirmed',
    'file-not-found',
  ],
});
export const refuseReceipt = endpoint({
  id: 'refuseReceipt',
  tag: 'dossiers',
  method: 'POST',
  path: '/dossiers/refusals',
  summary: 'Refuse receipt at the counter, with the reason (form 03)',
  idempotent: true,
  success: 201,
  body: z.strictObject({ submission: Submission, reason: z.string().trim().min(10).max(2000) }),
  reply: CommandResult,
  problems: [
    'reason-required',
    'form-invalid',
    'field-unknown',
    'component-unknown',
    'channel-not-offered',
    'procedure-not-found',
    'agency-not-found',
    'action-not-allowed',
    'dossier-not-found',
    'file-not-found',
  ],
});
export const listDossiers = endpoint({
  id: 'listDossiers',
  tag: 'dossiers',
  method: 'GET',
  path: '/dossiers',
  summary: 'Dossiers of my agencies, newest first',
  query: z.strictObject({
    status: z.coerce.number().pipe(PortalStatus).optional(),
    procedure: ProcedureId.optional(),
    code: z.string().max(40).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.strictObject({ dossiers: z.array(DossierRow), next: z.string().nullable() }),
});
export const getDossier = endpoint({
  id: 'getDossier',
  tag: 'dossiers',
  method: 'GET',
  path: '/dossiers/{dossier}',
  summary: 'One dossier',
  params: DossierParams,
  reply: DossierView,
  problems: ['dossier-not-found'],
});
export const getHistory = endpoint({
  id: 'getHistory',
  tag: 'dossiers',
  method: 'GET',
  path: '/dossiers/{dossier}/history',
  summary: 'Its history in order',
  params: DossierParams,
  query: z.strictObject({ after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1000).default(1000) }),
  reply: z.strictObject({ entries: z.array(HistoryEntryView), total: z.int(), next: z.int().nullable() }),
  problems: ['dossier-not-found', 'action-not-allowed'],
});
export const answerSupplement = endpoint({
  id: 'answerSupplement',
  tag: 'dossiers',
  method: 'POST',
  path: '/dossiers/{dossier}/supplements/{supplement}/answer',
  summary: 'Record what the applicant brought after a supplement request',
  idempotent: true,
  params: DossierParams.extend({ supplement: z.string().max(80) }),
  body: z.strictObject({
    note: z.string().trim().max(2000).optional(),
    components: z.array(ComponentCount).max(100),
    attachments: z.array(Attachment).max(100),
  }),
  reply: CommandResult,
  problems: ['dossier-not-found', 'supplement-not-found', 'action-not-allowed', 'component-unknown', 'file-not-found', 'decision-undone', 'dossier-closed'],
});
export const confirmFee = endpoint({
  id: 'confirmFee',
  tag: 'dossiers',
  method: 'POST',
  path: '/dossiers/{dossier}/fees/{fee}/payment',
  summary: 'The cashier confirms that a fee has been paid',
  idempotent: true,
  params: DossierParams.extend({ fee: z.string().max(80) }),
  body: z.strictObject({ amount: z.int().min(0), method: z.enum(['cash', 'card', 'transfer']) }),
  reply: CommandResult,
  problems: ['dossier-not-found', 'fee-not-found', 'fee-already-settled', 'amount-differs', 'action-not-allowed', 'dossier-closed', 'decision-undone'],
});
export const withdrawDossier = endpoint({
  id: 'withdrawDossier',
  tag: 'dossiers',
  method: 'POST',
  path: '/dossiers/{dossier}/withdrawal',
  summary: 'The applicant withdraws',
  idempotent: true,
  params: DossierParams,
  body: z.strictObject({ reason: z.string().trim().min(5).max(2000) }),
  reply: CommandResult,
  problems: ['dossier-not-found', 'dossier-closed', 'action-not-allowed'],
});
export const uploadFile = endpoint({
  id: 'uploadFile',
  tag: 'files',
  method: 'POST',
  path: '/files',
  summary: 'Upload one file (multipart field "file"); attach it afterwards by its id',
  success: 201,
  reply: z.strictObject({ fileId: FileId, name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() }).meta({ id: 'UploadedFile' }),
  problems: ['file-type-refused', 'file-too-large', 'invalid-input', 'malformed-request', 'unsupported-media-type'],
  media: { request: 'multipart/form-data' },
});
export const getDocument = endpoint({
  id: 'getDocument',
  tag: 'files',
  method: 'GET',
  path: '/dossiers/{dossier}/documents/{file}',
  summary: 'Download a document of a dossier',
  params: DossierParams.extend({ file: FileId }),
  reply: z.unknown(),
  problems: ['dossier-not-found', 'file-not-found', 'action-not-allowed'],
  media: { reply: 'application/octet-stream' },
});
