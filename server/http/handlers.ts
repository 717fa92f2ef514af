import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import type { Officer } from '../../domain/policy.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import { confirm, discard, propose } from '../usecases/calendar/change-calendar.ts';
import { calendarOverview, calendarVersion, exportCalendar, readCalendarFile } from '../usecases/calendar/get-calendar.ts';
import { previewMoves } from '../usecases/calendar/preview-moves.ts';
import { answerSupplement } from '../usecases/answer-supplement.ts';
import { claimTask, releaseTask } from '../usecases/claim-task.ts';
import type { Command } from '../usecases/command.ts';
import { completeTask } from '../usecases/complete-task.ts';
import { confirmClock } from '../usecases/confirm-clock.ts';
import { confirmFee } from '../usecases/confirm-fee.ts';
import { getDossier, getHistory, listDossiers, readDocument } from '../usecases/get-dossier.ts';
import { getTask } from '../usecases/get-task.ts';
import { getDiagram, getRelease, listAgencies, listProcedures } from '../usecases/list-procedures.ts';
import { listTasks } from '../usecases/list-tasks.ts';
import { printSlip } from '../usecases/print-slip.ts';
import { readRegister } from '../usecases/register.ts';
import { describeMe } from '../usecases/session/describe-me.ts';
import { refuseReceipt, submitDossier } from '../usecases/submit-dossier.ts';
import { trackDossier } from '../usecases/track-dossier.ts';
import { uploadFile } from '../usecases/upload-file.ts';
import { stopDossier } from '../usecases/stop-dossier.ts';
import { withdrawDossier } from '../usecases/withdraw-dossier.ts';
import type { Handlers } from './handler.ts';

const ACCEPTED = 202;

/** Each operation of the contract and the use case behind it. */
export function createHandlers(ports: Ports & { readonly failpoint: Failpoint }): Handlers {
  return {
    getMe: (officer) => describeMe(ports, officer),
    listProcedures: async () => ({ body: await listProcedures(ports) }),
    getRelease: async ({ params }) => ({ body: await getRelease(ports, params) }),
    getDiagram: (params) => getDiagram(ports, params),
    trackDossier: (params) => trackDossier(ports, params.code),
    listAgencies: async () => ({ body: await listAgencies(ports) }),
    submitDossier: async (call) => settledOrAccepted(await submitDossier(ports, call.officer, call.body, commandOf(call))),
    refuseReceipt: async (call) => settledOrAccepted(await refuseReceipt(ports, call.officer, call.body, commandOf(call))),
    listDossiers: async ({ officer, query }) => ({ body: await listDossiers(ports, officer, query) }),
    getDossier: async ({ officer, params }) => ({ body: await getDossier(ports, officer, params.dossier) }),
    getHistory: async ({ officer, params, query }) => ({ body: await getHistory(ports, officer, params.dossier, query) }),
    answerSupplement: async (call) => settledOrAccepted(await answerSupplement(ports, call.officer, call.params, call.body, commandOf(call))),
    confirmFee: async (call) => settledOrAccepted(await confirmFee(ports, call.officer, call.params, call.body, commandOf(call))),
    withdrawDossier: async (call) => settledOrAccepted(await withdrawDossier(ports, call.officer, call.params.dossier, call.body, commandOf(call))),
    stopDossier: async (call) => settledOrAccepted(await stopDossier(ports, call.officer, call.params.dossier, call.body, commandOf(call))),
    confirmClock: async ({ officer, body }) => ({ body: await confirmClock(ports, officer, body) }),
    uploadFile: (officer, upload) => uploadFile(ports, officer, upload),
    getDocument: (officer, params) => readDocument(ports, officer, params),
    printSlip: async (call) => ({ body: await printSlip(ports, call.officer, call.params, call.body, commandOf(call)) }),
    getRegister: (officer, query) => readRegister(ports, officer, query),
    listTasks: async ({ officer, query }) => ({ body: await listTasks(ports, officer, query) }),
    getTask: async ({ officer, params }) => ({ body: await getTask(ports, officer, params.task) }),
    claimTask: async ({ officer, params }) => settledOrAccepted(await claimTask(ports, officer, params.task)),
    releaseTask: async ({ officer, params }) => settledOrAccepted(await releaseTask(ports, officer, params.task)),
    completeTask: async (call) => settledOrAccepted(await completeTask(ports, call.officer, call.params.task, call.body, commandOf(call))),
    getCalendar: async ({ officer }) => ({ body: await calendarOverview(ports, officer) }),
    getCalendarVersion: async ({ officer, params }) => ({ body: await calendarVersion(ports, officer, params.version) }),
    exportCalendar: (officer, { version }) => exportCalendar(ports, officer, version),
    readCalendarFile: async ({ officer, body }) => Promise.resolve({ body: readCalendarFile(officer, body.csv) }),
    proposeCalendar: async (call) => ({ body: await propose(ports, call.officer, call.body, commandOf(call)) }),
    previewCalendar: async ({ officer, query }) => ({ body: await previewMoves(ports, officer, query) }),
    confirmCalendar: async (call) => ({ body: await confirm(ports, call.officer, call.body, commandOf(call)) }),
    discardCalendar: async (call) => ({ body: await discard(ports, call.officer, call.body, commandOf(call)) }),
  };
}

/** Two officers who choose the same key mean two things: the key is one officer's. */
function commandOf({
  officer,
  idempotencyKey,
  bodyHash,
}: {
  readonly officer: Officer;
  readonly idempotencyKey: string | undefined;
  readonly bodyHash: string;
}): Command {
  if (idempotencyKey === undefined) throw new TypeError('This operation has no idempotency key in the contract, but its handler wants one');
  return { key: `${officer.id}:${idempotencyKey}`, bodyHash };
}

function settledOrAccepted<R extends CommandResult>(result: R): { readonly status?: number; readonly body: R } {
  return result.settled ? { body: result } : { status: ACCEPTED, body: result };
}
