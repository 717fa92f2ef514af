import { randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { pino } from 'pino';
import { connectStore, type Store } from '../../server/store/connect.ts';
import { MIGRATIONS } from '../../server/store/migrations/index.ts';
import { migrate } from '../../server/store/migrations/migrate.ts';
import { startDatabase, type RunningDatabase } from '../database/start-database.ts';

/** The databases the contract of every store is checked on: the embedded one, and the operator's kind where there is one. */
export const DATABASES: readonly ('embedded' | 'mongodb')[] = process.env['MONGODB_URI'] === undefined ? ['embedded'] : ['embedded', 'mongodb'];

export interface OpenStore extends Store {
  readonly db: mongo.Db;
  readonly uri: string;
  /** Absent for a database that is not ours to kill. */
  readonly process: RunningDatabase | undefined;
  stop(): Promise<void>;
}

/** A fresh, migrated database. */
export async function openStore(kind: 'embedded' | 'mongodb' = 'embedded', { migrated = true } = {}): Promise<OpenStore> {
  const running = kind === 'embedded' ? await startDatabase() : undefined;
  const name = `test-${randomBytes(6).toString('hex')}`;
  const base = running === undefined ? (process.env['MONGODB_URI'] ?? '') : `${running.uri}?directConnection=true`;
  const uri = withDatabase(base, name);
  const log = pino({ level: 'silent' });
  const store = await connectStore({ uri, log });
  const { db } = store.connection;
  if (db === undefined) throw new Error('The connection names no database');
  if (migrated) await migrate(db, MIGRATIONS, log);
  return {
    ...store,
    db,
    uri,
    process: running,
    async stop() {
      if (running === undefined) await db.dropDatabase();
      await store.close();
      await running?.stop();
    },
  };
}

function withDatabase(uri: string, name: string): string {
  const [address = '', options] = uri.split('?');
  const server = /^mongodb(?:\+srv)?:\/\/[^/]+/.exec(address)?.[0] ?? address;
  return `${server}/${name}${options === undefined ? '' : `?${options}`}`;
}
