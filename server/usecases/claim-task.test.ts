import { describe, expect, test } from '@jest/globals';
import { aDossierWithTask, D1, decided } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anOfficer, aStranger } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { observe } from '../../domain/dossier/observe.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import { claimTask, releaseTask } from './claim-task.ts';

const tuan = aCaseOfficer();
const lan = aCaseOfficer('lan.hotich');

/** What the engine does comes back as a fact a moment later. */
function setUp(record: DossierRecord = aDossierWithTask({ free: true })): FakePorts {
  const ports = fakePorts({ dossiers: [record] });
  const holder = record.state.tasks[TASK]?.assignee;
  if (holder !== undefined) ports.engine.assignees.set(TASK, holder);
  let position = 500;
  ports.engine.afterEffect = ({ command, name }) => {
    const story = new Story({ from: position++ });
    const facts = command === 'assign' ? story.assign(TASK, name ?? '').facts : story.add('task-released', { data: { taskKey: TASK } }).facts;
    setTimeout(() => void ports.dossiers.change(D1, (current) => observe(current, facts, elementOf)), 10);
  };
  return ports;
}

describe('taking a task', () => {
  test('is the engine’s answer, seen in the dossier', async () => {
    const ports = setUp();
    expect(await claimTask(ports, tuan, TASK)).toMatchObject({ settled: true, assignee: tuan.id });
    expect(theDossier(ports, D1).state.tasks[TASK]?.assignee).toBe(tuan.id);
  });

  test('of two officers at the same moment exactly one gets it', async () => {
    const ports = setUp();
    const answers = await Promise.allSettled([claimTask(ports, tuan, TASK), claimTask(ports, lan, TASK)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'task-already-claimed' } });
  });

  test('twice by the same officer is taken once', async () => {
    const ports = setUp();
    await claimTask(ports, tuan, TASK);
    expect(await claimTask(ports, tuan, TASK)).toMatchObject({ settled: true, assignee: tuan.id });
    expect(ports.engine.told).toHaveLength(1);
  });

  test('again, because the first answer was lost, is recognised as ours', async () => {
    const ports = setUp();
    ports.engine.assignees.set(TASK, tuan.id);
    setTimeout(() => void ports.dossiers.change(D1, (current) => observe(current, new Story({ from: 500 }).assign(TASK, tuan.id).facts, elementOf)), 20);
    expect(await claimTask(ports, tuan, TASK)).toMatchObject({ settled: true, assignee: tuan.id });
  });

  test('that the engine has just closed is refused as closed', async () => {
    const ports = setUp();
    ports.engine.closed.add(TASK);
    setTimeout(() => void ports.dossiers.change(D1, (current) => observe(current, new Story({ from: 500 }).cancel(TASK).facts, elementOf)), 20);
    await expect(claimTask(ports, tuan, TASK)).rejects.toMatchObject({ code: 'task-closed' });
  });

  test('of which a colleague has been seen to have it is refused without asking the engine', async () => {
    const ports = setUp(aDossierWithTask());
    await expect(claimTask(ports, lan, TASK)).rejects.toMatchObject({ code: 'task-already-claimed' });
    expect(ports.engine.told).toEqual([]);
  });

  test('is for its candidate groups only, and unknown to other agencies', async () => {
    const ports = setUp();
    await expect(claimTask(ports, anOfficer({ roles: ['DIVISION_HEAD'] }), TASK)).rejects.toMatchObject({ code: 'action-not-allowed' });
    await expect(claimTask(ports, aStranger(), TASK)).rejects.toMatchObject({ code: 'task-not-found' });
    await expect(claimTask(ports, tuan, '999')).rejects.toMatchObject({ code: 'task-not-found' });
    expect(ports.engine.told).toEqual([]);
  });

  test('while the engine is away says so', async () => {
    const ports = setUp();
    ports.engine.available = false;
    await expect(claimTask(ports, tuan, TASK)).rejects.toThrow(EngineUnavailable);
  });
});

describe('giving a task back', () => {
  test('frees it for the others', async () => {
    const ports = setUp(aDossierWithTask());
    expect(await releaseTask(ports, tuan, TASK)).toMatchObject({ settled: true });
    expect(theDossier(ports, D1).state.tasks[TASK]).not.toHaveProperty('assignee');
  });

  test('is refused to somebody who does not hold it', async () => {
    const ports = setUp(aDossierWithTask());
    await expect(releaseTask(ports, lan, TASK)).rejects.toMatchObject({ code: 'task-not-claimed' });
    expect(ports.engine.told).toEqual([]);
  });

  test('is refused when the decision is on its way', async () => {
    const ports = setUp(decided(aDossierWithTask()));
    await expect(releaseTask(ports, tuan, TASK)).rejects.toMatchObject({ code: 'task-closed' });
    expect(ports.engine.told).toEqual([]);
  });

  test('that the engine has just closed is refused as closed, not as an error of ours', async () => {
    const ports = setUp(aDossierWithTask());
    ports.engine.failures.push(new EngineRefused('not-found', 'gone'));
    await expect(releaseTask(ports, tuan, TASK)).rejects.toMatchObject({ code: 'task-closed' });
  });
});
