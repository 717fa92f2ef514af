import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { acceptsCommands, takeSnapshot } from './broker-management.ts';
import { BROKER_JVM_OPTIONS, brokerEnvironment } from './broker-settings.ts';
import { classArchive } from './class-archive.ts';
import { startChild, type Child } from './child.ts';
import type { Ports } from './find-ports.ts';
import { quietOptions, type Java } from './java.ts';
import { rotateLog } from './log-file.ts';
import { startPart, type Part, type Surroundings } from './part.ts';
import { waitUntil } from './wait-until.ts';

export interface BrokerOptions extends Surroundings {
  readonly java: Java;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly logFile: string;
  readonly recordsUrl: string;
  readonly secretFile: string;
  /** Settings that differ from ours, as the broker names them in its environment. */
  readonly brokerEnv?: Readonly<Record<string, string>>;
  /** For measuring what history costs: an engine that tells nobody what it does. */
  readonly withoutExporter?: boolean;
}

export interface Broker extends Part {
  /** host:port */
  readonly grpc: string;
  readonly rest: string;
  readonly management: string;
  /** False if the broker did not say in time that its state is written down. */
  readonly takeSnapshot: () => Promise<boolean>;
}

const START_MS = 120_000;
const STOP_MS = 30_000;
const SNAPSHOT_MS = 10_000;

export async function startBroker(options: BrokerOptions): Promise<Broker> {
  const { ports } = options;
  const rest = `http://127.0.0.1:${String(ports.brokerRest)}`;
  const management = `http://127.0.0.1:${String(ports.management)}`;
  mkdirSync(options.dataDir, { recursive: true });
  rotateLog(options.logFile);

  const part = await startPart({
    name: 'The engine',
    launch: () => launch(options),
    ready: (child) =>
      waitUntil(() => acceptsCommands(management, rest), {
        timeoutMs: START_MS,
        what: 'The engine was not ready',
        goOn: child.isRunning,
      }),
    async stop(child) {
      await takeSnapshot(management, SNAPSHOT_MS);
      await child.stop(STOP_MS);
    },
  });
  return {
    ...part,
    grpc: `127.0.0.1:${String(ports.gateway)}`,
    rest,
    management,
    takeSnapshot: () => takeSnapshot(management, SNAPSHOT_MS),
  };
}

/** java itself instead of the distribution's script, which breaks on options that hold a space. */
function launch(options: BrokerOptions): Child {
  const zeebe = join(options.root, 'infra', 'engine', 'target', 'zeebe');
  const log = join(options.root, 'infra', 'launch', 'broker-log.xml');
  // a copy, because a Java program does not survive that a jar it runs on is built anew
  const exporterJar = join(options.dataDir, 'exporter.jar');
  copyFileSync(join(options.root, 'infra', 'exporter', 'target', 'exporter.jar'), exporterJar);
  const settings = brokerEnvironment({
    ports: options.ports,
    dataDir: options.dataDir,
    exporterJar,
    recordsUrl: options.recordsUrl,
    secretFile: options.secretFile,
  });
  const archive = classArchive(options.root, options.java, options.dataDir);
  const child = startChild({
    name: 'The engine',
    command: options.java.program,
    args: [
      ...BROKER_JVM_OPTIONS,
      ...quietOptions(options.java),
      ...archive.options,
      `-Dlog4j2.configurationFile=${log}`,
      `-Dapp.home=${zeebe}`,
      `-Dbasedir=${zeebe}`,
      '-classpath',
      // without the folder config/, which only sets what we set, too, and which class archives do not allow
      join(zeebe, 'lib', '*'),
      'io.camunda.zeebe.broker.StandaloneBroker',
    ],
    env: { ...options.inherited, ...(options.withoutExporter === true ? withoutExporters(settings) : settings), LOGGING_CONFIG: log, ...options.brokerEnv },
    logFile: options.logFile,
    cwd: options.dataDir,
  });
  archive.keepFrom(child);
  options.onSpawn?.(child);
  return child;
}

const withoutExporters = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !name.startsWith('ZEEBE_BROKER_EXPORTERS_')));
