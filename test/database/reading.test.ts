import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { Schema, type Connection } from 'mongoose';
import { change, connect, createIndex, startDatabase, type Row, type RunningDatabase } from './start-database.ts';

const { Decimal128, GridFSBucket, Long, ObjectId, UUID } = mongoose.mongo;

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

const collection = async (...rows: Row[]) => {
  count += 1;
  const created = connection.collection<Row>(`c${String(count)}`);
  if (rows.length > 0) await created.insertMany(rows);
  return created;
};

const code = async (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as { code?: number }).code,
  );

describe('query operators', () => {
  const rows: Row[] = [
    { _id: 1, a: 1, b: [1, 2], s: 'x' },
    { _id: 2, a: 2, b: [2] },
    { _id: 3, b: [3, 4, 5], s: 'y' },
  ];
  const cases: readonly [object, number[]][] = [
    [{ a: { $exists: false } }, [3]],
    [{ a: null }, [3]],
    [{ $or: [{ a: 1 }, { s: 'y' }] }, [1, 3]],
    [{ $nor: [{ a: 1 }, { s: 'y' }] }, [2]],
    [{ a: { $not: { $gt: 1 } } }, [1, 3]],
    [{ s: { $nin: ['x'] } }, [2, 3]],
    [{ b: { $size: 2 } }, [1]],
    [{ b: { $all: [1, 2] } }, [1]],
    [{ b: { $elemMatch: { $gt: 3, $lt: 5 } } }, [3]],
    [{ s: { $type: 'string' } }, [1, 3]],
    [{ $expr: { $gt: ['$a', 1] } }, [2]],
    [{ s: /^x/ }, [1]],
    [{ s: { $regex: '^X', $options: 'i' } }, [1]],
    [{ a: { $in: [1, 2, 7] }, s: { $ne: 'x' } }, [2]],
  ];

  test.each(cases)('%j', async (query, expected) => {
    const documents = await collection(...rows.map((row) => ({ ...row })));
    expect((await documents.find(query).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(expected);
    expect(await documents.countDocuments(query)).toBe(expected.length);
  });
});

describe('order and pages', () => {
  test('a list read page by page shows every row once, up and down', async () => {
    // given
    const tasks = await collection(...Array.from({ length: 500 }, (_, i) => ({ _id: i, agency: i % 2, status: 'open', dueAt: new Date(Math.floor(i / 40)) })));
    await createIndex(tasks, { agency: 1, status: 1, dueAt: 1 });

    for (const direction of [1, -1] as const) {
      // when
      const seen: Row[] = [];
      for (;;) {
        const last = seen.at(-1);
        const operator = direction === 1 ? '$gt' : '$lt';
        const after = last ? { $or: [{ dueAt: { [operator]: last['dueAt'] } }, { dueAt: last['dueAt'], _id: { [operator]: last._id } }] } : {};
        const page = await tasks
          .find({ agency: 1, status: 'open', ...after })
          .sort({ dueAt: direction, _id: direction })
          .limit(37)
          .toArray();
        if (page.length === 0) break;
        seen.push(...page);
      }

      // then
      const expected = Array.from({ length: 250 }, (_, i) => 2 * i + 1);
      expect(seen.map(({ _id }) => _id)).toEqual(direction === 1 ? expected : expected.reverse());
    }
  });

  test('missing values come first, arrays by their smallest element', async () => {
    const documents = await collection({ _id: 1, a: 2 }, { _id: 2 }, { _id: 3, a: 1 }, { _id: 4, a: [0, 9] });
    expect((await documents.find().sort({ a: 1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 4, 3, 1]);
  });

  test('a cursor delivers a large result in batches, also while documents change', async () => {
    const documents = await collection(...Array.from({ length: 5000 }, (_, i) => ({ _id: i, v: 0, pad: 'x'.repeat(100) })));
    let read = 0;
    for await (const row of documents.find({ v: 0 }, { batchSize: 300 })) {
      if (read % 300 === 0) await documents.updateOne({ _id: row._id }, { $set: { pad: 'changed' } });
      read += 1;
    }
    expect(read).toBe(5000);
    expect(await documents.find().project({ pad: 0 }).toArray()).toHaveLength(5000);
    expect(await documents.find().skip(4990).limit(20).toArray()).toHaveLength(10);
  });

  test('large documents are split over several replies', async () => {
    const documents = await collection();
    const part = randomBytes(6 << 20);
    for (let i = 0; i < 9; i += 1) await documents.insertOne({ _id: i, part });
    const found = await documents.find().toArray();
    expect(found.map(({ _id }) => _id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await documents.aggregate([{ $match: {} }]).toArray()).toHaveLength(9);
  });

  test('a thousand documents by _id', async () => {
    const documents = await collection(...Array.from({ length: 3000 }, (_, i) => ({ _id: `k${String(i)}` })));
    const ids = Array.from({ length: 1000 }, (_, i) => `k${String(i * 2)}`);
    expect(await documents.find({ _id: { $in: ids } }).toArray()).toHaveLength(1000);
  });

  test('projections', async () => {
    const documents = await collection({ _id: 1, a: 1, b: { c: 2, d: 3 }, l: [{ x: 1 }, { x: 2 }, { x: 3 }] });
    const shown = (projection: object) => documents.findOne({}, { projection });
    expect(await shown({ a: 1, _id: 0 })).toEqual({ a: 1 });
    expect(await shown({ 'b.c': 1 })).toEqual({ _id: 1, b: { c: 2 } });
    expect(await shown({ l: 0, b: 0 })).toEqual({ _id: 1, a: 1 });
    expect((await shown({ l: { $slice: 2 } }))?.['l']).toHaveLength(2);
    expect((await shown({ l: { $elemMatch: { x: 2 } } }))?.['l']).toEqual([{ x: 2 }]);
  });
});

describe('aggregation', () => {
  const facts = () =>
    collection(...Array.from({ length: 100 }, (_, i) => ({ _id: i, g: `g${String(i % 7)}`, v: i, tags: [`t${String(i % 3)}`, 'u'], ref: i % 10 })));

  test('$match, $group, $sort, $limit and counts', async () => {
    const documents = await facts();
    await createIndex(documents, { v: 1 });
    expect(
      await documents
        .aggregate([{ $match: { v: { $gte: 50 } } }, { $group: { _id: '$g', n: { $sum: 1 }, top: { $max: '$v' } } }, { $sort: { _id: 1 } }, { $limit: 1 }])
        .toArray(),
    ).toEqual([{ _id: 'g0', n: 7, top: 98 }]);
    expect(await documents.countDocuments({ v: { $gte: 50 } })).toBe(50);
    expect(await documents.countDocuments({ v: { $gte: 50 } }, { skip: 45, limit: 10 })).toBe(5);
    expect(await documents.countDocuments({ v: -1 })).toBe(0);
    expect(await documents.aggregate([{ $match: { v: { $lt: 5 } } }, { $count: 'n' }]).toArray()).toEqual([{ n: 5 }]);
    expect((await documents.distinct('tags', { v: { $lt: 2 } })).sort()).toEqual(['t0', 't1', 'u']);
  });

  test('$lookup, $facet, $unwind, $set, $replaceWith, $bucket', async () => {
    const documents = await facts();
    const names = await collection(...Array.from({ length: 10 }, (_, i) => ({ _id: i, name: `n${String(i)}` })));
    const from = names.collectionName;
    const [joined] = await documents.aggregate([{ $match: { v: 5 } }, { $lookup: { from, localField: 'ref', foreignField: '_id', as: 'b' } }]).toArray();
    expect(joined?.['b'][0].name).toBe('n5');
    const [piped] = await documents
      .aggregate([{ $match: { v: 5 } }, { $lookup: { from, let: { r: '$ref' }, pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$r'] } } }], as: 'b' } }])
      .toArray();
    expect(piped?.['b'][0].name).toBe('n5');
    const [facets] = await documents.aggregate([{ $facet: { all: [{ $count: 'n' }], top: [{ $sort: { v: -1 } }, { $limit: 2 }] } }]).toArray();
    expect(facets).toMatchObject({ all: [{ n: 100 }], top: [{ v: 99 }, { v: 98 }] });
    const tags = await documents.aggregate([{ $unwind: '$tags' }, { $group: { _id: '$tags', n: { $sum: 1 } } }, { $sort: { _id: 1 } }]).toArray();
    expect(tags.at(-1)).toEqual({ _id: 'u', n: 100 });
    expect(await documents.aggregate([{ $limit: 1 }, { $set: { q: { $add: ['$v', 1] } } }, { $replaceWith: { q: '$q' } }]).toArray()).toEqual([{ q: 1 }]);
    expect(await documents.aggregate([{ $bucket: { groupBy: '$v', boundaries: [0, 50, 101] } }]).toArray()).toHaveLength(2);
    const [day] = await documents
      .aggregate([
        { $limit: 1 },
        { $project: { day: { $dateToString: { format: '%Y-%m-%d', date: new Date(0) } }, size: { $cond: [{ $gt: ['$v', 3] }, 'hi', 'lo'] } } },
      ])
      .toArray();
    expect(day).toMatchObject({ day: '1970-01-01', size: 'lo' });
  });

  test('$out and $merge write, and the result has the indexes it had', async () => {
    const documents = await facts();
    const target = await collection({ _id: 'g0', n: 0 });
    await documents.aggregate([{ $group: { _id: '$g', n: { $sum: 1 } } }, { $merge: { into: target.collectionName } }]).toArray();
    expect(await target.countDocuments({})).toBe(7);
    expect(await target.findOne({ _id: 'g0' })).toEqual({ _id: 'g0', n: 15 });
  });
});

describe('values', () => {
  test('come back as they were', async () => {
    const value = {
      date: new Date('2026-11-23T01:02:03.004Z'),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('12345678901234567890.123456789'),
      id: new ObjectId(),
      uuid: new UUID(),
      bytes: Buffer.from([1, 2, 3]),
      text: 'Nguyễn \u{1F600}\u0000z',
      empty: {},
      none: null,
      deep: [[1, [2]], [], { a: [] }],
      yes: true,
      half: 0.5,
    };
    const documents = await collection({ _id: 1, ...value });
    const [found] = await documents.find({}, { promoteLongs: false }).toArray();
    expect(found).toMatchObject({ date: value.date, text: value.text, empty: {}, none: null, deep: value.deep, yes: true, half: 0.5 });
    expect(String(found?.['long'])).toBe('9007199254740993');
    expect(String(found?.['decimal'])).toBe('12345678901234567890.123456789');
    expect(String(found?.['uuid'])).toBe(String(value.uuid));
    expect(Buffer.from(found?.['bytes'].buffer)).toEqual(value.bytes);
  });

  test('decimals and large integers compare and add exactly', async () => {
    const amounts = await collection(
      { _id: 1, d: Decimal128.fromString('0.1') },
      { _id: 2, d: Decimal128.fromString('2.5') },
      { _id: 3, n: Long.fromString('9007199254740993') },
    );
    await amounts.updateOne({ _id: 1 }, { $inc: { d: Decimal128.fromString('0.2') } });
    expect(String((await amounts.findOne({ _id: 1 }))?.['d'])).toBe('0.3');
    expect(await amounts.countDocuments({ d: { $gt: Decimal128.fromString('0.3') } })).toBe(1);
    await createIndex(amounts, { n: 1 });
    expect(await amounts.countDocuments({ n: Long.fromString('9007199254740993') })).toBe(1);
    expect(await amounts.countDocuments({ n: Long.fromString('9007199254740992') })).toBe(0);
  });
});

test('a file of 5 MB goes up and comes down through GridFS', async () => {
  // given
  const bucket = new GridFSBucket(connection.db!, { bucketName: 'attachments' });
  const content = randomBytes(5 << 20);

  // when
  const upload = bucket.openUploadStream('Giấy phép.pdf', { metadata: { dossier: 'd1' } });
  await new Promise<void>((resolve, reject) => {
    upload.once('finish', resolve);
    upload.once('error', reject);
    upload.end(content);
  });
  const read = async (options?: { start: number; end: number }) => {
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStream(upload.id, options)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };

  // then
  expect((await read()).equals(content)).toBe(true);
  expect((await read({ start: 1000, end: 300_000 })).equals(content.subarray(1000, 300_000))).toBe(true);
  expect(await bucket.find({ filename: 'Giấy phép.pdf' }).toArray()).toMatchObject([{ length: content.length, metadata: { dossier: 'd1' } }]);
  await bucket.delete(upload.id);
  expect(await connection.collection('attachments.chunks').countDocuments({})).toBe(0);
});

describe('the server', () => {
  const admin = async (command: object) => connection.db!.admin().command(command);

  test('introduces itself as a standalone without sessions', async () => {
    const hello = await admin({ hello: 1 });
    expect(hello).toMatchObject({ isWritablePrimary: true, helloOk: true, maxWireVersion: 21, maxBsonObjectSize: 16 << 20, ok: 1 });
    expect(hello).not.toHaveProperty('logicalSessionTimeoutMinutes');
    expect(hello).not.toHaveProperty('setName');
    await expect(
      connection.startSession().then((session) => session.withTransaction(async () => (await collection()).insertOne({ _id: 1 }, { session }))),
    ).rejects.toThrow(/sessions/);
  });

  test('answers buildInfo, ping, serverStatus, listDatabases, dbStats', async () => {
    await (await collection()).insertOne({ _id: 1 });
    expect(await admin({ ping: 1 })).toMatchObject({ ok: 1 });
    expect(await admin({ buildInfo: 1 })).toMatchObject({ version: '7.0.0', ok: 1 });
    expect(await admin({ serverStatus: 1 })).toMatchObject({ version: '7.0.0', ok: 1 });
    expect((await connection.db!.admin().listDatabases()).databases.map(({ name }) => name)).toContain('test');
    expect(await connection.db!.stats()).toMatchObject({ ok: 1 });
  });

  test('lists collections by filter, drops and creates them', async () => {
    const documents = await collection({ _id: 1 });
    const name = documents.collectionName;
    expect((await connection.db!.listCollections({ name }).toArray()).map((each) => each.name)).toEqual([name]);
    expect(await code(connection.db!.createCollection(name))).toBe(48);
    await documents.drop();
    expect(await connection.db!.listCollections({ name }).toArray()).toEqual([]);
    await connection.db!.createCollection(name);
    expect(await documents.countDocuments({})).toBe(0);
  });

  test('refuses what it would have to ignore', async () => {
    const documents = await collection({ _id: 1 });
    expect(await code(documents.find({}).collation({ locale: 'vi', strength: 1 }).toArray())).toBe(72);
    expect(await code(documents.watch().next())).toBe(115);
    expect(await code(connection.db!.createCollection('checked', { validator: { a: 1 } }))).toBe(72);
    expect(await code(documents.aggregate([{ $unionWith: 'x' }]).toArray())).toBe(40324);
    expect(await code(admin({ noSuchCommand: 1 }))).toBe(59);
  });

  test('starts anew in a dropped database', async () => {
    const other = await connect(database, 'other');
    const rows = other.collection<{ _id: number; k: number }>('rows');
    await createIndex(rows, { k: 1 }, { unique: true });
    await rows.insertOne({ _id: 1, k: 1 });
    await other.dropDatabase();
    await rows.insertMany([
      { _id: 1, k: 1 },
      { _id: 2, k: 1 },
    ]);
    expect(await rows.countDocuments({ k: 1 })).toBe(2);
    await other.close();
  });

  test('populates, and takes read settings of mongoose', async () => {
    const Author = connection.model('Author', new Schema({ name: String }));
    const Book = connection.model('Book', new Schema({ author: { type: Schema.Types.ObjectId, ref: 'Author' } }));
    const author = await Author.create({ name: 'x' });
    await Book.create({ author: author._id });
    expect(
      await Book.findOne().populate(['author']).maxTimeMS(1000).hint({ _id: 1 }).comment('c').read('primaryPreferred').readConcern('majority').lean(),
    ).toMatchObject({ author: { name: 'x' } });
  });

  test('says nothing of what was in a failed command', async () => {
    const documents = await collection({ _id: 1, secret: '079203001234' });
    await code(documents.insertOne({ _id: 1, secret: '079203001234' }));
    await code(documents.updateOne({ secret: '079203001234' }, change({ $nonsense: { a: 1 } })));
    await code(documents.aggregate([{ $group: { _id: { $divide: ['$secret', 0] } } }]).toArray());
    await sleep(100);
    expect(database.errors()).not.toContain('0792');
  });
});
