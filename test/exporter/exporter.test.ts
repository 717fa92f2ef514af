import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { partitionsOf } from '../../infra/launch/broker-management.ts';
import { startBrokerOnly } from '../../infra/launch/infrastructure.ts';
import type { Broker } from '../../infra/launch/start-broker.ts';
import { waitUntil } from '../../infra/launch/wait-until.ts';
import { engineLoad, type EngineLoad } from './engine-load.ts';
import { RecordSink, type Post } from './record-sink.ts';

const SECRET = 'a-secret-that-only-these-two-know';

/** The receiver under test, and a second one that is always well: what it has is what there was. */
const sink = new RecordSink(SECRET);
const witness = new RecordSink(SECRET);
let folder: string;
let broker: Broker;
let load: EngineLoad;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-exporter-'));
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, SECRET, { mode: 0o600 });
  await sink.up();
  await witness.up();
  broker = await startBrokerOnly({
    dataDir: folder,
    recordsUrl: sink.url,
    secretFile,
    brokerEnv: {
      ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_BATCHSIZE: '50',
      ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_BUFFERSIZE: '200',
      ZEEBE_BROKER_EXPORTERS_MOTCUA_ARGS_TIMEOUTMS: '2000',
      ZEEBE_BROKER_EXPORTERS_WITNESS_CLASSNAME: 'vn.motcua.exporter.RecordExporter',
      ZEEBE_BROKER_EXPORTERS_WITNESS_JARPATH: join(import.meta.dirname, '../../infra/exporter/target/exporter.jar'),
      ZEEBE_BROKER_EXPORTERS_WITNESS_ARGS_URL: witness.url,
      ZEEBE_BROKER_EXPORTERS_WITNESS_ARGS_SECRETFILE: secretFile,
    },
  });
  load = engineLoad(broker.grpc);
  await load.deploy();
}, 180_000);

beforeEach(() => {
  sink.posts.length = 0;
  sink.delayMs = 0;
  sink.refuseWith = undefined;
});

