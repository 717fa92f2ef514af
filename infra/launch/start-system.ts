import { join } from 'node:path';
import type { Child } from './child.ts';
import type { Java } from './java.ts';
import { LaunchError } from './launch-error.ts';
import type { Options } from './options.ts';
import type { Part, Surroundings } from './part.ts';
import type { Plan } from './plan.ts';
import { programsOf } from './programs.ts';
import { inheritedEnvironment } from './inherited-environment.ts';
import { demoPassword, loadSecrets, writeExporterSecret } from './secrets.ts';
import { startBroker } from './start-broker.ts';
import { startDatabase } from './start-database.ts';
import { startMongod } from './start-mongod.ts';
import { startNode } from './start-node.ts';

export interface SystemRequest {
  readonly root: string;
  readonly plan: Plan;
  readonly options: Pick<Options, 'dataDir'>;
  readonly env: NodeJS.ProcessEnv;
  readonly java: Java;
  readonly onSpawn: (child: Child) => void;
  readonly say: (line: string) => void;
  /** True from the moment the system is to be stopped: nothing more is started then. */
  readonly isStopping: () => boolean;
}

export interface System {
  /** In the order in which they were started. */
  readonly parts: readonly Part[];
  readonly demoPassword: string | undefined;
  /** Workers first, then what they talk to; the engine writes a snapshot before it goes. */
  readonly stop: () => Promise<void>;
}

/** Starts the parts in the order in which they need each other. When one does not start, those before it are stopped again. */
export async function startSystem(request: SystemRequest): Promise<System> {
  const parts: Part[] = [];
  const stop = async (): Promise<void> => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    return { parts, demoPassword: await startParts(request, parts), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(request: SystemRequest, parts: Part[]): Promise<string | undefined> {
  const { plan, options, env, say } = request;
  const secrets = loadSecrets({ dataDir: options.dataDir, env, mustBeGiven: plan.database.kind === 'own' });
  const password = plan.demo ? demoPassword(options.dataDir, env) : undefined;

  const base = await startBase(request, writeExporterSecret(options.dataDir, secrets), parts);
  const settings = {
    ...base,
    ...secrets,
    HTTP_HOST: env.HTTP_HOST ?? '127.0.0.1',
    HTTP_PORT: String(plan.ports.http),
    RECORDS_PORT: String(plan.ports.records),
    DATA_DIR: options.dataDir,
    // an older build would only be mistaken for the pages that are being worked on
    PORTAL_DIR: env.PORTAL_DIR ?? (plan.dev ? '' : join(request.root, 'dist', 'portal')),
    WORKFLOWS_DIR: env.WORKFLOWS_DIR ?? join(request.root, 'workflows'),
    LOG_LEVEL: env.LOG_LEVEL ?? 'info',
    DEMO: String(plan.demo),
    ...(password === undefined ? {} : { DEMO_PASSWORD: password }),
  };

  for (const { name, log, args, needsSettings, healthUrl } of programsOf(plan)) {
    if (request.isStopping()) throw new LaunchError('Stopped before everything was started.');
    say(`Starting ${name.toLowerCase()} …`);
    const place = { ...foreign(request), logFile: logOf(options, log), ...(needsSettings ? { inherited: env, env: settings } : { env: {} }) };
    parts.push(await startNode({ ...place, name, args, ...(healthUrl === undefined ? {} : { healthUrl }) }));
  }
  return password;
}

type Addresses = Readonly<Record<string, string>>;

/** Database and engine, side by side, unless they are the operator's. */
async function startBase(request: SystemRequest, secretFile: string, parts: Part[]): Promise<Addresses> {
  const { plan, say } = request;
  if (plan.database.kind !== 'own') say(`Starting the database ${plan.database.kind === 'mongod' ? '(mongod)' : '(embedded)'} …`);
  if (plan.engine.kind !== 'own') say('Starting the engine …');
  const started = await Promise.allSettled([databaseOf(request, parts), engineOf(request, secretFile, parts)]);
  const failed = started.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return Object.assign({}, ...started.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : {}))) as Addresses;
}

async function databaseOf(request: SystemRequest, parts: Part[]): Promise<Addresses> {
  const { plan, options, java } = request;
  if (plan.database.kind === 'own') return { MONGODB_URI: plan.database.uri };
  const place = { ...foreign(request), port: plan.ports.database, logFile: logOf(options, 'database') };
  const database =
    plan.database.kind === 'mongod'
      ? await startMongod({ ...place, program: plan.database.program, dataDir: join(options.dataDir, 'mongod') })
      : await startDatabase({ ...place, java, dataDir: join(options.dataDir, 'database') });
  // the engine's parts stop before it
  parts.unshift(database);
  return { MONGODB_URI: database.uri };
}

async function engineOf(request: SystemRequest, secretFile: string, parts: Part[]): Promise<Addresses> {
  const { plan, options, java } = request;
  if (plan.engine.kind === 'own') {
    const { grpc, rest, management } = plan.engine;
    return { ZEEBE_GRPC_ADDRESS: grpc, ZEEBE_REST_ADDRESS: rest, ...(management === undefined ? {} : { ZEEBE_MANAGEMENT_ADDRESS: management }) };
  }
  const broker = await startBroker({
    ...foreign(request),
    java,
    ports: plan.ports,
    dataDir: join(options.dataDir, 'engine'),
    logFile: logOf(options, 'broker'),
    recordsUrl: `http://127.0.0.1:${String(plan.ports.records)}/records`,
    secretFile,
  });
  parts.push(broker);
  return { ZEEBE_GRPC_ADDRESS: broker.grpc, ZEEBE_REST_ADDRESS: broker.rest, ZEEBE_MANAGEMENT_ADDRESS: broker.management };
}

function foreign({ root, env, onSpawn }: SystemRequest): Surroundings {
  return { root, inherited: inheritedEnvironment(env), onSpawn };
}

function logOf({ dataDir }: Pick<Options, 'dataDir'>, name: string): string {
  return join(dataDir, 'logs', `${name}.log`);
}
