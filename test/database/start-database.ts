import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';

const JAR = fileURLToPath(new URL('../../infra/database/target/database.jar', import.meta.url));
const JAVA = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java';

export type DatabaseOptions = {
  /** Kept when given; otherwise a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Instead of the default, by which the database ends when this test process does. */
  readonly arguments?: readonly string[];
};

export type RunningDatabase = {
  readonly uri: string;
  readonly port: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything it has written to stderr. */
  readonly errors: () => string;
  /** SIGTERM; answers the exit code. */
  readonly stop: () => Promise<number | null>;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
};

export type EndedDatabase = { readonly exitCode: number | null; readonly errors: string };

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'database-'));
}

type Launched = { readonly process: ChildProcess; readonly output: () => string; readonly errors: () => string; readonly ended: Promise<number | null> };

function launch(parameters: readonly string[]): Launched {
  const child = spawn(JAVA, ['-Xmx256m', '-jar', JAR, ...parameters], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return { process: child, output: () => output, errors: () => errors, ended };
}

/** Runs the program until it ends by itself. */
export async function runDatabase(...parameters: string[]): Promise<EndedDatabase> {
  const launched = launch(parameters);
  const exitCode = await launched.ended;
  return { exitCode, errors: launched.errors() };
}

export async function startDatabase(options: DatabaseOptions = {}): Promise<RunningDatabase> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const port = options.port ?? (await freePort());
  const launched = launch(['--port', String(port), '--data', dataDir, ...(options.arguments ?? ['--parent', String(process.pid)])]);
  await new Promise<void>((resolve, reject) => {
    const isReady = () => {
      if (launched.output() === `ready ${String(port)}\n`) resolve();
    };
    launched.process.stdout?.on('data', isReady);
    const refused = (code: number | null) => reject(new Error(`the database ended with ${String(code)}: ${launched.errors()}`));
    launched.ended.then(refused, reject);
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    launched.process.kill(signal);
    const code = await launched.ended;
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    return code;
  };
  return {
    uri: `mongodb://127.0.0.1:${String(port)}`,
    port,
    dataDir,
    process: launched.process,
    errors: launched.errors,
    stop: () => end('SIGTERM'),
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

export const createIndex = (
  collection: Pick<mongoose.mongo.Collection<Row>, 'createIndex'>,
  keys: mongoose.mongo.IndexSpecification,
  options: mongoose.mongo.IndexOptions = {},
): Promise<string> => collection.createIndex(keys, options, undefined);

/** A document of a test collection; its fields are whatever the test puts there. */
export type Row = mongoose.mongo.Document & { _id: string | number };

/** An update whose fields the type of a row does not know. */
export const change = (operators: object): mongoose.mongo.UpdateFilter<Row> => operators;

export async function connect(database: Pick<RunningDatabase, 'uri'>, name = 'test'): Promise<mongoose.Connection> {
  return mongoose.createConnection(database.uri, { dbName: name, serverSelectionTimeoutMS: 5000, maxPoolSize: 24 }).asPromise();
}
