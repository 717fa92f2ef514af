import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { answerSupplement, stopDossier, Submission, withdrawDossier } from '../../contract/endpoints/dossiers.ts';
import { AgencyId, OutcomeCode, PortalStatus, ReturnChannel } from '../../contract/vocabulary.ts';

const Decide = z.strictObject({
  step: z.string(),
  by: z.string(),
  outcome: OutcomeCode,
  reason: z.string().optional(),
  /** A date may be written as `today+5`, five days from the day it is played. */
  form: z.record(z.string(), z.unknown()).default({}),
});
const Pay = z.strictObject({ payFee: z.literal(true), by: z.string() });
const Answer = z.strictObject({ answerSupplement: answerSupplement.body.partial({ attachments: true }), by: z.string() });
const Withdraw = z.strictObject({ withdraw: withdrawDossier.body, by: z.string() });
const Stop = z.strictObject({ stop: stopDossier.body, by: z.string() });
const Silence = z.strictObject({ expectSilence: z.string() });
const Late = z.strictObject({ expectSupplementLate: z.literal(true) });
const RemedyLate = z.strictObject({ expectRemedyLate: z.literal(true) });
/** A late decision about the working calendar: `workingDay+3` is the third day that the dossier counts from tomorrow on. */
const Calendar = z.strictObject({
  calendarDecision: z.strictObject({
    day: z.string().regex(/^workingDay\+[1-9]$/),
    /** Why the office is closed. */
    name: z.string().min(1),
    /** What stands after the number of the decision, as in 12/TB-UBND. */
    issuedAs: z.string().min(1),
  }),
  proposedBy: z.string(),
  confirmedBy: z.string(),
});
const Clock = z.strictObject({ expectClock: z.enum(['due-soon', 'overdue']) });

export const ScriptStep = z.union([Decide, Pay, Answer, Withdraw, Stop, Silence, Late, RemedyLate, Clock, Calendar]);
export type ScriptStep = z.infer<typeof ScriptStep>;

/** How a dossier ends; the agency that resolved it and the limit that held at the end, where they are the point of the story. */
const Ends = z.strictObject({ status: PortalStatus, competentAgency: AgencyId.optional(), workingDays: z.int().optional() });
export type Ends = z.infer<typeof Ends>;

/** An example dossier as it lies in `workflows/<procedure>/examples/`: what is handed in, who does what, how it must end. */
export const Example = z.strictObject({
  scenario: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.strictObject({ vi: z.string(), en: z.string() }),
  submission: Submission.omit({ procedure: true, attachments: true, returnChannel: true }).extend({ returnChannel: ReturnChannel.optional() }),
  script: z.array(ScriptStep),
  ends: Ends,
});

export interface Scenario extends z.infer<typeof Example> {
  readonly procedure: string;
}

/** Every example of every procedure, in the order of their names. */
export function readScenarios(workflows: string): readonly Scenario[] {
  return namesIn(workflows).flatMap((procedure) => {
    const folder = join(workflows, procedure, 'examples');
    return namesIn(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({ procedure, ...parsed(join(folder, file)) }));
  });
}

function parsed(file: string): z.infer<typeof Example> {
  const result = Example.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new TypeError(`${file} is not an example dossier. ${z.prettifyError(result.error)}`);
  return result.data;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
