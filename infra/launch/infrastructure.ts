import { resolve } from 'node:path';
import { findPorts, portsFrom, type Ports } from './find-ports.ts';
import { inheritedEnvironment } from './inherited-environment.ts';
import { findJava, type Java } from './java.ts';
import type { Surroundings } from './part.ts';
import { projectRoot } from './project-root.ts';
import { startBroker, type Broker } from './start-broker.ts';
import { startDatabase, type Database } from './start-database.ts';

export interface DatabaseOnly {
  /** A folder for data and logs; made when it is missing. */
  readonly dataDir: string;
  /** Ports are counted from here as a running system counts them; without it a free row is looked for. */
  readonly basePort?: number;
}

export interface BrokerOnly extends DatabaseOnly {
  /** Where the exporter posts records; by default to `ports.records` on this machine. */
  readonly recordsUrl?: string;
  /** Must exist, with at least 16 printable characters, before the broker starts. */
  readonly secretFile: string;
  readonly brokerEnv?: Readonly<Record<string, string>>;
  readonly withoutExporter?: boolean;
}

export type InfrastructureOptions = BrokerOnly;

export interface Infrastructure {
  readonly ports: Ports;
  readonly mongoUri: string;
  /** host:port */
  readonly zeebeGrpc: string;
  readonly zeebeRest: string;
  readonly zeebeManagement: string;
  readonly recordsUrl: string;
  readonly database: Database;
  readonly broker: Broker;
  readonly stopAll: () => Promise<void>;
}

/** Database and broker with the exporter, ready to use, for tests and benchmarks. They end with this process at the latest. */
export async function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  const ports = await portsOf(options);
  const [database, broker] = await both(databaseOn(ports, options), brokerOn(ports, options));
  return {
    ports,
    mongoUri: database.uri,
    zeebeGrpc: broker.grpc,
    zeebeRest: broker.rest,
    zeebeManagement: broker.management,
    recordsUrl: recordsUrlOf(ports, options),
    database,
    broker,
    stopAll: async () => {
      await broker.stop();
      await database.stop();
    },
  };
}

export async function startDatabaseOnly(options: DatabaseOnly): Promise<Database> {
  return databaseOn(await portsOf(options), options);
}

export async function startBrokerOnly(options: BrokerOnly): Promise<Broker> {
  return brokerOn(await portsOf(options), options);
}

async function portsOf({ basePort }: DatabaseOnly): Promise<Ports> {
  return basePort === undefined ? findPorts() : portsFrom(basePort);
}

function recordsUrlOf(ports: Ports, { recordsUrl }: BrokerOnly): string {
  return recordsUrl ?? `http://127.0.0.1:${String(ports.records)}/records`;
}

function surroundings(): Surroundings & { readonly java: Java } {
  const root = projectRoot();
  return { root, java: findJava(root, process.env.JAVA_HOME), inherited: inheritedEnvironment(process.env) };
}

function databaseOn(ports: Ports, { dataDir }: DatabaseOnly): Promise<Database> {
  return startDatabase({
    ...surroundings(),
    port: ports.database,
    dataDir: resolve(dataDir, 'database'),
    logFile: resolve(dataDir, 'logs', 'database.log'),
  });
}

function brokerOn(ports: Ports, options: BrokerOnly): Promise<Broker> {
  return startBroker({
    ...surroundings(),
    ports,
    dataDir: resolve(options.dataDir, 'engine'),
    logFile: resolve(options.dataDir, 'logs', 'broker.log'),
    recordsUrl: recordsUrlOf(ports, options),
    secretFile: resolve(options.secretFile),
    brokerEnv: options.brokerEnv ?? {},
    withoutExporter: options.withoutExporter ?? false,
  });
}

interface Startable {
  readonly kill: () => Promise<void>;
}

/** Both or neither: when one does not start, the other is not left running. */
async function both<A extends Startable, B extends Startable>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  for (const outcome of [a, b]) {
    if (outcome.status === 'fulfilled') await outcome.value.kill();
  }
  throw (a.status === 'rejected' ? a : (b as PromiseRejectedResult)).reason;
}
