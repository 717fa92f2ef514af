/** The words that cross every border of the system. Imports only zod. */
import { z } from 'zod';

const list = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values);

export const DossierId = z
  .string()
  .regex(/^d[0-9a-z]{25}$/, 'A dossier id is the letter d and 25 lower-case letters or digits')
  .meta({ id: 'DossierId' });
export type DossierId = z.infer<typeof DossierId>;

/** `<receiving agency code>-YYMMDD-NNNN`, issued only on valid receipt. */
export const DossierCode = z
  .string()
  .regex(/^[A-Z]\d{2}(\.[A-Z0-9]{1,3}){0,4}-\d{6}-\d{4,6}$/)
  .meta({ id: 'DossierCode' });
export type DossierCode = z.infer<typeof DossierCode>;

export const ProcedureId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,60}$/)
  .meta({ id: 'ProcedureId' });
export type ProcedureId = z.infer<typeof ProcedureId>;

/** National code of an administrative procedure, e.g. 1.013225. */
export const ProcedureCode = z
  .string()
  .regex(/^[1-5]\.\d{6}$/)
  .meta({ id: 'ProcedureCode' });

export const AgencyId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,40}$/)
  .meta({ id: 'AgencyId' });
export type AgencyId = z.infer<typeof AgencyId>;

export const OfficerId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,60}$/)
  .meta({ id: 'OfficerId' });
export type OfficerId = z.infer<typeof OfficerId>;

export const FileId = z
  .string()
  .regex(/^f[0-9a-f]{32}$/)
  .meta({ id: 'FileId' });
export type FileId = z.infer<typeof FileId>;

/** Engine keys exceed 2^51: always text, never a number. */
export const EngineKey = z
  .string()
  .regex(/^\d{1,20}$/)
  .meta({ id: 'EngineKey' });
export type EngineKey = z.infer<typeof EngineKey>;

export const OutcomeCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/);

export const ROLES = [
  'RECEPTION_OFFICER',
  'RESULT_OFFICER',
  'COORDINATOR',
  'CASE_OFFICER',
  'DIVISION_HEAD',
  'APPROVER',
  'RECORDS_CLERK',
  'CASHIER',
  'CONSULTED_AGENCY',
  'PROCESS_ADMIN',
  'SYSTEM_ADMIN',
  'CENTER_DIRECTOR',
  'AUDITOR',
  'POST_STAFF',
] as const;
export const Role = list(ROLES).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

export const CHANNELS = ['counter', 'post', 'online', 'kiosk'] as const;
export const Channel = list(CHANNELS).meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

export const RETURN_CHANNELS = ['counter', 'post', 'online'] as const;
export const ReturnChannel = list(RETURN_CHANNELS).meta({ id: 'ReturnChannel' });
export type ReturnChannel = z.infer<typeof ReturnChannel>;

/** Dossier statuses of the National Public Service Portal. */
export const PORTAL_STATUSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export const PortalStatus = z.literal(PORTAL_STATUSES).meta({ id: 'PortalStatus' });
export type PortalStatus = (typeof PORTAL_STATUSES)[number];

/** Four independent views of where a dossier stands, beside the one number that the portal knows. */
export const BUSINESS_STATES = [
  'registered',
  'receipt-refused',
  'received',
  'processing',
  'supplementing',
  'resolved',
  'refused',
  'withdrawn',
  'stopped',
] as const;
export const FINANCE_STATES = ['none', 'assessed', 'due', 'paid'] as const;
export const DELIVERY_STATES = ['none', 'ready', 'returned'] as const;
/** What has been told to the outside: `kept` = written, but nothing is configured to send it. */
export const SYNC_STATES = ['none', 'pending', 'told', 'kept', 'failed'] as const;
export const StatusAxes = z
  .strictObject({ business: list(BUSINESS_STATES), finance: list(FINANCE_STATES), delivery: list(DELIVERY_STATES), sync: list(SYNC_STATES) })
  .meta({ id: 'StatusAxes' });
export type StatusAxes = z.infer<typeof StatusAxes>;

export const TIME_UNITS = ['WORKING_DAY', 'CALENDAR_DAY', 'WORKING_HOUR', 'SAME_DAY', 'MONTH'] as const;
export const TimeUnit = list(TIME_UNITS);
export type TimeUnit = z.infer<typeof TimeUnit>;

/** The statutory slips of a dossier; 07, the register, belongs to an agency. */
export const SLIPS = ['01', '02', '03', '04', '05', '06'] as const;
export const SlipNumber = list(SLIPS).meta({ id: 'SlipNumber' });
export type SlipNumber = z.infer<typeof SlipNumber>;

/** A legal time limit. `amount` counts units; SAME_DAY has none. */
export const TimeLimit = z.strictObject({ unit: TimeUnit, amount: z.int().min(1).max(400).optional() }).meta({ id: 'TimeLimit' });
export type TimeLimit = z.infer<typeof TimeLimit>;

export const Instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant' });
export const PlainDate = z.iso.date().meta({ id: 'PlainDate' });

export const Bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) }).meta({ id: 'Bilingual' });
export type Bilingual = z.infer<typeof Bilingual>;

/** Stable codes of every refusal. The HTTP status and title of each stand in server/http/problem.ts. */
export const PROBLEM_CODES = [
  'malformed-request',
  'invalid-input',
  'body-too-large',
  'unsupported-media-type',
  'not-found',
  'method-not-allowed',
  'not-signed-in',
  'wrong-credentials',
  'sign-in-throttled',
  'look-up-throttled',
  'session-expired',
  'refresh-token-reused',
  'origin-refused',
  'action-not-allowed',
  'dossier-not-found',
  'task-not-found',
  'file-not-found',
  'release-not-found',
  'procedure-not-found',
  'agency-not-found',
  'fee-not-found',
  'supplement-not-found',
  'task-already-claimed',
  'task-not-claimed',
  'task-closed',
  'outcome-unknown',
  'reason-required',
  'form-invalid',
  'field-unknown',
  'stale-version',
  'idempotency-key-missing',
  'idempotency-key-reused',
  'rate-limited',
  'calendar-not-confirmed',
  'calendar-version-not-found',
  'calendar-proposal-not-found',
  'calendar-changed',
  'calendar-moves-running',
  'channel-not-offered',
  'agency-not-competent',
  'component-unknown',
  'file-type-refused',
  'file-too-large',
  'dossier-closed',
  'fee-already-settled',
  'amount-differs',
  'engine-unavailable',
  'store-unavailable',
  'internal-error',
  'diagram-refused',
  'history-gap',
  'decision-undone',
  'slip-not-printed',
  'register-too-long',
  'result-signed',
  'supplement-late',
  'supplement-repeated',
  'apology-repeated',
  'apology-unsigned',
  'date-not-later',
  'clock-not-held',
] as const;
export const ProblemCode = list(PROBLEM_CODES).meta({ id: 'ProblemCode' });
export type ProblemCode = z.infer<typeof ProblemCode>;
