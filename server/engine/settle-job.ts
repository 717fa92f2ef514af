import type { Logger } from 'pino';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import { within } from './engine-error.ts';

/** The three commands that end a delivery. The library's own `job.complete`, `job.fail` and `job.error` hide a refusal and are never used. */
export interface JobClient {
  completeJob(request: { jobKey: string; variables: Record<string, unknown> }): Promise<unknown>;
  failJob(request: { jobKey: string; retries: number; retryBackOff: number; errorMessage: string }): Promise<unknown>;
  throwError(request: { jobKey: string; errorCode: string; errorMessage: string }): Promise<unknown>;
}

export type Verdict =
  | { readonly kind: 'complete'; readonly variables: Record<string, unknown> }
  | { readonly kind: 'fail'; readonly retries: number; readonly backOffMs: number; readonly message: string }
  | { readonly kind: 'throw'; readonly code: string; readonly message: string };

/** `gone`: the engine no longer waits for this delivery. `unsettled`: it could not be told; it will offer the job again. */
export type Settlement = 'completed' | 'failed' | 'error-thrown' | 'gone' | 'unsettled';

interface Means {
  readonly client: JobClient;
  readonly log: Logger;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

const COMMAND_MS = 2_000;
const PAUSES_MS = [200, 500, 1_000, 2_000] as const;
const SETTLED = { complete: 'completed', fail: 'failed', throw: 'error-thrown' } as const;

export async function settle(job: { readonly key: string; readonly retries: number }, verdict: Verdict, means: Means): Promise<Settlement> {
  const { log } = means;
  try {
    await insist(job.key, verdict, means);
    return SETTLED[verdict.kind];
  } catch (error) {
    if (error instanceof EngineRefused && (error.reason === 'not-found' || error.reason === 'invalid-state')) {
      log.info({ err: error, verdict: verdict.kind }, 'the engine no longer waits for this delivery');
      return 'gone';
    }
    log.error({ err: error, verdict: verdict.kind }, 'job could not be settled');
    return verdict.kind === 'complete' ? giveBack(job, means) : 'unsettled';
  }
}

/** Waits out a broker that is busy or just restarting. Repeating is safe: each command sets the job to one fixed state. */
async function insist(jobKey: string, verdict: Verdict, { client, pause }: Means): Promise<void> {
  for (const wait of PAUSES_MS) {
    try {
      return await tell(client, jobKey, verdict);
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      await pause(wait);
    }
  }
  await tell(client, jobKey, verdict);
}

/** The result could not be delivered, perhaps because it is too large: a used-up retry ends in an incident, silence would repeat for ever. */
async function giveBack(job: { readonly key: string; readonly retries: number }, { client, log }: Means): Promise<Settlement> {
  try {
    await tell(client, job.key, {
      kind: 'fail',
      retries: Math.max(0, job.retries - 1),
      backOffMs: 5_000,
      message: 'The result of the step could not be delivered',
    });
    return 'failed';
  } catch (error) {
    log.warn({ err: error }, 'job not settled; the engine offers it again after its time-out');
    return 'unsettled';
  }
}

async function tell(client: JobClient, jobKey: string, verdict: Verdict): Promise<void> {
  switch (verdict.kind) {
    case 'complete':
      await within(COMMAND_MS, 'complete job', client.completeJob({ jobKey, variables: verdict.variables }));
      return;
    case 'fail':
      await within(
        COMMAND_MS,
        'fail job',
        client.failJob({ jobKey, retries: verdict.retries, retryBackOff: verdict.backOffMs, errorMessage: verdict.message }),
      );
      return;
    case 'throw':
      await within(COMMAND_MS, 'throw error', client.throwError({ jobKey, errorCode: verdict.code, errorMessage: verdict.message }));
  }
}
