import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../../../infra/launch/find-on-path.ts';
import { findPorts } from '../../../infra/launch/find-ports.ts';
import { inheritedEnvironment } from '../../../infra/launch/inherited-environment.ts';
import { startDatabaseOnly } from '../../../infra/launch/infrastructure.ts';
import { startMongod } from '../../../infra/launch/start-mongod.ts';
import type { Database } from '../../../infra/launch/start-database.ts';
import { createLogger } from '../../../server/log.ts';
import { connectStore, type Store } from '../../../server/store/connect.ts';
import { migrate } from '../../../server/store/migrations/migrate.ts';
import { MIGRATIONS } from '../../../server/store/migrations/index.ts';

const LOG = createLogger({ level: 'silent', service: 'test' });
const MONGODB_URI = process.env['MONGODB_URI'];
const MONGOD = findOnPath('mongod', process.env['PATH']);

/** Two connections to one fresh database, as two processes have them. */
export interface TwoConnections {
  readonly first: Store['connection'];
  readonly second: Store['connection'];
  close(): Promise<void>;
}

/** Every database these tests can have here: the embedded one, the operator's by MONGODB_URI, a mongod on PATH. */
export const DATABASES: readonly { readonly name: string; readonly start: () => Promise<TwoConnections> }[] = [
  { name: 'the embedded database', start: () => inFolder((dataDir) => startDatabaseOnly({ dataDir })) },
  ...(MONGODB_URI === undefined ? [] : [{ name: 'the database at MONGODB_URI', start: () => connectTwice(MONGODB_URI, () => Promise.resolve()) }]),
  ...(MONGOD === undefined ? [] : [{ name: 'mongod', start: () => inFolder((dataDir) => ownMongod(MONGOD, dataDir)) }]),
];

async function ownMongod(program: string, dataDir: string): Promise<Database> {
  const { database } = await findPorts();
  return startMongod({
    program,
    port: database,
    dataDir: join(dataDir, 'mongod'),
    logFile: join(dataDir, 'mongod.log'),
    root: process.cwd(),
    inherited: inheritedEnvironment(process.env),
  });
}

async function inFolder(start: (dataDir: string) => Promise<Database>): Promise<TwoConnections> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mot-cua-store-'));
  const database = await start(dataDir);
  return connectTwice(database.uri, async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
}

async function connectTwice(uri: string, stop: () => Promise<void>): Promise<TwoConnections> {
  const fresh = new URL(uri);
  fresh.pathname = `/test_${randomBytes(6).toString('hex')}`;
  const stores = await Promise.all([0, 1].map(() => connectStore({ uri: fresh.href, log: LOG })));
  const [first, second] = stores.map(({ connection }) => connection);
  if (first?.db === undefined || second === undefined) throw new TypeError('The store is not connected');
  const { db } = first;
  await migrate(db, MIGRATIONS, LOG);
  return {
    first,
    second,
    async close() {
      await db.dropDatabase().catch(() => undefined);
      await Promise.all(stores.map((store) => store.close()));
      await stop();
    },
  };
}
