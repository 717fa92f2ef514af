import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { EngineFact } from '../domain/engine-fact.ts';
import { startCalendarMover, type CalendarMover } from './background/calendar-moves.ts';
import { createChangeBus, type ChangeBus } from './background/change-bus.ts';
import { createClockAlarms } from './background/clock-alarms.ts';
import { watchClock, type ClockWatch } from './background/clock-watch.ts';
import { createProjector, type Projector } from './background/projector.ts';
import { createRelay, type Relay } from './background/relay.ts';
import { createSettler, type Settled, type Settler } from './background/settler.ts';
import { startSweeper, type Sweeper } from './background/sweeper.ts';
import type { Config } from './config.ts';
import { mapRecord } from './engine/map-record.ts';
import { parseBatch } from './engine/parse-batch.ts';
import { connectZeebe, type ZeebeEngine } from './engine/zeebe-engine.ts';
import { messengerFor } from './messenger/smtp-messenger.ts';
import { failpointFrom, type Failpoint } from './ports/failpoint.ts';
import type { Clock, Ports } from './ports/index.ts';
import type { EngineMarks, InstanceLinks, Leases } from './ports/leases.ts';
import { secrecyWith } from './secrecy.ts';
import { pdfSlips } from './slips/pdf-slips.ts';
import { agenciesIn } from './store/agencies.ts';
import { calendarsIn } from './store/calendars.ts';
import { clockMarksIn } from './store/clock-marks.ts';
import { connectStore, type Store } from './store/connect.ts';
import { dossiersIn } from './store/dossiers.ts';
import { engineMarksIn, instanceLinksIn, leasesIn } from './store/engine-state.ts';
import { filesIn } from './store/files.ts';
import { historyIn } from './store/history.ts';
import { migrate } from './store/migrations/migrate.ts';
import { MIGRATIONS } from './store/migrations/index.ts';
import { officersIn } from './store/officers.ts';
import { reachable } from './store/reachable.ts';
import { readModelsIn } from './store/read-models.ts';
import { releasesIn } from './store/releases.ts';
import { sequencesIn } from './store/sequences.ts';

