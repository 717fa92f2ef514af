import type { Logger } from 'pino';
import type { ZBClient } from 'zeebe-node';
import { z } from 'zod';
import type { WorkerDefinition } from '../ports/worker.ts';
import { observePolls } from './observe-polls.ts';
import { type ActivatedJob, type JobOutcome, runJob } from './run-job.ts';
import { zeebeClient } from './zeebe-client.ts';

export interface JobActivity {
  readonly type: string;
  readonly jobKey: string;
  readonly processInstanceKey: string;
  readonly outcome: JobOutcome;
  readonly milliseconds: number;
}

interface Member {
  readonly type: string;
  readonly lastSign: () => number;
  readonly activeJobs: () => number;
  readonly stop: () => Promise<void>;
}

export interface Crew {
  readonly members: readonly Member[];
  readonly close: () => Promise<void>;
}

interface CrewSettings {
  readonly grpcAddress: string;
  readonly log: Logger;
  readonly onActivity: (activity: JobActivity) => void;
  readonly longPollMs: number;
}

/** The library polls again only on this beat once a poll has ended, so it bounds both latency and throughput; refused polls back off by themselves. */
const POLL_INTERVAL_MS = 20;

/** One client of the library with one worker for each kind of step. */
export function engageCrew<P>(definitions: readonly WorkerDefinition<P>[], ports: P, settings: CrewSettings): Crew {
  const client = zeebeClient(settings.grpcAddress, { longPoll: settings.longPollMs, pollInterval: POLL_INTERVAL_MS });
  const members = definitions.map((definition) => engage(client, definition, ports, settings));
  return {
    members,
    async close() {
      await Promise.all(members.map((member) => member.stop()));
      await client.close();
    },
  };
}

function engage<P>(client: ZBClient, definition: WorkerDefinition<P>, ports: P, { log, onActivity }: CrewSettings): Member {
  const { type, timeoutMs, concurrency, input } = definition;
  const worker = client.createWorker({
    taskType: type,
    timeout: timeoutMs,
    maxJobsToActivate: concurrency,
    fetchVariable: neededVariables(input),
    async taskHandler(job) {
      const started = performance.now();
      const activated = job as unknown as ActivatedJob;
      const { key: jobKey, processInstanceKey } = activated;
      const outcome = await runJob(definition, ports, activated, { client, log });
      try {
        onActivity({ type, jobKey, processInstanceKey, outcome, milliseconds: performance.now() - started });
      } catch (error) {
        log.error({ err: error }, 'listener to job activity failed');
      }
      return job.forward();
    },
  });
  const polls = observePolls(worker);
  return { type, lastSign: polls.lastSign, activeJobs: () => worker.activeJobs, stop: polls.stop };
}

/** A step sees the variables its input names and no others. An empty list means all of them: that is what an open input asks for. */
function neededVariables(input: z.ZodType): string[] {
  if (!(input instanceof z.ZodObject)) return [];
  const { catchall } = input.def;
  return catchall === undefined || catchall instanceof z.ZodNever ? Object.keys(input.shape) : [];
}
