import type { Logger } from 'pino';
import { composeCore, type Core } from '../server/compose.ts';
import type { Config } from '../server/config.ts';
import { startWorkers, type Workers } from '../server/engine/start-workers.ts';
import type { Clock } from '../server/ports/index.ts';
import { recordEffect } from '../server/usecases/record-effect.ts';
import { WORKERS } from './index.ts';
import type { StepPorts } from './ports.ts';

export interface Steps {
  readonly core: Core;
  readonly workers: Workers;
  close(): Promise<void>;
}

/** One worker process: every step, against the same database and engine as the servers. `clock` is replaced in tests. */
export async function startSteps(config: Config, log: Logger, clock?: Clock): Promise<Steps> {
  const core = await composeCore(config, log, { ...(clock === undefined ? {} : { clock }), settles: false });
  const { ports, failpoint } = core;
  const stepPorts: StepPorts = { ...ports, recordEffect: (dossierId, job, name, make) => recordEffect({ ...ports, failpoint }, dossierId, job, name, make) };
  const onActivity = (): void => {
    failpoint('step.afterCompletion');
  };
  const workers = startWorkers(WORKERS, stepPorts, { grpcAddress: config.engine.grpcAddress, log, onActivity });
  return {
    core,
    workers,
    async close() {
      await workers.close();
      await core.close();
    },
  };
}
