import type { Logger } from 'pino';
import type { WorkerDefinition } from '../ports/worker.ts';
import { type Crew, engageCrew, type JobActivity } from './crew.ts';
import { gatewayClient } from './gateway-client.ts';
import { watchHealth } from './watch-health.ts';

export interface WorkersHealth {
  /** Every kind of worker has heard from the gateway lately. */
  readonly alive: boolean;
  /** How often all workers were replaced by fresh ones. */
  readonly recycles: number;
  readonly workers: readonly { readonly type: string; readonly lastSign: string; readonly activeJobs: number }[];
}

export interface Workers {
  /** Stops polling, waits for the jobs in hand, then disconnects. */
  readonly close: () => Promise<void>;
  readonly health: () => WorkersHealth;
}

export interface WorkerSettings {
  readonly grpcAddress: string;
  readonly log: Logger;
  readonly onActivity?: (activity: JobActivity) => void;
  /** How long the gateway may hold an empty poll before it answers. Twice this time without an answer counts as dead. */
  readonly longPollMs?: number;
}

const LONG_POLL_MS = 10_000;

/**
 * Works off the jobs of the given kinds. A watchdog replaces all workers by fresh ones when the broker has been away and is back,
 * or when the gateway is there but a worker has not heard from it for two long polls. Old workers finish what they hold.
 */
export function startWorkers<P>(definitions: readonly WorkerDefinition<P>[], ports: P, settings: WorkerSettings): Workers {
  const { grpcAddress, log, onActivity = () => undefined, longPollMs = LONG_POLL_MS } = settings;
  const silenceMs = 2 * longPollMs;
  const engage = () => engageCrew(definitions, ports, { grpcAddress, log, onActivity, longPollMs });
  const leaving = new Set<Promise<void>>();
  let crew: Crew = engage();
  let recycles = 0;

  const dismiss = (old: Crew) => {
    const gone = old.close().finally(() => leaving.delete(gone));
    leaving.add(gone);
  };
  const recycle = (why: string) => {
    recycles += 1;
    log.warn({ why, recycles }, 'replacing all job workers');
    const old = crew;
    crew = engage();
    dismiss(old);
  };

  const gateway = gatewayClient(grpcAddress);
  let seenBefore = false;
  const watch = watchHealth(gateway, ({ reachable }) => {
    if (!reachable) return;
    if (seenBefore) recycle('the broker was away');
    seenBefore = true;
  });
  const isSilent = ({ activeJobs, lastSign }: Crew['members'][number]) => activeJobs() === 0 && Date.now() - lastSign() > silenceMs;
  const watchdog = setInterval(
    () => {
      const silent = crew.members.find(isSilent);
      if (silent !== undefined && watch.current().reachable) recycle(`no sign of life for ${silent.type}`);
    },
    Math.min(longPollMs, 2_000),
  );
  watchdog.unref();

  return {
    async close() {
      clearInterval(watchdog);
      watch.stop();
      gateway.close();
      dismiss(crew);
      await Promise.all(leaving);
    },
    health: () => ({
      alive: watch.current().reachable && !crew.members.some(isSilent),
      recycles,
      workers: crew.members.map(({ type, lastSign, activeJobs }) => ({ type, lastSign: new Date(lastSign()).toISOString(), activeJobs: activeJobs() })),
    }),
  };
}
