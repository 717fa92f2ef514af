import { mkdirSync } from 'node:fs';
import { startChild, type Child } from './child.ts';
import { rotateLog } from './log-file.ts';
import { mongoCommand } from './mongo-command.ts';
import { startPart, type Surroundings } from './part.ts';
import type { Database } from './start-database.ts';
import { waitUntil } from './wait-until.ts';

export interface MongodOptions extends Surroundings {
  readonly program: string;
  readonly port: number;
  readonly dataDir: string;
  readonly logFile: string;
}

const START_MS = 60_000;
const STOP_MS = 60_000;
const REPLICA_SET = 'motcua';

/** The operator's mongod as a replica set of one, which is what majority and journalled writes are defined for. */
export async function startMongod(options: MongodOptions): Promise<Database> {
  const { port } = options;
  mkdirSync(options.dataDir, { recursive: true });
  rotateLog(options.logFile);
  const part = await startPart({
    name: 'The database',
    launch: () => launch(options),
    ready: (child) => waitUntil(() => isPrimary(port), { timeoutMs: START_MS, everyMs: 200, what: 'The database was not ready', goOn: child.isRunning }),
    stop: (child) => child.stop(STOP_MS),
  });
  return { ...part, uri: `mongodb://127.0.0.1:${String(port)}/motcua?replicaSet=${REPLICA_SET}&directConnection=true` };
}

async function isPrimary(port: number): Promise<true | undefined> {
  const hello = await mongoCommand(port, { hello: 1, $db: 'admin' });
  if (hello.isWritablePrimary === true) return true;
  // refused when it was done before, at an earlier start
  if (hello.setName === undefined) {
    const members = { 0: { _id: 0, host: `127.0.0.1:${String(port)}` } };
    await mongoCommand(port, { replSetInitiate: { _id: REPLICA_SET, members }, $db: 'admin' }, ['members']);
  }
  return undefined;
}

function launch(options: MongodOptions): Child {
  const child = startChild({
    name: 'The database',
    command: options.program,
    args: ['--dbpath', options.dataDir, '--port', String(options.port), '--bind_ip', '127.0.0.1', '--replSet', REPLICA_SET],
    env: { ...options.inherited },
    logFile: options.logFile,
    cwd: options.dataDir,
  });
  options.onSpawn?.(child);
  return child;
}
