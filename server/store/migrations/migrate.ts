import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Logger } from 'pino';
import { DURABLE } from '../connect.ts';
import { dropLease, takeLease } from './lease.ts';
import type { Migration } from './migration.ts';

const LEASE = 'migrations';
const LEASE_MS = 30_000;
const WAIT_MS = 100;

interface Done {
  readonly _id: string;
  readonly at: Date;
  readonly tookMs: number;
}

export class MigrationOrder extends Error {
  override readonly name = 'MigrationOrder';
}

/**
 * Brings the database's structure up to date. Several servers may start at once: one works, the others wait until it is done.
 * @throws MigrationOrder when the database was made by a newer version of the program, or two steps share a name
 */
export async function migrate(db: mongo.Db, migrations: readonly Migration[], log: Logger, holder: string = randomUUID()): Promise<void> {
  const ordered = inOrder(migrations);
  for (;;) {
    const open = await outstanding(db, ordered);
    if (open.length === 0) return;
    if (!(await takeLease(db, LEASE, holder, LEASE_MS))) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      continue;
    }
    // Kept while a long step runs, so that no other server begins the same one
    const keep = setInterval(
      () =>
        void takeLease(db, LEASE, holder, LEASE_MS).catch((error: unknown) => {
          log.warn({ err: error }, 'The lease of the migrations could not be renewed');
        }),
      LEASE_MS / 3,
    );
    try {
      // Read again under the lease: the server before us may have finished meanwhile
      for (const migration of await outstanding(db, ordered)) await run(db, migration, log);
      return;
    } finally {
      clearInterval(keep);
      await dropLease(db, LEASE, holder);
    }
  }
}

async function run(db: mongo.Db, migration: Migration, log: Logger): Promise<void> {
  const start = Date.now();
  await migration.up(db);
  const done = { at: new Date(), tookMs: Date.now() - start };
  await db.collection<Done>('migrations').updateOne({ _id: migration.id }, { $setOnInsert: done }, { upsert: true, writeConcern: DURABLE });
  log.info({ migration: migration.id, tookMs: done.tookMs }, 'Migration done');
}

async function outstanding(db: mongo.Db, ordered: readonly Migration[]): Promise<readonly Migration[]> {
  const done = new Set((await db.collection<Done>('migrations').find({}).toArray()).map(({ _id }) => _id));
  const known = new Set(ordered.map(({ id }) => id));
  const foreign = [...done].filter((id) => !known.has(id));
  if (foreign.length > 0) throw new MigrationOrder(`The database knows ${foreign.join(', ')}, this program does not: it was used by a newer version.`);
  return ordered.filter(({ id }) => !done.has(id));
}

function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  const ordered = [...migrations].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (new Set(ordered.map(({ id }) => id)).size !== ordered.length) throw new MigrationOrder('Two migrations have the same id.');
  return ordered;
}
