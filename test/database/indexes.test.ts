import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Schema, type Connection } from 'mongoose';
import { change, connect, createIndex, startDatabase, temporaryFolder, type Row, type RunningDatabase } from './start-database.ts';

let database: RunningDatabase;
let connection: Connection;
let count = 0;

beforeAll(async () => {
  database = await startDatabase();
  connection = await connect(database);
});

afterAll(async () => {
  await connection.close();
  await database.stop();
});

const collection = () => {
  count += 1;
  return connection.collection<Row>(`c${String(count)}`);
};

const code = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as { code?: number }).code,
  );

describe('a unique index', () => {
  test('refuses a second document, in insert and update, and names itself', async () => {
    const people = collection();
    await createIndex(people, { mail: 1 }, { unique: true });
    await people.insertMany([
      { _id: 1, mail: 'a' },
      { _id: 2, mail: 'b' },
    ]);
    await expect(people.insertOne({ _id: 3, mail: 'a' })).rejects.toThrow(/E11000 .*index: mail_1/);
    expect(await code(people.updateOne({ _id: 2 }, { $set: { mail: 'a' } }))).toBe(11000);
    expect(await people.find({ mail: 'b' }).toArray()).toHaveLength(1);
    await people.deleteOne({ _id: 1 });
    expect(await code(people.insertOne({ _id: 3, mail: 'a' }))).toBeUndefined();
  });

  test('over two fields, over array elements, and over numbers of different types', async () => {
    const documents = collection();
    await createIndex(documents, { a: 1, b: -1 }, { unique: true });
    await documents.insertMany([
      { _id: 1, a: 'x', b: 1 },
      { _id: 2, a: 'x', b: 2 },
    ]);
    expect(await code(documents.insertOne({ _id: 3, a: 'x', b: 1.0 }))).toBe(11000);
    const tagged = collection();
    await createIndex(tagged, { tags: 1 }, { unique: true });
    await tagged.insertOne({ _id: 1, tags: ['a', 'b'] });
    expect(await code(tagged.insertOne({ _id: 2, tags: ['b', 'c'] }))).toBe(11000);
    expect(await code(tagged.updateOne({ _id: 1 }, change({ $push: { tags: 'c' } })))).toBeUndefined();
  });

  test('that is sparse or partial covers only its own documents', async () => {
    const sparse = collection();
    await createIndex(sparse, { mail: 1 }, { unique: true, sparse: true });
    await sparse.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, mail: 'q' }]);
    expect(await code(sparse.insertOne({ _id: 4, mail: 'q' }))).toBe(11000);
    const partial = collection();
    await createIndex(partial, { place: 1 }, { unique: true, partialFilterExpression: { status: 'open' } });
    await partial.insertMany([
      { _id: 1, place: 'a', status: 'closed' },
      { _id: 2, place: 'a', status: 'closed' },
      { _id: 3, place: 'a', status: 'open' },
    ]);
    expect(await code(partial.insertOne({ _id: 4, place: 'a', status: 'open' }))).toBe(11000);
    expect(await code(partial.updateOne({ _id: 1 }, { $set: { status: 'open' } }))).toBe(11000);
    await partial.updateOne({ _id: 3 }, { $set: { status: 'closed' } });
    expect(await code(partial.updateOne({ _id: 1 }, { $set: { status: 'open' } }))).toBeUndefined();
  });

  test('cannot be made over duplicates, and the attempt leaves nothing', async () => {
    const documents = collection();
    await documents.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 1 },
    ]);
    expect(await code(createIndex(documents, { k: 1 }, { unique: true }))).toBe(11000);
    expect(await documents.indexes()).toHaveLength(1);
    await documents.updateOne({ _id: 2 }, { $set: { k: 2 } });
    await createIndex(documents, { k: 1 }, { unique: true });
    expect(await code(documents.insertOne({ _id: 3, k: 2 }))).toBe(11000);
  });

  test('made while others insert is not lost', async () => {
    const documents = collection();
    const insert = (i: number) => documents.insertOne({ _id: i, k: i % 10 }).catch(() => undefined);
    const inserts = Array.from({ length: 10 }, (_, i) => insert(i));
    await Promise.allSettled([...inserts, createIndex(documents, { k: 1 }, { unique: true }), ...Array.from({ length: 30 }, (_, i) => insert(10 + i))]);
    const made = (await documents.indexes()).some(({ name }) => name === 'k_1');
    const keys = (await documents.find().toArray()).map(({ k }) => Number(k));
    expect(new Set(keys).size === keys.length).toBe(made);
    expect(await code(documents.insertOne({ _id: 99, k: keys[0] }))).toBe(made ? 11000 : undefined);
  });
});