/** Everything one process of ours is made of, built once. */
export interface Core {
  readonly ports: Ports;
  /** The same dossiers with the patience of work that nobody waits for. */
  readonly patientDossiers: Ports['dossiers'];
  readonly store: Store;
  readonly engine: ZeebeEngine;
  readonly leases: Leases;
  readonly marks: EngineMarks;
  readonly links: InstanceLinks;
  readonly relay: Relay;
  readonly settler: Settler;
  readonly bus: ChangeBus;
  readonly failpoint: Failpoint;
  /** Called with what has reached lists and history, for live pages. */
  onSettled(listener: (settled: readonly Settled[]) => void): void;
  close(): Promise<void>;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Background work may wait longer for the database than a person does. */
const BACKGROUND_PATIENCE_MS = 30_000;
const CLOSE_MS = 5_000;

interface CoreOptions {
  readonly clock?: Clock;
  /** False in processes that only do steps: the engine's record of each job's end comes to a server at once, and settles what the step wrote. */
  readonly settles?: boolean;
}

export async function composeCore(config: Config, log: Logger, { clock = systemClock, settles = true }: CoreOptions = {}): Promise<Core> {
  const store = await connectStore({ uri: config.databaseUri, log });
  const { connection } = store;
  await migrate(databaseOf(store), MIGRATIONS, log);
  const engine = connectZeebe({ grpcAddress: config.engine.grpcAddress, restAddress: config.engine.restAddress.href, log });
  const failpoint = failpointFrom(config.failpoint, () => process.kill(process.pid, 'SIGKILL'));
  const messenger = messengerFor(config.smtp);

  const dossierStore = dossiersIn(connection);
  const dossiers = reachable(dossierStore);
  const patientDossiers = reachable(dossierStore, BACKGROUND_PATIENCE_MS);
  const history = historyIn(connection);
  const readModels = readModelsIn(connection);
  const agencies = agenciesIn(connection, clock);
  const bus = createChangeBus(dossiers);
  const listeners: ((settled: readonly Settled[]) => void)[] = [];
  const relay = createRelay({ dossiers: patientDossiers, engine, messenger, clock, failpoint, log });
  const releases = releasesIn(connection);
  const calendars = calendarsIn(connection);
  const settler = createSettler({
    history,
    readModels,
    releases,
    calendars,
    failpoint,
    log,
    noteSettled: (id, seq) => {
      dossierStore.noteSettled(id, seq);
    },
    onSettled: (settled) => {
      for (const listener of listeners) listener(settled);
    },
  });
  dossierStore.onCommitted((committed) => {
    bus.committed(committed.record);
    relay.tellNew(committed);
    if (settles) settler.add(committed);
  });

  const ports: Ports = {
    clock,
    dossiers,
    history: reachable(history),
    readModels: reachable(readModels),
    releases: reachable(releases),
    agencies,
    officers: officersIn(connection, agencies, clock),
    calendars,
    clockMarks: reachable(clockMarksIn(connection)),
    sequences: sequencesIn(connection),
    files: filesIn(connection),
    secrecy: secrecyWith(config.keys),
    messenger,
    slips: pdfSlips(),
    changes: bus,
    engine,
  };
  return {
    ports,
    patientDossiers,
    store,
    engine,
    relay,
    settler,
    bus,
    failpoint,
    leases: reachable(leasesIn(connection), BACKGROUND_PATIENCE_MS),
    marks: reachable(engineMarksIn(connection), BACKGROUND_PATIENCE_MS),
    links: reachable(instanceLinksIn(connection), BACKGROUND_PATIENCE_MS),
    onSettled: (listener) => {
      listeners.push(listener);
    },
    async close() {
      // With the database away nothing would ever be idle; what is left stands in the documents
      await Promise.race([relay.idle().then(() => settler.idle()), pause(CLOSE_MS)]);
      await engine.close();
      messenger.close();
      await store.close();
    },
  };
}

/** What only the server does: takes the engine's records in, and sweeps. */
export function composeBackground(
  core: Core,
  log: Logger,
): {
  readonly projector: Projector;
  readonly sweeper: Sweeper;
  readonly clockWatch: ClockWatch;
  readonly calendarMover: CalendarMover;
  project(batch: { readonly partition: number; readonly after: number; readonly log?: string; readonly body: Buffer }): Promise<void>;
} {
  const { ports, marks, links, failpoint, leases, relay, settler } = core;
  const projector = createProjector({ dossiers: core.patientDossiers, releases: ports.releases, clock: ports.clock, marks, links, failpoint, log });
  // A clock that a test moves is its own measure of time
  const elapsed = ports.clock === systemClock ? (): number => performance.now() : (): number => Date.parse(ports.clock.now());
  const clockWatch = watchClock({ marks: ports.clockMarks, clock: ports.clock, elapsed, log });
  const alarms = createClockAlarms({ ...ports, dossiers: core.patientDossiers, watch: clockWatch, failpoint, log });
  const sweeper = startSweeper({ dossiers: core.patientDossiers, clock: ports.clock, leases, relay, settler, alarms, holder: randomUUID(), log });
  const { calendars, releases, clock } = ports;
  const calendarMover = startCalendarMover({ calendars, dossiers: core.patientDossiers, releases, clock, leases, holder: randomUUID(), log });
  return {
    projector,
    sweeper,
    clockWatch,
    calendarMover,
    async project({ partition, after, log: engineLog, body }) {
      const { records } = parseBatch(partition, after, body);
      const last = Number(records.at(-1)?.position ?? after);
      const facts = records.flatMap((record): EngineFact[] => {
        const fact = mapRecord(record);
        return fact === undefined ? [] : [fact];
      });
      await projector.take({ partition, after, last, facts, ...(engineLog === undefined ? {} : { log: engineLog }) });
    },
  };
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

function databaseOf({ connection }: Store): NonNullable<Store['connection']['db']> {
  if (connection.db === undefined) throw new TypeError('The store is not connected');
  return connection.db;
}
