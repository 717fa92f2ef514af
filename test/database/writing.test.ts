import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Schema, type mongo, type Connection } from 'mongoose';
import { change, connect, createIndex, startDatabase, type Row, type RunningDatabase } from './start-database.ts';

const JOURNALLED = { writeConcern: { w: 'majority', j: true } } as const;

let database: RunningDatabase;
let connection: Connection;
let count = 0;

beforeAll(async () => {
  database = await startDatabase();
  connection = await connect(database);
});

afterAll(async () => {
  await connection.close();
  expect(await database.stop()).toBe(0);
});

type Task = { a?: number; s?: string; n?: { x: number }; key?: string };

const model = (options: object = {}) => {
  count += 1;
  const schema = new Schema<Task>({ a: Number, s: String, n: { x: Number }, key: String }, { autoIndex: false, autoCreate: false, ...options });
  return connection.model(`M${String(count)}`, schema, `m${String(count)}`);
};

const collection = () => {
  count += 1;
  return connection.collection<Row>(`c${String(count)}`);
};

const failure = async (work: Promise<unknown>): Promise<mongo.MongoBulkWriteError> => {
  try {
    await work;
  } catch (error) {
    return error as mongo.MongoBulkWriteError;
  }
  throw new Error('expected a refusal');
};

describe('single documents', () => {
  test('are created, changed, read and deleted', async () => {
    const Task = model({ timestamps: true });
    const task = await Task.create({ a: 1, s: 'x', n: { x: 2 } });
    expect((await Task.updateOne({ _id: task._id }, { $inc: { a: 1 }, $unset: { s: 1 } })).modifiedCount).toBe(1);
    expect(await Task.findById(task._id).lean()).toMatchObject({ a: 2, n: { x: 2 } });
    expect(await Task.findById(task._id).lean()).not.toHaveProperty('s');
    expect((await Task.deleteOne({ _id: task._id })).deletedCount).toBe(1);
  });

  test('saved from two sides at once are refused on the second', async () => {
    const Task = model({ optimisticConcurrency: true });
    const task = await Task.create({ a: 1 });
    const [first, second] = [await Task.findById(task._id), await Task.findById(task._id)];
    first!.a = 2;
    second!.a = 3;
    await first!.save();
    expect((await failure(second!.save())).name).toBe('VersionError');
  });

  test('keep the order of the fields a replacement has', async () => {
    const tasks = collection();
    await tasks.insertOne({ _id: 1, a: 1, b: 2, c: 3 });
    await tasks.replaceOne({ _id: 1 }, { c: 1, a: 2 });
    expect(Object.keys((await tasks.findOne({ _id: 1 }))!)).toEqual(['_id', 'c', 'a']);
  });

  test('above 16 MB are refused and leave no trace', async () => {
    const files = collection();
    await createIndex(files, { name: 1 });
    await files.insertOne({ _id: 1, name: 'a', parts: [] });
    const half = Buffer.alloc(9 << 20);
    await files.updateOne({ _id: 1 }, change({ $push: { parts: half } }));
    expect((await failure(files.updateOne({ _id: 1 }, change({ $push: { parts: half }, $set: { name: 'b' } })))).code).toBe(10334);
    expect(await files.countDocuments({ name: 'b' })).toBe(0);
    expect(await files.countDocuments({ name: 'a' })).toBe(1);
  });
});

