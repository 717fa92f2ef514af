import { rm } from 'node:fs/promises';
import type { Infrastructure } from '../../infra/launch/infrastructure.ts';
import { loadConfig, type Config } from '../../server/config.ts';
import { createLogger } from '../../server/log.ts';
import type { Clock } from '../../server/ports/index.ts';
import { startServer, type Server } from '../../server/start-server.ts';
import { startSteps, type Steps } from '../../workers/start-steps.ts';
import { startGround } from './settings.ts';

export interface System {
  readonly url: string;
  /** Of every demonstration account. */
  readonly password: string;
  /** The clock of the steps, which open every wait with a legal limit; the server's stays real, for sign-ins hang on it. */
  readonly stepClock: SettableClock;
  readonly config: Config;
  readonly infrastructure: Infrastructure;
  readonly server: Server;
  readonly steps: Steps;
  restartServer(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly workflowsDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Real time, moved by as much as a test likes. */
export class SettableClock implements Clock {
  #offsetMs = 0;

  now(): string {
    return new Date(Date.now() + this.#offsetMs).toISOString();
  }

  /** From now on it is this instant; undefined: real time again. */
  set(instant: string | undefined): void {
    this.#offsetMs = instant === undefined ? 0 : Date.parse(instant) - Date.now();
  }
}

/** The whole system on free ports with a data folder of its own: real database, real broker, server and steps in this process. */
export async function startSystem({ workflowsDir = 'workflows', env = {} }: SystemOptions = {}): Promise<System> {
  const { dataDir, infrastructure, password, settings } = await startGround();
  const config = loadConfig({
    ...settings,
    WORKFLOWS_DIR: workflowsDir,
    PORTAL_DIR: 'dist/portal',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'error',
    ...env,
  });
  const log = createLogger({ level: config.logLevel, service: 'test' });
  const stepClock = new SettableClock();
  let server = await startServer(config, log);
  await workAroundTheClock(server);
  const steps = await startSteps(config, log, stepClock);
  return {
    url: `http://127.0.0.1:${String(infrastructure.ports.http)}`,
    password,
    stepClock,
    config,
    infrastructure,
    steps,
    get server() {
      return server;
    },
    async restartServer() {
      await server.close();
      server = await startServer(config, log);
    },
    async stop() {
      await steps.close();
      await server.close();
      await infrastructure.stopAll();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The shipped calendar ends with the last announced year, and nobody works at night; tests must run at any time of any year. */
async function workAroundTheClock({ core }: Server): Promise<void> {
  const calendar = await core.ports.calendars.current();
  const thisYear = new Date().getFullYear();
  const years = [thisYear - 1, thisYear, thisYear + 1].map((year) => ({ year, state: 'confirmed' as const }));
  const sessions = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((weekday) => [weekday, [['00:00', '23:59'] as [string, string]]]));
  await core.ports.calendars.put({ ...calendar, version: calendar.version + 1, years, sessions, exceptions: [] });
}
