import type { WorkerDefinition } from '../server/ports/worker.ts';
import { assessFee } from './assess-fee/worker.ts';
import { collectFee } from './collect-fee/worker.ts';
import { issueApology } from './issue-apology/worker.ts';
import { issueReceipt } from './issue-receipt/worker.ts';
import { notifyApplicant } from './notify-applicant/worker.ts';
import type { StepPorts } from './ports.ts';
import { requestOpinion } from './request-opinion/worker.ts';
import { requestRemedy } from './request-remedy/worker.ts';
import { requestSupplement } from './request-supplement/worker.ts';
import { returnResult } from './return-result/worker.ts';
import { reviewDossier } from './review-dossier/worker.ts';
import { transferDossier } from './transfer-dossier/worker.ts';

/** Every step there is. A new one is a new folder and a line here; a test compares the two. */
export const WORKERS = [
  assessFee,
  collectFee,
  issueApology,
  issueReceipt,
  notifyApplicant,
  requestOpinion,
  requestRemedy,
  requestSupplement,
  returnResult,
  reviewDossier,
  transferDossier,
] as readonly WorkerDefinition<StepPorts>[];
