import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Gauge, Registry } from 'prom-client';
import { can, groupsOf, type Officer } from '../domain/policy.ts';
import { watchExporter, type ExporterWatch } from './background/exporter-watch.ts';
import type { Settled } from './background/settler.ts';
import { shareChanges } from './background/shared-changes.ts';
import { composeBackground, composeCore, type Core } from './compose.ts';
import type { Config } from './config.ts';
import { readExporting, resumeExporting } from './engine/broker-management.ts';
import { healthOf } from './health.ts';
import { createApp } from './http/create-app.ts';
import { createHandlers } from './http/handlers.ts';
import { listen } from './http/listen.ts';
import { liveEvents, type LiveEvents } from './http/live-events.ts';
import { recordsReceiver } from './http/records.ts';
import type { SharedChange } from './ports/change-feed.ts';
import type { Clock } from './ports/index.ts';
import type { SessionPorts } from './ports/sessions.ts';
import { argonPasswords } from './session/passwords.ts';
import { tokensWith } from './session/tokens.ts';
import { changeFeedIn } from './store/change-feed.ts';
import { removeOrphanChunks } from './store/orphan-chunks.ts';
import { sessionsIn, signInAttemptsIn } from './store/sessions.ts';
import { seedDemo } from './usecases/demo/seed-demo.ts';
import { publishRelease } from './usecases/publish-release.ts';
import { readPackages } from './usecases/read-package.ts';

export interface Server {
  readonly core: Core;
  readonly port: number;
  close(): Promise<void>;
}

const RETRY_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const EAGER_MS = 60_000;

/** One server process: HTTP for people, the receiver for the engine's records, relay and sweeper. `clock` is replaced in tests. */
export async function startServer(config: Config, log: Logger, clock?: Clock): Promise<Server> {
  const startedAt = new Date().toISOString();
  const core = await composeCore(config, log, clock === undefined ? {} : { clock });
  const { ports, store, engine, failpoint } = core;
  const background = composeBackground(core, log);
  const records = await listen(recordsReceiver({ secret: config.exporterSecret, project: (batch) => background.project(batch), log }), {
    host: '127.0.0.1',
    port: config.recordsPort,
    setting: 'RECORDS_PORT',
  });
  const passwords = argonPasswords();
  if (config.demo !== undefined) await seedDemo({ ...ports, passwords }, config.demo.password);
  await publishPackages(core, config.workflowsDir, log);

  const events = liveEvents();
  const shared = shareChanges({
    feed: changeFeedIn(store.connection),
    holder: randomUUID(),
    isWanted: () => events.isHeard(),
    onChange: (change) => {
      publish(events, change);
    },
    onGap() {
      events.forget();
      app.closeStreams();
    },
    log,
  });
  core.onSettled((settled) => {
    const changes = settled.map(changeOf);
    for (const change of changes) publish(events, change);
    shared.tell(changes);
  });
  const stopWatching = relayWhenEngineReturns(core, (eager) => background.sweeper.sweep(eager));
  const exporter = watchRecords(core, config, log);
  const metrics = new Registry();
  measure(core, metrics);
  const { clock: now, agencies, officers } = ports;
  const sessions: SessionPorts = {
    clock: now,
    agencies,
    officers,
    passwords,
    tokens: tokensWith(config.keys.token),
    sessions: sessionsIn(store.connection),
    attempts: signInAttemptsIn(store.connection),
  };
  const app = createApp({
    config: config.http,
    handlers: createHandlers({ ...ports, failpoint }),
    events,
    metrics,
    log,
    sessions,
    health: () => healthOf(core, background, exporter, startedAt),
  });
  const stopTidying = everyHour(async () => {
    await sessions.sessions.removeEnded(now.now());
    await sessions.attempts.removeEnded(now.now());
    await removeOrphanChunks(store.connection, new Date(Date.now() - DAY_MS).toISOString());
  }, log);
  const http = await listen(app.express, { host: config.http.host, port: config.http.port, setting: 'HTTP_PORT' });
  log.info({ port: http.port, engine: engine.health().reachable }, 'server ready');
  return {
    core,
    port: http.port,
    async close() {
      stopWatching();
      stopTidying();
      exporter?.stop();
      app.closeStreams();
      await http.close();
      await records.close();
      await background.sweeper.stop();
      await shared.stop();
      await background.calendarMover.stop();
      await core.close();
    },
  };
}

/** A package becomes a release only when its content is new. The engine may still be starting: tried until it answers. */
async function publishPackages({ ports }: Core, folder: string, log: Logger): Promise<void> {
  for (const files of await readPackages(folder)) {
    for (;;) {
      try {
        const { id } = await publishRelease(ports, files);
        log.info({ release: id }, 'release is in force');
        break;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'EngineUnavailable')) throw error;
        log.warn({ err: error }, 'the engine does not take deployments yet, trying on');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }
}

function changeOf({ record, listsChanged }: Settled): SharedChange {
  const { receivingAgency, competentAgency, returnAgency, consultedAgencies, tasks } = record.state;
  const groups = [...new Set(Object.values(tasks).flatMap((task) => task.groups))];
  return { dossierId: record.id, version: record.version, inbox: listsChanged, groups, receivingAgency, competentAgency, returnAgency, consultedAgencies };
}

function publish(events: LiveEvents, shared: SharedChange): void {
  const { dossierId, version, inbox, groups } = shared;
  const concerns = (officer: Officer): boolean => can(officer, 'read-dossier', shared) || groupsOf(officer).some((group) => groups.includes(group));
  events.publish({ change: { dossierId, version, inbox }, concerns });
}

/**
 * What waited in outboxes while the engine was away is told as soon as it is back, without waiting for back-off: again each second until nothing
 * is left, because the client's connection may be back later than the engine.
 */
function relayWhenEngineReturns({ engine }: Core, sweep: (eager: boolean) => Promise<number>): () => void {
  let reachable = engine.health().reachable;
  let eagerUntil = 0;
  let sweeping = false;
  const timer = setInterval(() => {
    const now = engine.health().reachable;
    if (now && !reachable) eagerUntil = Date.now() + EAGER_MS;
    reachable = now;
    if (!now || sweeping || Date.now() > eagerUntil) return;
    sweeping = true;
    sweep(true)
      .then((left) => {
        if (left === 0) eagerUntil = 0;
      })
      .catch(() => undefined)
      .finally(() => {
        sweeping = false;
      });
  }, RETRY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function watchRecords({ ports }: Core, { engine: { managementAddress } }: Config, log: Logger): ExporterWatch | undefined {
  if (managementAddress === undefined) return undefined;
  return watchExporter({
    readExporting: () => readExporting(managementAddress),
    resumeExporting: () => resumeExporting(managementAddress),
    clock: ports.clock,
    log,
  });
}

/** Ended sessions, forgotten sign-in attempts and halves of uploads leave the database. */
function everyHour(tidy: () => Promise<void>, log: Logger): () => void {
  const timer = setInterval(() => {
    tidy().catch((error: unknown) => {
      log.warn({ err: error }, 'what has ended could not be removed, the next hour tries again');
    });
  }, HOUR_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function measure({ engine, store, links, marks }: Core, registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number | Promise<number>): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  gauge('motcua_engine_reachable', '1 when the engine answers', () => Number(engine.health().reachable));
  gauge('motcua_database_reachable', '1 when the database answers', () => Number(store.health().up));
  gauge('motcua_unlinked_records', 'Engine records set aside because their dossier is unknown', () => links.countSetAside().catch(() => -1));
  gauge('motcua_history_gaps', 'Stretches of engine records that can never come again', async () => (await marks.gaps().catch(() => [])).length);
}
