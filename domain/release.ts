import { z } from 'zod';
import {
  AgencyId,
  Bilingual,
  Channel,
  OutcomeCode,
  PlainDate,
  ProcedureCode,
  ProcedureId,
  ReturnChannel,
  SlipNumber,
  TimeLimit,
} from '../contract/vocabulary.ts';
import type { ElementInfo } from './dossier/observe.ts';

/** The rules by which a dossier's due date is computed; data of the release, because law changes and a dossier keeps the rules it came under. */
export const ClockSheet = z.strictObject({
  limit: TimeLimit,
  onSupplement: z.enum(['RESTART', 'PAUSE', 'REFUSE_IF_LATE']),
  /** Same-day procedures and transfers: what comes in later counts for the next working day (`HH:MM`). */
  cutOff: z.string().regex(/^\d{2}:\d{2}$/),
  /** `competent-receipt`: a dossier received for another agency starts when that agency has it (NĐ 309/2026, Điều 17). */
  startsAt: z.enum(['receipt', 'competent-receipt']).optional(),
  /** How long before the due date a dossier is due soon; one working day when absent. */
  dueSoon: TimeLimit.optional(),
  /** Elements of the diagram during which the clock stands: waiting for money, for a tax notice, for a public posting. */
  pauses: z.array(z.strictObject({ elements: z.array(z.string()).min(1), reason: Bilingual, legalBasis: z.string() })).optional(),
  /** Results that the law gives another limit, counted from the same start: in force from the moment a token enters one of the elements. */
  byResult: z.array(z.strictObject({ result: z.string(), elements: z.array(z.string()).min(1), limit: TimeLimit })).optional(),
  /** How much of the limit each agency may use. */
  budgets: z.strictObject({ receiving: TimeLimit.optional(), competent: TimeLimit.optional(), consulted: TimeLimit.optional() }).optional(),
});
export type ClockSheet = z.infer<typeof ClockSheet>;

/** What the law says about a slip itself. Forms change more often than procedures do; sector law may have one of its own. */
export const SlipForm = z.strictObject({
  /** As printed in the corner: "Mẫu số 02". */
  number: z.string().exactOptional(),
  title: z.string().exactOptional(),
  /** The act that brought the form. */
  basis: z.string().exactOptional(),
  /** What the citizen is to read at the foot. */
  notes: z.array(z.string()).exactOptional(),
});
export type SlipForm = z.infer<typeof SlipForm>;

/** procedure.json: what a procedure is besides its diagram, forms and decision tables. */
export const ProcedureSheet = z.strictObject({
  id: ProcedureId,
  code: ProcedureCode,
  name: Bilingual,
  shortName: z.string().min(1).max(26),
  sector: z.strictObject({ code: z.string(), vi: z.string(), en: z.string() }),
  legalBasis: z.array(z.strictObject({ text: z.string(), articles: z.string(), verified: z.boolean() })),
  validFrom: PlainDate,
  clock: ClockSheet,
  limits: z.strictObject({ opinion: TimeLimit.optional(), supplement: TimeLimit.optional(), remedy: TimeLimit.optional() }),
  channels: z.array(Channel).min(1),
  returnChannels: z.array(ReturnChannel).min(1),
  consultedAgencies: z.array(AgencyId),
  /** Kinds of agencies that may decide; undefined: any. */
  competentKinds: z.array(z.string().min(1)).min(1).optional(),
  intakeForm: z.string(),
  /** Where a slip of this procedure differs from the form set in force on its day. */
  slips: z.partialRecord(SlipNumber, SlipForm).optional(),
  components: z.array(
    z.strictObject({
      id: z.string(),
      name: Bilingual,
      required: z.boolean(),
      originals: z.int().min(0),
      certified: z.int().min(0),
      copies: z.int().min(0),
      note: z.union([Bilingual, z.string()]).optional(),
    }),
  ),
  /** Which form fields leave our database for the engine: `submitted` for the intake form, else the element's id. */
  variables: z.record(z.string(), z.array(z.string())),
  reasonRequired: z.record(z.string(), z.array(OutcomeCode)),
  outcomeLabels: z.record(OutcomeCode, Bilingual),
  nextStep: z.record(z.string(), z.record(OutcomeCode, Bilingual)),
  results: z.record(z.string(), Bilingual),
  review: z.array(
    z.strictObject({
      field: z.string(),
      rule: z.enum(['required', 'max', 'min', 'pattern']),
      value: z.union([z.number(), z.string()]).optional(),
      message: Bilingual,
    }),
  ),
  demo: z.boolean(),
});
export type ProcedureSheet = z.infer<typeof ProcedureSheet>;

/** One immutable, numbered version of a procedure: everything a dossier received under it needs until its end. */
export interface Release {
  /** `<procedure>--r<number>`: also the id of its process in the engine. */
  readonly id: string;
  readonly procedure: string;
  readonly number: number;
  /** SHA-256 over the files of the package, by name. */
  readonly contentHash: string;
  readonly sheet: ProcedureSheet;
  /** The diagram with plain names, as screens show it. */
  readonly diagram: string;
  /** form-js schemas by form id. */
  readonly forms: Readonly<Record<string, unknown>>;
  readonly decisions: Readonly<Record<string, string>>;
  readonly elements: Readonly<Record<string, ElementInfo>>;
  readonly startMessage: string;
  /** Keys of what was deployed, by qualified id; empty until the engine has accepted it. */
  readonly deployed: Readonly<Record<string, string>>;
  readonly publishedAt: string;
}

export const releaseId = (procedure: string, number: number): string => `${procedure}--r${String(number)}`;