describe('update operators', () => {
  const cases: readonly [string, object, object, object, object?][] = [
    ['$push with $each, $slice', { a: [1, 2, 3] }, { $push: { a: { $each: [4, 5], $slice: -3 } } }, { a: [3, 4, 5] }],
    ['$push with $sort', { a: [{ s: 3 }, { s: 1 }] }, { $push: { a: { $each: [{ s: 2 }], $sort: { s: 1 } } } }, { a: [{ s: 1 }, { s: 2 }, { s: 3 }] }],
    ['$addToSet', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 3] } } }, { a: [1, 2, 3] }],
    ['$pull by condition', { a: [1, 2, 3] }, { $pull: { a: { $gt: 1 } } }, { a: [1] }],
    ['$pullAll, $pop', { a: [1, 2, 3], b: [1, 2] }, { $pullAll: { a: [1, 3] }, $pop: { b: 1 } }, { a: [2], b: [1] }],
    [
      '$min, $max, $mul, $rename',
      { a: 5, b: 5, c: 5, d: 1 },
      { $min: { a: 3 }, $max: { b: 9 }, $mul: { c: 2 }, $rename: { d: 'e' } },
      { a: 3, b: 9, c: 10, e: 1 },
    ],
    ['all elements by $[]', { a: [{ v: 1 }, { v: 2 }] }, { $inc: { 'a.$[].v': 1 } }, { a: [{ v: 2 }, { v: 3 }] }],
    [
      'elements by arrayFilters',
      {
        a: [
          { k: 1, v: 1 },
          { k: 2, v: 2 },
        ],
      },
      { $set: { 'a.$[e].v': 7 } },
      {
        a: [
          { k: 1, v: 7 },
          { k: 2, v: 2 },
        ],
      },
      { arrayFilters: [{ 'e.k': 1 }] },
    ],
    ['nested paths that do not exist yet', { a: 1 }, { $set: { 'b.c.d': 2 } }, { a: 1, b: { c: { d: 2 } } }],
  ];

  test.each(cases)('%s', async (_name, before, update, after, options = {}) => {
    const documents = collection();
    await documents.insertOne({ _id: 1, ...before });
    await documents.updateOne({ _id: 1 }, change(update), options);
    expect(await documents.findOne({ _id: 1 })).toEqual({ _id: 1, ...after });
  });

  test('the positional $ names the element that the query has found, whatever is read meanwhile', async () => {
    const documents = collection();
    await documents.insertOne({
      _id: 1,
      a: [
        { k: 1, v: 0 },
        { k: 2, v: 0 },
        { k: 3, v: 0 },
      ],
    });
    const reading = { on: true };
    const reader = (async () => {
      while (reading.on) await documents.countDocuments({ 'a.k': 1, x: { $exists: false } });
    })();
    for (let i = 0; i < 100; i += 1) await documents.updateOne({ _id: 1, 'a.k': 3 }, { $inc: { 'a.$.v': 1 } });
    await documents.updateOne({ _id: 1, a: { $elemMatch: { k: 2 } } }, { $set: { 'a.$.v': 9 } });
    reading.on = false;
    await reader;
    expect((await documents.findOne({ _id: 1 }))?.['a']).toEqual([
      { k: 1, v: 0 },
      { k: 2, v: 9 },
      { k: 3, v: 100 },
    ]);
  });

  test('an update by a pipeline is refused and not misunderstood', async () => {
    expect((await failure(collection().updateOne({ _id: 1 }, [{ $set: { a: 1 } }]))).code).toBe(9);
  });
});

describe('upserts', () => {
  test('happen once, however many ask at once', async () => {
    const documents = collection();
    await createIndex(documents, { key: 1 }, { unique: true });
    const ask = (i: number) => documents.updateOne({ key: 'k' }, { $setOnInsert: { by: i }, $inc: { asked: 1 } }, { upsert: true });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(i)));
    expect(answers.filter((answer) => answer.upsertedCount === 1)).toHaveLength(1);
    expect(await documents.find().toArray()).toMatchObject([{ key: 'k', asked: 40 }]);
  });

  test('get an _id that is ordered by time, and answer it', async () => {
    const Task = model();
    const before = Math.floor(Date.now() / 1000);
    const answer = await Task.updateOne({ key: 'a' }, { $set: { key: 'a' } }, { upsert: true });
    const replaced = await Task.replaceOne({ key: 'b' }, { key: 'b' }, { upsert: true });
    const found = await Task.findOneAndUpdate({ key: 'c' }, { $set: { key: 'c' } }, { upsert: true, returnDocument: 'after' });
    const ids = [answer.upsertedId, replaced.upsertedId, found._id].map(String);
    for (const id of ids) expect(Math.abs(parseInt(id.slice(0, 8), 16) - before)).toBeLessThan(60);
    expect(ids).toEqual(ids.toSorted());
    expect(await Task.countDocuments({ _id: { $in: ids } })).toBe(3);
  });

  test('keep the _id that query, replacement or $setOnInsert names', async () => {
    const documents = collection();
    await documents.updateOne({ _id: 'q' }, { $set: { a: 1 } }, { upsert: true });
    await documents.updateOne({ a: 2 }, { $setOnInsert: { _id: 's' } }, { upsert: true });
    await documents.replaceOne({ _id: 'r' }, { a: 3 }, { upsert: true });
    expect((await documents.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(['q', 'r', 's']);
  });
});

