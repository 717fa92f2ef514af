import { pino } from 'pino';
import { z } from 'zod';
import { type StepJob, type WorkerDefinition } from '../../server/ports/worker.ts';

export const silent = pino({ level: 'silent' });

/** A step of the kind `stamp` that does what the test wants. */
export function stampWorker(run: (job: StepJob) => unknown, fields: Partial<WorkerDefinition<undefined>> = {}): WorkerDefinition<undefined> {
  return {
    type: 'stamp',
    input: z.object({ dossierId: z.string() }),
    output: z.looseObject({}),
    bpmnErrors: [],
    timeoutMs: 60_000,
    concurrency: 8,
    run: async (_, __, job) => (await run(job)) ?? {},
    ...fields,
  };
}

export async function eventually<T>(what: () => T | Promise<T>, until: (value: T) => boolean = Boolean, withinMs = 10_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await what();
    if (until(value)) return value;
    if (Date.now() > end) throw new Error(`Not so within ${String(withinMs)} ms; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
