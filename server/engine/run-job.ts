import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import type { StepJob, WorkerDefinition } from '../ports/worker.ts';
import { type JobClient, settle, type Settlement, type Verdict } from './settle-job.ts';

/** A delivered job as the client library really hands it over; its own type names a field that does not exist and misses one that does. */
export interface ActivatedJob {
  readonly key: string;
  readonly type: string;
  readonly processInstanceKey: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly retries: number;
  /** Milliseconds since the epoch, as text. */
  readonly deadline: string;
  readonly variables: unknown;
}

export type JobOutcome = Settlement | 'overdue';

/** Waits before the last, the last but one, the last but two delivery: a job with four retries waits 1 s, 5 s, 25 s. */
const BACK_OFF_MS = [25_000, 5_000, 1_000] as const;

/**
 * Runs one delivery of a job and tells the engine the result. Never rejects: the library answers a rejected handler with a call of its
 * own that nobody waits for, and the failure of that call would end the process.
 */
export async function runJob<P>(
  definition: WorkerDefinition<P>,
  ports: P,
  job: ActivatedJob,
  { client, log, pause = sleep }: { readonly client: JobClient; readonly log: Logger; readonly pause?: (milliseconds: number) => Promise<unknown> },
): Promise<JobOutcome> {
  const jobLog = log.child({ jobKey: job.key, step: definition.type, processInstanceKey: job.processInstanceKey, elementId: job.elementId });
  try {
    const verdict = await unlessOverdue(definition.timeoutMs, decide(definition, ports, job, jobLog));
    if (verdict === 'overdue') {
      jobLog.error({ timeoutMs: definition.timeoutMs }, 'step did not end within its time-out; the engine offers the job again');
      return 'overdue';
    }
    return await settle(job, verdict, { client, log: jobLog, pause });
  } catch (error) {
    jobLog.error({ err: error }, 'job not settled; the engine offers it again after its time-out');
    return 'unsettled';
  }
}

async function decide<P>(definition: WorkerDefinition<P>, ports: P, job: ActivatedJob, log: Logger): Promise<Verdict> {
  const { type, input, output, bpmnErrors } = definition;
  try {
    const parsed = await input.safeParseAsync(job.variables);
    if (!parsed.success) return incident(`Input of step ${type} is invalid: ${issues(parsed.error)}`, log);
    const result = await output.safeParseAsync(await definition.run(parsed.data, ports, stepJob(job)));
    if (!result.success) return incident(`Output of step ${type} is invalid: ${issues(result.error)}`, log);
    return { kind: 'complete', variables: (result.data ?? {}) as Record<string, unknown> };
  } catch (error) {
    if (error instanceof DomainError) {
      const message = `Step ${type} refused: ${error.code}`;
      return bpmnErrors.includes(error.code) ? { kind: 'throw', code: error.code, message } : incident(message, log, error);
    }
    return failure(type, job, log, error);
  }
}

function incident(message: string, log: Logger, error?: unknown): Verdict {
  log.warn({ err: error }, message);
  return { kind: 'fail', retries: 0, backOffMs: 0, message };
}

/** The engine keeps the message for ever and shows it to administrators: the kind of the error only, its text goes to our log. */
function failure(type: string, job: ActivatedJob, log: Logger, error: unknown): Verdict {
  const retries = Math.max(0, job.retries - 1);
  const backOffMs = retries === 0 ? 0 : (BACK_OFF_MS[retries - 1] ?? 1_000);
  const message = `Step ${type} failed: ${error instanceof Error ? error.name : 'unknown error'}`;
  if (retries === 0) log.error({ err: error }, message);
  else log.warn({ err: error, retries, backOffMs }, message);
  return { kind: 'fail', retries, backOffMs, message };
}

/** Places and kinds only, never values: the values may be personal. */
function issues(error: z.core.$ZodError): string {
  return error.issues.map(({ path, code }) => `${path.map(String).join('.') || 'whole value'} (${code})`).join(', ');
}

function stepJob(job: ActivatedJob): StepJob {
  const { key, type, processInstanceKey, bpmnProcessId, processDefinitionKey, elementId, elementInstanceKey, customHeaders, retries } = job;
  const deadline = new Date(Number(job.deadline)).toISOString();
  return { key, type, processInstanceKey, bpmnProcessId, processDefinitionKey, elementId, elementInstanceKey, customHeaders, retries, deadline };
}

/** A step that hangs must not hold a place of its worker for ever. It may still end later; its result is then no longer wanted. */
async function unlessOverdue(milliseconds: number, work: Promise<Verdict>): Promise<Verdict | 'overdue'> {
  const ended = new AbortController();
  try {
    return await Promise.race([work, sleep(milliseconds, 'overdue' as const, { ref: false, signal: ended.signal })]);
  } finally {
    ended.abort();
  }
}
