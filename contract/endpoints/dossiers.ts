import { z } from 'zod';
import { ComponentCount, DossierRow, DossierView, HistoryEntryView } from '../dossier-views.ts';
import { AgencyId, Channel, DossierCode, DossierId, FileId, PortalStatus, ProcedureId, ReturnChannel } from '../vocabulary.ts';
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
    'channel-not-offered',
    'agency-not-competent',
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
  problems: [
    'dossier-not-found',
    'supplement-not-found',
    'action-not-allowed',
    'component-unknown',
    'file-not-found',
    'decision-undone',
    'dossier-closed',
    'supplement-late',
  ],
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
  problems: ['dossier-not-found', 'dossier-closed', 'result-signed', 'action-not-allowed'],
});
export const StopRequest = z
  .strictObject({
    reason: z.string().trim().min(10).max(2000),
    legalBasis: z.string().trim().min(5).max(500),
    decisionNumber: z.string().trim().min(1).max(60).optional(),
  })
  .meta({ id: 'StopRequest' });
export type StopRequest = z.infer<typeof StopRequest>;

export const stopDossier = endpoint({
  id: 'stopDossier',
  tag: 'dossiers',
  method: 'POST',
  path: '/dossiers/{dossier}/stop',
  summary: 'A leader of the competent agency stops resolving a dossier (form 05)',
  idempotent: true,
  params: DossierParams,
  body: StopRequest,
  reply: CommandResult,
  problems: ['dossier-not-found', 'dossier-closed', 'result-signed', 'action-not-allowed'],
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