describe('findOneAndUpdate', () => {
  test('lets each of ten jobs be claimed by one of fifty claimers', async () => {
    const jobs = collection();
    await createIndex(jobs, { status: 1, priority: 1 });
    await jobs.insertMany(Array.from({ length: 10 }, (_, i) => ({ _id: i, status: 'queued', priority: i })));
    const claim = (i: number) =>
      jobs.findOneAndUpdate({ status: 'queued' }, { $set: { status: 'running', by: i } }, { sort: { priority: -1 }, returnDocument: 'after', ...JOURNALLED });
    const claimed = (await Promise.all(Array.from({ length: 50 }, (_, i) => claim(i)))).filter((job) => job !== null);
    expect(new Set(claimed.map(({ _id }) => _id)).size).toBe(10);
    expect(claimed).toHaveLength(10);
  });

  test('by version lets one of many writers through', async () => {
    const dossiers = collection();
    await dossiers.insertOne({ _id: 'd', version: 0 });
    const write = () => dossiers.findOneAndUpdate({ _id: 'd', version: 0 }, { $inc: { version: 1 } }, JOURNALLED);
    const through = (await Promise.all(Array.from({ length: 20 }, write))).filter((found) => found !== null);
    expect(through).toHaveLength(1);
  });

  test('says what it has done', async () => {
    const documents = collection();
    const options = { includeResultMetadata: true, returnDocument: 'after' } as const;
    const inserted = await documents.findOneAndUpdate({ key: 'a' }, { $inc: { c: 1 } }, { ...options, upsert: true });
    expect(inserted).toMatchObject({ value: { c: 1 }, lastErrorObject: { n: 1, updatedExisting: false, upserted: inserted.value!._id } });
    expect((await documents.findOneAndUpdate({ key: 'a' }, { $inc: { c: 1 } }, options)).lastErrorObject).toMatchObject({ n: 1, updatedExisting: true });
    expect((await documents.findOneAndUpdate({ key: 'zz' }, { $inc: { c: 1 } }, { ...options, projection: { c: 1 } })).value).toBeNull();
    expect((await documents.findOneAndDelete({ key: 'a' }, { includeResultMetadata: true })).lastErrorObject).toMatchObject({ n: 1 });
  });

  test('replaces and deletes', async () => {
    const documents = collection();
    await documents.insertOne({ _id: 1, u: 'q', v: 1 });
    expect(await documents.findOneAndReplace({ u: 'q' }, { u: 'w' }, { returnDocument: 'after' })).toEqual({ _id: 1, u: 'w' });
    expect(await documents.findOneAndDelete({ u: 'w' })).toEqual({ _id: 1, u: 'w' });
    expect(await documents.estimatedDocumentCount()).toBe(0);
  });
});