afterAll(async () => {
  load.close();
  await broker.kill();
  await sink.down();
  await witness.down();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('records arrive in order, and each batch names the one before it', async () => {
  // when
  const keys = await load.startInstances(20);
  await sinkHasAll(keys);

  // then
  expect(gaps(sink.posts)).toEqual([]);
  expect(sink.posts.every((post) => post.after <= post.markBefore && isAscending(post))).toBe(true);
  expect(sink.posts.slice(1).every((post, index) => post.after === lastOf(sink.posts[index]))).toBe(true);
  expect(new Set(sink.posts.map((post) => post.log)).size).toBe(1);
});

test('that elements are about to start or to end is not sent', async () => {
  // when
  await sinkHasAll(await load.startInstances(1));

  // then
  const kinds = new Set([...sink.records.values()].map((record) => `${record.valueType} ${record.intent}`));
  expect(kinds).toContain('PROCESS CREATED');
  expect(kinds).toContain('PROCESS_INSTANCE ELEMENT_ACTIVATED');
  expect(kinds).toContain('USER_TASK CREATED');
  expect(kinds).not.toContain('PROCESS_INSTANCE ELEMENT_ACTIVATING');
  expect(kinds).not.toContain('PROCESS_INSTANCE ELEMENT_COMPLETING');
});

test('a batch that is refused once comes again, the same, and nothing is lost', async () => {
  // given
  let refusals = 1;
  sink.refuseWith = () => (refusals-- > 0 ? 409 : undefined);

  // when
  await sinkHasAll(await load.startInstances(10));

  // then
  const [refused, again] = sink.posts;
  expect(refused?.accepted).toBe(false);
  expect(again?.after).toBe(refused?.after);
  expect(again?.records).toEqual(refused?.records);
  expect(gaps(sink.posts)).toEqual([]);
});

test('a receiver that is down holds up neither the engine nor the records once it is back', async () => {
  // given
  await sink.down();

  // when
  const keys = await load.startInstances(60);
  await witnessHasAll(keys.slice(0, 10));
  await sink.up();

  // then
  await sinkHasAll(keys);
  expect(gaps(sink.posts)).toEqual([]);
});

test('a slow receiver gets everything, in order', async () => {
  // given
  sink.delayMs = 250;

  // when
  const keys = await load.startInstances(80);
  await sinkHasAll(keys);

  // then
  expect(gaps(sink.posts)).toEqual([]);
  expect(sink.posts.every((post) => post.records.length <= 50)).toBe(true);
});

test('a receiver that answers too late gets the same batch again', async () => {
  // given
  sink.delayMs = 2_500;

  // when
  const keys = await load.startInstances(2);
  await waitUntil(() => (sink.posts.length > 1 ? true : undefined), { timeoutMs: 20_000, what: 'no second attempt' });
  sink.delayMs = 0;

  // then
  await sinkHasAll(keys);
  expect(sink.posts[1]?.after).toBe(sink.posts[0]?.after);
  expect(gaps(sink.posts)).toEqual([]);
});

test('a broker that was killed sends old records again, which is no gap, and then the new ones', async () => {
  // given
  const before = await load.startInstances(30);
  await sinkHasAll(before);
  const known = new Map(sink.records);
  const { log } = lastPost();
  sink.posts.length = 0;

  // when
  await broker.kill();
  await broker.restart();
  const after = await load.startInstances(10);
  await sinkHasAll(after);

  // then
  const [replay] = sink.posts;
  expect(replay?.after).toBe(-1);
  expect(replay?.log).toBe(log);
  expect(replay?.records[0]?.position).toBeLessThanOrEqual(replay?.markBefore ?? -1);
  expect(gaps(sink.posts)).toEqual([]);
  const replayed = sink.posts.flatMap((post) => post.records).filter((record) => known.has(record.position));
  expect(replayed.every((record) => known.get(record.position)?.key === record.key)).toBe(true);
}, 180_000);

test('a broker that is killed while the receiver is down loses nothing', async () => {
  // given
  await sink.down();
  const keys = await load.startInstances(40);
  await witnessHasAll(keys.slice(0, 5));

  // when
  await broker.kill();
  await broker.restart();
  await sink.up();

  // then
  await sinkHasAll(keys);
  expect(gaps(sink.posts)).toEqual([]);
}, 180_000);

test('after a snapshot a stopped broker starts without sending old records', async () => {
  // given
  await sinkHasAll(await load.startInstances(5));
  await exporterIsUpToDate();
  const { mark } = sink;
  sink.posts.length = 0;

  // when
  await broker.stop();
  await broker.restart();
  await sinkHasAll(await load.startInstances(5));

  // then
  expect(sink.posts[0]?.after).toBe(mark);
  expect(sink.posts[0]?.records[0]?.position).toBeGreaterThan(mark);
}, 180_000);

test('a receiver that lost what it had learns of the gap from the first batch', async () => {
  // given
  sink.loseEverything();

  // when
  const keys = await load.startInstances(3);
  await waitUntil(() => (sink.posts.length > 0 ? true : undefined), { timeoutMs: 10_000, what: 'no batch came' });

  // then
  expect(keys).toHaveLength(3);
  expect(gaps(sink.posts)).toHaveLength(1);
});

test('the secret stands in no log', () => {
  expect(readFileSync(join(folder, 'logs', 'broker.log'), 'utf8')).not.toContain(SECRET);
});

function gaps(posts: readonly Post[]): readonly Post[] {
  return posts.filter((post) => post.after > post.markBefore);
}

function lastOf(post: Post | undefined): number | undefined {
  return post?.records.at(-1)?.position;
}

function lastPost(): Post {
  const post = sink.posts.at(-1);
  if (post === undefined) throw new Error('nothing was posted');
  return post;
}

function isAscending({ records }: Post): boolean {
  return records.every((record, index) => index === 0 || record.position > (records[index - 1]?.position ?? Infinity));
}

/** Until each instance's task is known, and then: the same records under the same positions as the witness has. */
async function sinkHasAll(keys: readonly string[]): Promise<void> {
  await witnessHasAll(keys);
  const wanted = witness.mark;
  await waitUntil(() => (sink.mark >= wanted ? true : undefined), { timeoutMs: 50_000, what: 'The receiver did not catch up' });
  const identities = ({ records }: RecordSink): string[] =>
    [...records.values()]
      .filter(({ position }) => position <= wanted)
      .map(({ position, key, valueType, intent }) => [position, key, valueType, intent].join(' '));
  expect(identities(sink)).toEqual(identities(witness));
}

async function witnessHasAll(keys: readonly string[]): Promise<void> {
  await waitUntil(() => (keys.every((key) => hasTask(key)) ? true : undefined), { timeoutMs: 50_000, what: 'The witness did not see every task' });
}

function hasTask(processInstanceKey: string): boolean {
  for (const { valueType, intent, value } of witness.records.values()) {
    if (valueType === 'USER_TASK' && intent === 'CREATED' && String(value.processInstanceKey) === processInstanceKey) return true;
  }
  return false;
}

/** Acknowledgements of records that are not sent follow within a second. */
async function exporterIsUpToDate(): Promise<void> {
  await waitUntil(
    async () => {
      const [partition] = Object.values(await partitionsOf(broker.management));
      return (partition?.exportedPosition ?? -1) >= (partition?.processedPosition ?? Infinity) ? true : undefined;
    },
    { timeoutMs: 10_000, what: 'The exporter did not catch up' },
  );
  await sleep(100);
}
