import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectZeebe, type ZeebeEngine } from '../../server/engine/zeebe-engine.ts';
import { EngineRefused, EngineUnavailable } from '../../server/ports/engine.ts';
import { eventually, silent } from './stamp-worker.ts';
import { type StubGateway, stubGateway } from './stub-gateway.ts';

const NOWHERE = 'http://127.0.0.1:9';

let gateway: StubGateway;
let engine: ZeebeEngine;

beforeEach(async () => {
  gateway = await stubGateway();
  engine = connectZeebe({ grpcAddress: gateway.address, restAddress: NOWHERE, log: silent });
});
afterEach(async () => {
  await engine.close();
  gateway.close();
});

const aMessage = { name: 'fee-paid', correlationKey: 'f1', messageId: 'm1', timeToLiveMs: 1_000 };
const leading = (partitionId: number) => ({ nodeId: partitionId, partitions: [{ partitionId, role: 'LEADER', health: 'HEALTHY' }] });
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a command', () => {
  test.each([
    [8, 'busy'],
    [14, 'away'],
    [4, 'too slow'],
    [13, 'broken'],
  ])('answered with code %i fails at once because the engine is %s, and is not repeated', async (refuse) => {
    // given
    gateway.answer('PublishMessage', { refuse });

    // when
    const refusal = await refusalOf(engine.publishMessage(aMessage));

    // then
    expect(refusal).toBeInstanceOf(EngineUnavailable);
    expect(gateway.callsOf('PublishMessage')).toHaveLength(1);
  });

  test('that is never answered fails after two seconds', async () => {
    // given
    gateway.answer('CancelProcessInstance', 'silence');

    // when
    const started = Date.now();
    const refusal = await refusalOf(engine.cancelProcessInstance('2251799813685266'));

    // then
    expect(refusal).toBeInstanceOf(EngineUnavailable);
    expect(Date.now() - started).toBeLessThan(2_500);
  });

  test.each([
    [3, 'invalid-argument'],
    [5, 'not-found'],
    [6, 'already-exists'],
    [9, 'invalid-state'],
  ])('answered with code %i is refused as %s', async (refuse, reason) => {
    // given
    gateway.answer('ResolveIncident', { refuse });

    // when
    const refusal = await refusalOf(engine.resolveIncident('2251799813685266'));

    // then
    expect(refusal).toBeInstanceOf(EngineRefused);
    expect(refusal).toMatchObject({ reason });
  });

  test('with a malformed key is refused like any other and does not throw something else', async () => {
    expect([EngineUnavailable, EngineRefused]).toContain(((await refusalOf(engine.cancelProcessInstance('no key'))) as Error).constructor);
  });

  test('that publishes the same message twice succeeds twice', async () => {
    // given
    gateway.answer('PublishMessage', {}, { refuse: 6 });

    // when
    await engine.publishMessage(aMessage);
    await engine.publishMessage({ ...aMessage, variables: { amount: 10 } });

    // then
    expect(gateway.callsOf('PublishMessage')).toMatchObject([
      { name: 'fee-paid', correlationKey: 'f1', messageId: 'm1', timeToLive: '1000', variables: '{}' },
      { variables: '{"amount":10}' },
    ]);
  });

  test.each([
    ['completion', () => engine.completeUserTask('1', {})],
    ['assignment', () => engine.assignUserTask('1', 'an', 'claim')],
    ['release', () => engine.unassignUserTask('1')],
  ])('for the %s of a user task says that the engine is away when nobody listens', async (_, command) => {
    await expect(command()).rejects.toBeInstanceOf(EngineUnavailable);
  });
});

describe('the health of the engine', () => {
  test('follows the topology, and its instant changes only with the value', async () => {
    // given
    const first = await eventually(
      () => engine.health(),
      ({ reachable }) => reachable,
    );

    // when
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    const unchanged = engine.health();
    gateway.answer('Topology', { brokers: [leading(1), leading(2)], partitionsCount: 2 });
    const grown = await eventually(
      () => engine.health(),
      ({ partitions }) => partitions === 2,
    );
    gateway.answer('Topology', { brokers: [], partitionsCount: 1 });
    const without = await eventually(
      () => engine.health(),
      ({ reachable }) => !reachable,
    );

    // then
    expect(first.partitions).toBe(1);
    expect(unchanged).toEqual(first);
    expect(grown.since).toBe(first.since);
    expect(without.partitions).toBe(0);
    expect(Date.parse(without.since)).toBeGreaterThan(Date.parse(first.since));
  });

  test('is looked at again as soon as a command finds the engine away', async () => {
    // given
    await eventually(() => engine.health().reachable);
    const asked = () => gateway.callsOf('Topology').length;
    const before = asked();

    // when
    gateway.answer('PublishMessage', { refuse: 14 });
    await refusalOf(engine.publishMessage(aMessage));

    // then
    await eventually(() => asked() > before, Boolean, 500);
  });
});