describe('many documents at once', () => {
  test('300 updates by _id and version in one journalled command', async () => {
    const dossiers = collection();
    await dossiers.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i, version: 0, history: [] as number[] })));
    const update = (i: number) => ({
      updateOne: { filter: { _id: i, version: i % 10 === 0 ? 7 : 0 }, update: change({ $set: { version: 1 }, $push: { history: i } }) },
    });
    const answer = await dossiers.bulkWrite(
      Array.from({ length: 300 }, (_, i) => update(i)),
      { ordered: true, ...JOURNALLED },
    );
    expect(answer).toMatchObject({ matchedCount: 270, modifiedCount: 270 });
    expect(await dossiers.countDocuments({ version: 1 })).toBe(270);
  });

  test('500 upserts, then the same again as updates', async () => {
    const documents = collection();
    await createIndex(documents, { k: 1 }, { unique: true });
    const write = (v: number) =>
      documents.bulkWrite(
        Array.from({ length: 500 }, (_, i) => ({ updateOne: { filter: { k: i }, update: { $set: { v } }, upsert: true } })),
        { ordered: false },
      );
    expect(await write(1)).toMatchObject({ upsertedCount: 500, matchedCount: 0 });
    expect(await write(2)).toMatchObject({ upsertedCount: 0, matchedCount: 500, modifiedCount: 500 });
  });

  test('mixed operations', async () => {
    const documents = collection();
    const answer = await documents.bulkWrite([
      { insertOne: { document: { _id: 1, k: 1 } } },
      { insertOne: { document: { _id: 2, k: 2 } } },
      { updateMany: { filter: {}, update: { $set: { v: 1 } } } },
      { replaceOne: { filter: { k: 2 }, replacement: { k: 3 } } },
      { deleteOne: { filter: { k: 1 } } },
    ]);
    expect(answer).toMatchObject({ insertedCount: 2, modifiedCount: 3, deletedCount: 1 });
  });

  test.each([
    ['ordered updates stop at the first error', true, undefined],
    ['unordered updates go on after an error', false, 9],
  ])('%s', async (_name, ordered, value) => {
    const documents = collection();
    await createIndex(documents, { k: 1 }, { unique: true });
    await documents.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 2 },
      { _id: 3, k: 3 },
    ]);
    const work = documents.bulkWrite(
      [{ updateOne: { filter: { k: 1 }, update: { $set: { k: 2 } } } }, { updateOne: { filter: { k: 3 }, update: { $set: { v: 9 } } } }],
      { ordered },
    );
    const error = await failure(work);
    expect(error.code).toBe(11000);
    expect(error.writeErrors).toMatchObject([{ index: 0, code: 11000 }]);
    expect((await documents.findOne({ _id: 3 }))?.['v']).toBe(value);
  });

  test('1000 history rows of which half are there already: the others are inserted and counted', async () => {
    const history = collection();
    const rows = Array.from({ length: 1000 }, (_, i) => ({ _id: `d:${String(i)}`, seq: i }));
    await history.insertMany(rows.filter(({ seq }) => seq % 2 === 0).map((row) => ({ ...row })));
    const error = await failure(history.insertMany(rows, { ordered: false, ...JOURNALLED }));
    expect(error.code).toBe(11000);
    expect(error.insertedCount).toBe(500);
    expect([error.writeErrors].flat().map(({ index }) => index)).toEqual(Array.from({ length: 500 }, (_, i) => i * 2));
    expect(await history.countDocuments({})).toBe(1000);
  });

  test('an ordered insert stops at the first duplicate', async () => {
    const documents = collection();
    const error = await failure(documents.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 2 }, { _id: 4 }]));
    expect(error.insertedCount).toBe(2);
    expect(await documents.countDocuments({})).toBe(2);
  });

  test('updateMany and deleteMany', async () => {
    const documents = collection();
    await documents.insertMany(Array.from({ length: 50 }, (_, i) => ({ _id: i, a: i % 5 })));
    expect((await documents.updateMany({ a: { $in: [1, 2] } }, { $set: { b: 1 } })).modifiedCount).toBe(20);
    expect((await documents.deleteMany({ a: 3 })).deletedCount).toBe(10);
  });

  test('twenty clients that change and read the same documents lose no change', async () => {
    const documents = collection();
    await documents.insertMany(Array.from({ length: 20 }, (_, i) => ({ _id: i, c: 0, h: [] as number[] })));
    const work = async (who: number) => {
      for (let i = 0; i < 50; i += 1) {
        if (who % 2)
          await documents.updateOne({ _id: i % 20 }, change({ $inc: { c: 1 }, $push: { h: { $each: [i], $slice: -20 } }, $set: { [`f${String(i % 7)}`]: i } }));
        else expect(await documents.find().toArray()).toHaveLength(20);
      }
    };
    await Promise.all(Array.from({ length: 20 }, (_, who) => work(who)));
    const sum = (await documents.find().toArray()).reduce((total, { c }) => total + Number(c), 0);
    expect(sum).toBe(500);
  });
});
