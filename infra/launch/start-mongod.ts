import { mkdirSync } from 'node:fs';
import { startChild, type Child } from './child.ts';
import { messageOf } from './launch-error.ts';
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
  /** How long it may take to be ready, in milliseconds. */
  readonly startMs?: number;
}

const START_MS = 60_000;
const STOP_MS = 60_000;
const REPLICA_SET = 'motcua';

/** The operator's mongod as a replica set of one, which is what majority and journalled writes are defined for. */
export async function startMongod(options: MongodOptions): Promise<Database> {
  const { port, startMs = START_MS } = options;
  let refusal: string | undefined;
  mkdirSync(options.dataDir, { recursive: true });
  rotateLog(options.logFile);
  const part = await startPart({
    name: 'The database',
    launch: () => launch(options),
    async ready(child) {
      const ask = async (): Promise<true | undefined> => {
        const answer = await isPrimary(port);
        if (answer !== true) refusal = answer;
        return answer === true ? true : undefined;
      };
      try {
        await waitUntil(ask, { timeoutMs: startMs, everyMs: 200, what: 'The database was not ready', goOn: child.isRunning });
      } catch (error) {
        throw refusal === undefined ? error : new Error(`${messageOf(error)}. ${options.program} says: ${refusal}`);
      }
    },
    stop: (child) => child.stop(STOP_MS),
  });
  return { ...part, uri: `mongodb://127.0.0.1:${String(port)}/motcua?replicaSet=${REPLICA_SET}&directConnection=true` };
}

/** What it says when it refuses to become one, if it says anything. */
async function isPrimary(port: number): Promise<true | string | undefined> {
  const hello = await mongoCommand(port, { hello: 1, $db: 'admin' });
  if (hello.isWritablePrimary === true) return true;
  if (hello.setName !== undefined) return undefined;
  const members = { 0: { _id: 0, host: `127.0.0.1:${String(port)}` } };
  const { errmsg, codeName } = await mongoCommand(port, { replSetInitiate: { _id: REPLICA_SET, members }, $db: 'admin' }, ['members']);
  // it was done at an earlier start, and the election is not over yet
  return codeName === 'AlreadyInitialized' || typeof errmsg !== 'string' ? undefined : errmsg;
}

function launch(options: MongodOptions): Child {
  const child = startChild({
    name: `The database (${options.program})`,
    command: options.program,
    args: ['--dbpath', options.dataDir, '--port', String(options.port), '--bind_ip', '127.0.0.1', '--replSet', REPLICA_SET],
    env: { ...options.inherited },
    logFile: options.logFile,
    cwd: options.dataDir,
  });
  options.onSpawn?.(child);
  return child;
}
