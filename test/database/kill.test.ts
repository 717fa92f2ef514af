import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { change, connect, createIndex, freePort, startDatabase, temporaryFolder, type Row } from './start-database.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 4);
const WRITERS = 8;
const BATCH = 60;
const OPERATIONS = 60;
const JOURNALLED = { writeConcern: { w: 'majority', j: true } } as const;
const dataDir = temporaryFolder();

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** What the writers know: the last acknowledged value of each key, and a value whose answer never came. */
class Ledger {
  readonly acknowledged = new Map<string, number>();
  readonly open = new Map<string, number>();
  readonly deleted = new Set<string>();
  readonly deleting = new Set<string>();
  operations = 0;
}

async function write(connection: Connection, ledger: Ledger, writer: string): Promise<void> {
  const rows = connection.collection<Row>('rows');
  for (let i = 0; ; i += 1) {
    const key = `${writer}-${String(i)}`;
    try {
      ledger.open.set(key, 0);
      await rows.insertOne({ _id: key, key, status: i % 5, value: 0, tags: [writer, `t${String(i % 7)}`], pad: 'x'.repeat(150) }, JOURNALLED);
      ledger.acknowledged.set(key, 0);
      if (i % 3 === 0) {
        ledger.open.set(key, 1);
        await rows.updateOne({ _id: key }, change({ $set: { value: 1, status: (i + 1) % 5 }, $push: { tags: 'changed' } }), JOURNALLED);
        ledger.acknowledged.set(key, 1);
      }
      if (i % 4 === 0) {
        // one large command: it must be there whole or not at all
        const batch = Array.from({ length: BATCH }, (_, k) => ({
          _id: `${key}/${String(k)}`,
          key: `${key}/${String(k)}`,
          status: 9,
          batch: key,
          value: 0,
          pad: 'y'.repeat(5000),
        }));
        await rows.insertMany(batch, JOURNALLED);
        for (const { _id } of batch) ledger.acknowledged.set(_id, 0);
        if (i % 8 === 0) {
          // from here on they may be there or not, but only all of them
          for (const { _id } of batch) ledger.acknowledged.delete(_id);
          await rows.deleteMany({ batch: key }, JOURNALLED);
        }
      }
      ledger.open.delete(key);
      if (i % 7 === 6) {
        const old = `${writer}-${String(i - 5)}`;
        ledger.deleting.add(old);
        ledger.acknowledged.delete(old);
        await rows.deleteOne({ _id: old }, JOURNALLED);
        ledger.deleted.add(old);
      }
      ledger.operations += 1;
    } catch {
      return; // the server is gone
    }
  }
}

test(
  `nothing acknowledged is lost when the server is killed under load, ${String(ROUNDS)} times`,
  async () => {
    const port = await freePort();
    let database = await startDatabase({ dataDir, port });
    let connection = await connect(database);
    const rows = () => connection.collection<Row>('rows');
    await createIndex(rows(), { key: 1 }, { unique: true });
    await createIndex(rows(), { status: 1, value: -1 });
    await createIndex(rows(), { tags: 1 });
    await createIndex(rows(), { batch: 1 }, { sparse: true });

    for (let round = 1; round <= ROUNDS; round += 1) {
      // given
      const ledger = new Ledger();
      const writers = Array.from({ length: WRITERS }, (_, i) => write(connection, ledger, `r${String(round)}w${String(i)}`));
      while (ledger.operations < OPERATIONS) await sleep(50);
      await sleep((round * 97) % 300);

      // when
      await database.kill();
      await Promise.all([...writers, connection.close()]);
      database = await startDatabase({ dataDir, port });
      connection = await connect(database);

      // then
      const all = await rows().find().toArray();
      const byKey = new Map(all.map((row) => [String(row._id), row]));
      for (const [key, value] of ledger.acknowledged) {
        const found: unknown = byKey.get(key)?.['value'];
        expect([value, ledger.open.get(key) ?? value]).toContain(found);
      }
      for (const key of ledger.deleted) expect(byKey.has(key)).toBe(false);
      const batches = all.filter((row) => row['batch'] !== undefined).map((row) => String(row['batch']));
      for (const batch of new Set(batches)) expect(batches.filter((each) => each === batch)).toHaveLength(BATCH);
      await expectConsistentIndexes(all, connection);
      await rows().deleteMany({ batch: { $exists: true } });
    }
    await connection.close();
    expect(await database.stop()).toBe(0);
  },
  60_000 + ROUNDS * 30_000,
);

/** Every index leads to exactly the documents that a scan finds, and no entry is left of one that is gone. */
async function expectConsistentIndexes(all: readonly Row[], connection: Connection): Promise<void> {
  const rows = connection.collection<Row>('rows');
  const ids = (found: readonly object[]) => found.map((row) => String((row as Row)._id)).sort();
  const scanned = (matches: (row: Row) => boolean) => ids(all.filter(matches));
  for (let status = 0; status < 10; status += 1) {
    expect(ids(await rows.find({ status }).toArray())).toEqual(scanned((row) => row['status'] === status));
  }
  for (const tag of ['changed', 't3']) {
    expect(ids(await rows.find({ tags: tag }).toArray())).toEqual(scanned((row) => (row['tags'] as string[] | undefined)?.includes(tag) === true));
  }
  const keys = all.map((row) => String(row['key']));
  expect(ids(await rows.find({ key: { $in: keys } }).toArray())).toEqual(scanned(() => true));
  const { keysPerIndex, nrecords } = await connection.db!.command({ validate: 'rows' });
  expect(nrecords).toBe(all.length);
  expect(keysPerIndex.key_1).toBe(all.length);
  expect(keysPerIndex['status_1_value_-1']).toBe(all.length);
}
