import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EngineRefused } from '../../server/ports/engine.ts';
import { type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';
import { eventually } from './stamp-worker.ts';

let world: EngineUnderTest;

beforeAll(async () => {
  world = await engineUnderTest();
  for (const file of ['one-user-task.bpmn', 'one-user-task-next.bpmn', 'awaited-message.bpmn', 'fee.dmn', 'one-decision.bpmn']) await world.deploy(file);
}, 120_000);
afterAll(() => world.stop());

const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof EngineRefused ? error.reason : String(error)),
  );
const anOpenTask = async () => {
  const instance = await world.start('one-user-task');
  const { data } = await world.fact(instance, 'task-created');
  return { instance, taskKey: data.taskKey as string };
};

describe('deploying', () => {
  test('a diagram again changes nothing', async () => {
    // when
    const first = await world.deploy('one-user-task.bpmn');
    const second = await world.deploy('one-user-task.bpmn');

    // then
    expect(first).toEqual([{ id: 'one-user-task', version: 1, key: expect.stringMatching(/^\d{16}$/) }]);
    expect(second).toEqual(first);
  });

  test('a decision names the decision', async () => {
    expect(await world.deploy('fee.dmn')).toEqual([{ id: 'one-decision--fee', version: 1, key: expect.stringMatching(/^\d{16}$/) }]);
  });

  test('a form names the form', async () => {
    // given
    const content = JSON.stringify({ id: 'appraise', type: 'default', components: [], schemaVersion: 16 });

    // then
    expect(await world.engine.deploy({ name: 'appraise.form', content })).toEqual([{ id: 'appraise', version: 1, key: expect.stringMatching(/^\d{16}$/) }]);
  });

  test('nonsense is refused', async () => {
    expect(await reasonOf(world.engine.deploy({ name: 'nonsense.bpmn', content: '<a/>' }))).toBe('invalid-argument');
  });
});

describe('a start message', () => {
  test('published twice starts one instance', async () => {
    // given
    const message = { name: 'one-user-task.submitted', correlationKey: 'twice', messageId: 'twice', timeToLiveMs: 60_000 };

    // when
    await world.engine.publishMessage(message);
    await world.engine.publishMessage(message);
    await world.start('one-user-task');

    // then
    expect(world.facts.filter(({ kind, data }) => kind === 'process-started' && data.correlationKey === 'twice')).toHaveLength(1);
  });
});

describe('a user task', () => {
  test('tells the inbox where it belongs, and is completed once', async () => {
    // given
    const { instance, taskKey } = await anOpenTask();
    const { data } = await world.fact(instance, 'task-created');

    // when
    const first = await reasonOf(world.engine.completeUserTask(taskKey, { outcome: 'APPROVE' }));
    const second = await reasonOf(world.engine.completeUserTask(taskKey, { outcome: 'RETURN' }));
    await world.fact(instance, 'element-completed', 'one-user-task');

    // then
    expect(data).toEqual({ taskKey, candidateGroups: ['ward:CASE_OFFICER'], formReference: 'appraise', headers: { outcomes: 'APPROVE,RETURN' } });
    expect([first, second]).toEqual(['done', 'not-found']);
    expect((await world.fact(instance, 'task-completed')).data).toEqual({ taskKey, outcome: 'APPROVE', variables: { outcome: 'APPROVE' } });
    expect(
      world.facts
        .filter(({ kind, processInstanceKey }) => kind === 'variable-set' && processInstanceKey === instance)
        .map(({ data: { name, value } }) => `${String(name)}=${String(value)}`),
    ).toContain('appraiseOutcome=APPROVE');
  });

  test('claimed by many at once belongs to exactly one', async () => {
    // given
    const { instance, taskKey } = await anOpenTask();
    const officers = Array.from({ length: 12 }, (_, index) => `officer-${String(index)}`);

    // when
    const results = await Promise.all(officers.map((officer) => reasonOf(world.engine.assignUserTask(taskKey, officer, 'claim'))));
    const assigned = await world.fact(instance, 'task-assigned');

    // then
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    expect(results.filter((result) => result === 'conflict')).toHaveLength(11);
    expect(assigned.data).toEqual({ taskKey, assignee: officers[results.indexOf('done')], action: 'claim' });
    const refused = await eventually(
      () => world.facts.filter(({ kind, data }) => kind === 'claim-refused' && data.taskKey === taskKey),
      (list) => list.length === 11,
    );
    expect(refused[0]).toMatchObject({ processInstanceKey: '-1', data: { command: 'CLAIM', action: 'claim', rejectionType: 'INVALID_STATE' } });
  });

  test('that was released can be claimed by somebody else', async () => {
    // given
    const { instance, taskKey } = await anOpenTask();
    await world.engine.assignUserTask(taskKey, 'an', 'claim');

    // when
    await world.engine.unassignUserTask(taskKey);
    const released = await world.fact(instance, 'task-released');
    const again = await reasonOf(world.engine.assignUserTask(taskKey, 'binh', 'claim'));

    // then
    expect(released.data).toEqual({ taskKey, action: 'unassign' });
    expect(again).toBe('done');
  });

  test('may be claimed again by the officer who holds it', async () => {
    // given
    const { taskKey } = await anOpenTask();
    await world.engine.assignUserTask(taskKey, 'an', 'claim');

    // then
    expect(await reasonOf(world.engine.assignUserTask(taskKey, 'an', 'claim'))).toBe('done');
    expect(await reasonOf(world.engine.assignUserTask(taskKey, 'binh', 'claim'))).toBe('conflict');
  });

  test('that is not there is refused as not found, a malformed command as invalid', async () => {
    // given
    const nobodys = '2251799813685999';

    // then
    expect(await reasonOf(world.engine.completeUserTask(nobodys, {}))).toBe('not-found');
    expect(await reasonOf(world.engine.assignUserTask(nobodys, 'an', 'claim'))).toBe('not-found');
    expect(await reasonOf(world.engine.unassignUserTask(nobodys))).toBe('not-found');
    expect(await reasonOf(world.engine.completeUserTask('abc', {}))).toBe('invalid-argument');
    expect(await reasonOf(world.engine.assignUserTask(nobodys, '', 'claim'))).toBe('invalid-argument');
    expect(await reasonOf(world.engine.completeUserTask(nobodys, { note: 'x'.repeat(300_000) }))).toBe('invalid-argument');
  });

  test('disappears with its instance', async () => {
    // given
    const { instance, taskKey } = await anOpenTask();

    // when
    await world.engine.cancelProcessInstance(instance);
    const canceled = await world.fact(instance, 'task-canceled');
    const later = await reasonOf(world.engine.completeUserTask(taskKey, {}));
    const again = await reasonOf(world.engine.cancelProcessInstance(instance));

    // then
    expect(canceled.data).toEqual({ taskKey });
    expect([later, again]).toEqual(['not-found', 'not-found']);
    expect(await world.fact(instance, 'command-refused')).toMatchObject({ data: { command: 'CANCEL', rejectionType: 'NOT_FOUND' } });
  });
});

