import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { connect, createIndex, startDatabase, temporaryFolder, type Row } from './start-database.ts';

const DOCUMENTS = 10_000;
const UPDATES = 8000;
const JOURNALLED = { writeConcern: { w: 1, j: true } } as const;

test('the file stays near the size of the data, however often documents are changed', async () => {
  // given
  const database = await startDatabase();
  const connection = await connect(database);
  const rows = connection.collection<Row>('rows');
  const size = () => statSync(join(database.dataDir, 'store.mv')).size / (1 << 20);
  await createIndex(rows, { status: 1, value: 1 });
  for (let i = 0; i < DOCUMENTS; i += 1000) {
    await rows.insertMany(Array.from({ length: 1000 }, (_, k) => ({ _id: i + k, status: k % 5, value: i + k, pad: 'x'.repeat(400) })));
  }
  await sleep(300);
  const filled = size();

  // when
  let next = 0;
  let largest = filled;
  const write = async () => {
    while (next < UPDATES) {
      next += 1;
      await rows.updateOne({ _id: (next * 7919) % DOCUMENTS }, { $set: { value: next, pad: 'y'.repeat(350 + (next % 100)) } }, JOURNALLED);
      if (next % 500 === 0) largest = Math.max(largest, size());
    }
  };
  await Promise.all(Array.from({ length: 6 }, write));

  // then: more than 100 MB have been written, and the space of what they replaced has been used again
  expect(largest).toBeLessThan(filled + 40);
  await connection.close();
  expect(await database.stop()).toBe(0);
}, 120_000);

test('an orderly stop leaves a small file', async () => {
  const dataDir = temporaryFolder();
  const database = await startDatabase({ dataDir });
  const connection = await connect(database);
  const rows = connection.collection<Row>('rows');
  await rows.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: i, pad: 'x'.repeat(1000) })));
  await rows.deleteMany({ _id: { $gte: 50 } });
  await connection.close();
  await database.stop();
  expect(statSync(join(dataDir, 'store.mv')).size).toBeLessThan(1 << 20);
  rmSync(dataDir, { recursive: true });
});
