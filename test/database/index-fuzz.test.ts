import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { connect, createIndex, startDatabase, type Row, type RunningDatabase } from './start-database.ts';

const { Long } = mongoose.mongo;
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const QUERIES = Number(process.env['FUZZ_QUERIES'] ?? 3000);
const DOCUMENTS = 600;
const AT_ONCE = 12;

type Asked = { i: number; query: Record<string, unknown>; sort: Record<string, 1 | -1> | null; limit: number };

let database: RunningDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await startDatabase();
  connection = await connect(database);
});

afterAll(async () => {
  await connection.close();
  await database.stop();
});

function randomness(seed: number) {
  let state = seed;
  const below = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % n;
  };
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  return { below, pick };
}

const { below, pick } = randomness(SEED);

const SCALARS = [
  0,
  1,
  2,
  3,
  4,
  5,
  6,
  2.5,
  -1,
  null,
  undefined,
  '',
  'x',
  'abc',
  'abd',
  'b',
  true,
  new Date(0),
  new Date(3000),
  Long.fromString('9007199254740993'),
];
const INDEXES: readonly [object, object?][] = [
  [{ a: 1 }],
  [{ a: 1, b: -1 }],
  [{ arr: 1 }],
  [{ 'o.x': 1, a: 1 }],
  [{ b: 1, 'l.y': 1 }],
  [{ 'l.y': 1, 'l.z': 1 }],
  [{ s: 1 }, { sparse: true }],
  [{ a: 1, s: 1 }, { sparse: true }],
  [{ b: 1 }, { partialFilterExpression: { a: 3 } }],
  [{ s: -1, t: 1 }, { partialFilterExpression: { a: { $exists: true } } }],
  [{ u: 1 }, { unique: true, sparse: true }],
  [{ t: 1, a: 1, b: 1 }],
  [{ arr: 1, a: -1, b: 1 }],
  [
    { t: 1, u: 1 },
    { unique: true, partialFilterExpression: { u: { $exists: true } } },
  ],
];
const FIELDS = ['a', 'b', 's', 't', 'arr', 'o.x', 'l.y', 'l.z', 'u', '_id', 'arr.0'];
const SORTS: readonly (Record<string, 1 | -1> | null)[] = [
  null,
  null,
  { a: 1, _id: 1 },
  { a: -1, _id: -1 },
  { b: -1, _id: 1 },
  { _id: -1 },
  { t: 1, a: 1, b: 1, _id: 1 },
  { a: 1, b: -1, _id: 1 },
  { a: -1, b: 1, _id: -1 },
  { s: 1, _id: 1 },
  { b: 1, a: 1, _id: 1 },
];

function randomDocument(_id: number): Row {
  const document: Row = { _id };
  for (const field of ['a', 'b', 's', 't']) {
    const value = pick(SCALARS);
    if (value !== undefined) document[field] = value;
  }
  if (below(2)) document['arr'] = pick<unknown>([[], [1, 2], [3], [5, 0], 5, ['abc', 'zz'], [null]]);
  if (below(2)) document['o'] = pick<unknown>([{ x: below(4) }, {}, [{ x: 1 }, { x: 3 }], null, { x: [1, 4] }]);
  if (below(2))
    document['l'] = pick<unknown>([
      [
        { y: 1, z: 2 },
        { y: 2, z: 1 },
      ],
      [],
      { y: 3, z: 3 },
      [{ z: 1 }],
    ]);
  if (below(2)) document['u'] = `u${String(_id)}`;
  return document;
}

function randomCondition(): unknown {
  const value = () => pick(SCALARS) ?? 1;
  return pick<() => unknown>([
    value,
    () => null,
    () => ({ $gt: value() }),
    () => ({ $gte: value(), $lt: value() }),
    () => ({ $in: [value(), value(), null] }),
    () => ({ $in: [below(3), below(6)] }),
    () => ({ $in: [] }),
    () => ({ $lte: value() }),
    () => ({ $ne: value() }),
    () => ({ $exists: below(2) === 1 }),
    () => ({ $gt: below(3), $lt: 3 + below(4) }),
    () => /^ab/,
    () => ({ $regex: '^a' }),
    () => /^abc?$/,
    () => ({ $eq: value() }),
    () => ({ $nin: [value()] }),
    () => ({ $not: { $gt: below(5) } }),
  ])();
}

function randomQuery(): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (let i = below(4); i > 0; i -= 1) query[pick(FIELDS)] = randomCondition();
  const shape = below(10);
  if (shape === 0) query['$or'] = [{ [pick(FIELDS)]: randomCondition() }, { [pick(FIELDS)]: randomCondition(), [pick(FIELDS)]: randomCondition() }];
  if (shape === 1 || shape === 2) {
    const [field, from, operator] = [pick(['a', 'b', 't']), below(5), pick(['$gt', '$lt'])];
    query['$or'] = [{ [field]: { [operator]: from } }, { [field]: from, _id: { [operator]: below(DOCUMENTS) } }];
  }
  if (shape === 3) query['$and'] = [{ [pick(FIELDS)]: randomCondition() }, { [pick(FIELDS)]: randomCondition() }];
  if (shape === 4) query['arr'] = { $elemMatch: { $gt: below(3), $lt: 4 } };
  if (shape === 5) query['a'] = 3;
  return query;
}

test('queries find the same with indexes as without', async () => {
  // given
  console.info(`FUZZ_SEED=${String(SEED)}`);
  const indexed = connection.collection<Row>('indexed');
  const plain = connection.collection<Row>('plain');
  for (const [i, [keys, options]] of INDEXES.entries()) await createIndex(indexed, keys as never, { ...options, name: `i${String(i)}` });
  const documents = Array.from({ length: DOCUMENTS }, (_, i) => randomDocument(i));
  await Promise.all([indexed.insertMany(documents), plain.insertMany(documents)]);

  const read = async (collection: typeof plain, { query, sort, limit }: Asked) => {
    const found = await collection.find(query as never, { ...(sort ? { sort, limit } : {}), projection: { _id: 1 } }).toArray();
    const ids = found.map(({ _id }) => _id);
    return sort ? ids : ids.sort((x, y) => Number(x) - Number(y));
  };
  const compare = async (asked: Asked) => {
    const [withIndexes, without] = await Promise.all([read(indexed, asked), read(plain, asked)]);
    expect({ ...asked, ids: withIndexes }).toEqual({ ...asked, ids: without });
    return withIndexes.length > 0 ? 1 : 0;
  };

  let matches = 0;
  for (let i = 0; i < QUERIES; i += AT_ONCE) {
    // when
    const { _id, ...rest } = randomDocument(below(DOCUMENTS));
    const remove = below(4) === 0;
    const write = (collection: typeof plain) => (remove ? collection.deleteOne({ _id }) : collection.replaceOne({ _id }, rest, { upsert: true }));
    const outcomes = await Promise.allSettled([write(indexed), write(plain)]);
    expect(outcomes[0].status).toBe(outcomes[1].status);

    // then
    const asked = Array.from({ length: AT_ONCE }, (_, k) => ({ i: i + k, query: randomQuery(), sort: pick(SORTS), limit: pick([0, 0, 5, 20]) }));
    for (const found of await Promise.all(asked.map(compare))) matches += found;
    const counted = asked[0]!.query as never;
    expect(await indexed.countDocuments(counted)).toBe(await plain.countDocuments(counted));
  }
  expect(matches).toBeGreaterThan(QUERIES / 4);
}, 120_000);