describe('a running instance', () => {
  test('is migrated to a process with another name, its task stays open', async () => {
    // given
    const { instance, taskKey } = await anOpenTask();
    const [target] = await world.deploy('one-user-task-next.bpmn');

    // when
    await world.engine.migrateProcessInstance(instance, target!.key, { appraise: 'appraise-again' });
    const migrated = await world.fact(instance, 'instance-migrated');
    await world.engine.completeUserTask(taskKey, { outcome: 'APPROVE' });
    await world.fact(instance, 'element-completed', 'one-user-task-next');

    // then
    expect(migrated.data).toEqual({ targetProcessDefinitionKey: target!.key, mapping: { appraise: 'appraise-again' } });
    expect(await world.fact(instance, 'task-migrated')).toMatchObject({ elementId: 'appraise-again', processId: 'one-user-task-next', data: { taskKey } });
  });

  test('is not migrated where its task has no place', async () => {
    // given
    const { instance } = await anOpenTask();
    const [target] = await world.deploy('one-user-task-next.bpmn');

    // when
    const results = [
      await reasonOf(world.engine.migrateProcessInstance(instance, target!.key, {})),
      await reasonOf(world.engine.migrateProcessInstance(instance, target!.key, { appraise: 'nowhere' })),
      await reasonOf(world.engine.migrateProcessInstance(instance, '2251799813685999', { appraise: 'appraise' })),
    ];

    // then
    expect(results).toEqual(['invalid-state', 'invalid-argument', 'not-found']);
    expect(await world.fact(instance, 'command-refused')).toMatchObject({ processInstanceKey: instance, data: { command: 'MIGRATE' } });
  });
});

describe('a message that is waited for', () => {
  test('goes on once, and a repeat is accepted', async () => {
    // given
    const instance = await world.start('awaited-message', { feeId: 'fee-1', patience: 'PT1H' });
    const awaited = await world.fact(instance, 'message-awaited');
    const message = { name: 'fee-paid', correlationKey: 'fee-1', messageId: 'outbox-1', timeToLiveMs: 60_000, variables: { receipt: 'BL-7' } };

    // when
    await world.engine.publishMessage(message);
    await world.engine.publishMessage(message);
    await world.fact(instance, 'element-completed', 'awaited-message');

    // then
    expect(awaited).toMatchObject({ elementId: 'await-fee', data: { messageName: 'fee-paid', correlationKey: 'fee-1' } });
    expect(world.kindsOf(instance)).toEqual(expect.arrayContaining(['message-correlated await-fee', 'timer-canceled too-late', 'element-completed end']));
  });

  test('is no longer waited for when the timer is faster', async () => {
    // when
    const instance = await world.start('awaited-message', { feeId: 'fee-2', patience: 'PT1S' });
    await world.fact(instance, 'element-completed', 'end-late');

    // then
    const ended = await world.fact(instance, 'message-wait-ended');
    expect(ended.data).toEqual({ messageName: 'fee-paid', correlationKey: 'fee-2' });
    expect(world.kindsOf(instance)).toContain('timer-triggered too-late');
  });

  test('that nobody waits for is dropped when it may not be kept', async () => {
    await expect(world.engine.publishMessage({ name: 'fee-paid', correlationKey: 'nobody', messageId: 'm', timeToLiveMs: 0 })).resolves.toBeUndefined();
  });
});

test('a decision leaves its inputs, the rule that matched, and its output', async () => {
  // when
  const instance = await world.start('one-decision', { channel: 'online' });
  const { data } = await world.fact(instance, 'decision-evaluated');

  // then
  expect(data).toMatchObject({
    decisionId: 'one-decision--fee',
    output: 5000,
    inputs: [{ id: 'channel', value: 'online' }],
    matchedRules: [{ id: 'online', index: 1 }],
  });
});