describe('index administration', () => {
  test('lists what was asked for and keeps it stable for mongoose', async () => {
    count += 1;
    const schema = new Schema({ a: Number, b: Date, u: String }, { autoIndex: false, autoCreate: false });
    schema.index({ a: 1, b: -1 });
    schema.index({ u: 1 }, { unique: true, partialFilterExpression: { a: 1 } });
    schema.index({ b: 1 }, { expireAfterSeconds: 60 });
    const Model = connection.model(`I${String(count)}`, schema, `c${String(count)}`);
    await Model.createIndexes();
    await Model.syncIndexes();
    expect(await Model.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
    expect(await Model.listIndexes()).toMatchObject([
      { name: '_id_', key: { _id: 1 } },
      { name: 'a_1_b_-1', key: { a: 1, b: -1 } },
      { name: 'u_1', unique: true, partialFilterExpression: { a: 1 } },
      { name: 'b_1', expireAfterSeconds: 60 },
    ]);
  });

  test('accepts the same index again and refuses another one under its name', async () => {
    const documents = collection();
    await createIndex(documents, { a: 1 });
    await createIndex(documents, { a: 1 });
    expect(await code(createIndex(documents, { a: 1 }, { unique: true }))).toBe(86);
    expect(await code(createIndex(documents, { a: 1 }, { name: 'other' }))).toBe(85);
    expect(await documents.indexes()).toHaveLength(2);
  });

  test('dropping an index does not touch one of the same name elsewhere, also after a restart', async () => {
    const dataDir = temporaryFolder();
    const first = await startDatabase({ dataDir });
    const one = await connect(first);
    for (const name of ['x', 'y']) await createIndex(one.collection(name), { k: 1 }, { unique: true });
    await one.collection('x').dropIndex('k_1');
    await one.collection('x').dropIndexes();
    await one.close();
    await first.stop();
    const second = await startDatabase({ dataDir });
    const two = await connect(second);
    expect((await two.collection('x').indexes()).map(({ name }) => name)).toEqual(['_id_']);
    await two.collection('y').insertOne({ k: 1 });
    expect(await code(two.collection('y').insertOne({ k: 1 }))).toBe(11000);
    await two.close();
    await second.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('a renamed collection keeps its indexes, a dropped one leaves none', async () => {
    const documents = collection();
    const name = documents.collectionName;
    await createIndex(documents, { k: 1 }, { unique: true });
    await documents.insertOne({ _id: 1, k: 1 });
    await connection.db!.renameCollection(name, `${name}-new`);
    const renamed = connection.collection<{ _id: number; k: number }>(`${name}-new`);
    expect(await code(renamed.insertOne({ _id: 2, k: 1 }))).toBe(11000);
    expect(await renamed.find({ k: 1 }).toArray()).toHaveLength(1);
    await renamed.drop();
    await renamed.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 1 },
    ]);
    expect(await renamed.indexes()).toHaveLength(1);
    expect(await documents.countDocuments({})).toBe(0);
  });

  test('kinds of index the server does not have are refused', async () => {
    const documents = collection();
    expect(await code(createIndex(documents, { s: 'text' }))).toBe(67);
    expect(await code(createIndex(documents, { s: 1 }, { collation: { locale: 'vi' } }))).toBe(67);
  });

  test('two arrays in one compound index are refused before anything is written', async () => {
    const documents = collection();
    await createIndex(documents, { a: 1, b: 1 });
    expect(await code(documents.insertOne({ _id: 1, a: [1, 2], b: [3, 4] }))).toBe(171);
    expect(await documents.countDocuments({})).toBe(0);
    await documents.insertOne({ _id: 1, a: [1, 2], b: 3 });
    expect(await code(documents.updateOne({ _id: 1 }, { $set: { b: [3, 4], c: 1 } }))).toBe(171);
    expect(await documents.find({ a: 2, b: 3 }).toArray()).toEqual([{ _id: 1, a: [1, 2], b: 3 }]);
  });
});

test('a TTL index removes what has expired and nothing else', async () => {
  // given
  const sessions = collection();
  await createIndex(sessions, { at: 1 }, { expireAfterSeconds: 1 });
  await sessions.insertMany([
    { _id: 'old', at: new Date(Date.now() - 60_000) },
    { _id: 'new', at: new Date(Date.now() + 600_000) },
    { _id: 'none' },
    { _id: 'text', at: 'yesterday' },
  ]);

  // when
  for (let i = 0; i < 150 && (await sessions.countDocuments({})) === 4; i += 1) await sleep(100);

  // then
  expect((await sessions.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(['new', 'none', 'text']);
});
