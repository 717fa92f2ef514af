import { describe, expect, test } from '@jest/globals';
import { aDossierWithTask, after, aVault, D1, received, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aRelease, aSheet } from '../../test/support/builders/a-release.ts';
import { aCaseOfficer, anActor, anOfficer, FIRE_POLICE } from '../../test/support/builders/people.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { ClockView } from '../../contract/clock.ts';
import { listDossiers as listOperation } from '../../contract/endpoints/dossiers.ts';
import { listTasks as inboxOperation, TaskDetail } from '../../contract/endpoints/tasks.ts';
import { observe } from '../../domain/dossier/observe.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { getDossier, listDossiers } from './get-dossier.ts';
import { getTask } from './get-task.ts';
import { listTasks } from './list-tasks.ts';

const LEFT = { overdue: false, workingDays: 1, workingMinutes: 450, text: { vi: 'Còn 1 ngày làm việc', en: 'Left: 1 working day' } };
const QUERY = { queue: 'all', limit: 50, counts: true } as const;

/** A dossier due on 26/11 at 10:00 with a task that has two working days. */
function promised(): DossierRecord {
  const record = after(aDossierWithTask({ free: true, data: { calendarVersion: 1, consultedAgencies: [FIRE_POLICE] } }), [received()]);
  const story = new Story({ from: 500 }).add('task-created', {
    elementId: 'sign',
    elementInstanceKey: '77',
    data: { taskKey: '7', candidateGroups: ['an-phu-ward:CASE_OFFICER'], headers: { outcomes: 'DONE', timeLimit: '2 working days' } },
  });
  return observe(record, story.facts, () => undefined);
}

const portsAt = (now: string, record = promised()): FakePorts => fakePorts({ dossiers: [record], clock: new FakeClock(now) });

describe('what is left of the time', () => {
  test('stands on the dossier, with every line of its arithmetic', async () => {
    const { clock, dueAt } = await getDossier(portsAt('2026-11-25T03:00:00.000Z'), aCaseOfficer(), D1);
    expect(ClockView.parse(clock)).toMatchObject({
      state: 'due-soon',
      dueAt: '2026-11-26T10:00:00+07:00',
      remaining: LEFT,
      limitText: { en: '3 working days' },
    });
    expect([dueAt, clock.lines.length, clock.spent]).toEqual([clock.dueAt, 7, [{ agency: 'an-phu-ward', workingMinutes: 900, overBudget: false }]]);
  });

  test('stands on a task, beside the limit of the task itself', async () => {
    const detail = TaskDetail.parse(await getTask(portsAt('2026-11-25T03:00:00.000Z'), aCaseOfficer(), '7'));
    expect(detail.clock).toMatchObject({ state: 'due-soon', remaining: LEFT });
    expect(detail.taskDue).toMatchObject({
      limit: { unit: 'WORKING_DAY', amount: 2 },
      dueAt: '2026-11-25T10:08:00+07:00',
      calendarVersion: 1,
      remaining: { workingMinutes: 8 },
    });
    expect(TaskDetail.parse(await getTask(portsAt('2026-11-25T03:00:00.000Z'), aCaseOfficer(), TASK))).not.toHaveProperty('taskDue');
  });

  test('stands in the inbox and in the list, computed when they are read', async () => {
    const ports = portsAt('2026-11-25T03:00:00.000Z');
    const { items } = inboxOperation.reply.parse(await listTasks(ports, aCaseOfficer(), QUERY));
    const dates = { dueAt: '2026-11-26T10:00:00+07:00', dueSoonAt: '2026-11-25T10:00:00+07:00', overdueAt: '2026-11-26T17:00:00+07:00' };
    expect(items).toMatchObject([
      { key: TASK, ...dates, remaining: LEFT },
      { key: '7', ...dates, taskDueAt: '2026-11-25T10:08:00+07:00', remaining: LEFT },
    ]);
    const { dossiers } = listOperation.reply.parse(await listDossiers(ports, aCaseOfficer(), { limit: 50 }));
    expect(dossiers).toMatchObject([{ ...dates, remaining: LEFT }]);
    ports.clock.set('2026-11-27T02:15:00.000Z');
    expect((await listTasks(ports, aCaseOfficer(), QUERY)).items[0]?.remaining).toMatchObject({ overdue: true, workingDays: 1 });
  });

  test('stands still while the clock does, and is gone when it has stopped', async () => {
    const paused = portsAt('2026-12-10T03:00:00.000Z', after(promised(), [supplementRequested()]));
    const sheet = aSheet({ clock: { limit: { unit: 'WORKING_DAY', amount: 3 }, onSupplement: 'PAUSE', cutOff: '15:00' } });
    const ports = fakePorts({ dossiers: [after(promised(), [supplementRequested()])], releases: [aRelease({ sheet })], clock: paused.clock });
    const { dossiers } = await listDossiers(ports, aCaseOfficer(), { limit: 50 });
    const { clock } = await getDossier(ports, aCaseOfficer(), D1);
    expect(dossiers[0]?.pausedSince).toBe(clock.pauses[0]?.from);
    expect(dossiers[0]?.remaining).toEqual(clock.remaining);
    const done = portsAt(
      '2026-12-10T03:00:00.000Z',
      after(promised(), [{ kind: 'element-activated', at: '2026-11-25T03:00:00.000Z', data: { portalStatus: 9 } }]),
    );
    expect((await listDossiers(done, aCaseOfficer(), { limit: 50 })).dossiers[0]).toMatchObject({
      stoppedAt: '2026-11-25T03:00:00.000Z',
      punctuality: 'early',
    });
    expect((await listDossiers(done, aCaseOfficer(), { limit: 50 })).dossiers[0]).not.toHaveProperty('remaining');
  });

  test('is not known in a year nobody has confirmed, and the dossier is shown all the same', async () => {
    const draft = { ...CALENDAR, years: [{ year: 2026, state: 'draft' as const }] };
    const ports = fakePorts({ dossiers: [promised()], calendar: draft, clock: new FakeClock('2026-11-25T03:00:00.000Z') });
    const { clock, dueAt } = await getDossier(ports, aCaseOfficer(), D1);
    expect(ClockView.parse(clock)).toMatchObject({ state: 'running', unconfirmedYear: 2026, lines: [] });
    expect(dueAt).toBeUndefined();
    expect((await listTasks(ports, aCaseOfficer(), QUERY)).items[0]).not.toHaveProperty('dueAt');
  });
});

test('the reason of an apology is read by those who may read personal data', async () => {
  // given
  const vault = aVault();
  const data = { newDueAt: '2026-12-01T10:00:00+07:00', number: '7/PXL', calendarVersion: 1, reason: { ...vault.hide('Chờ ý kiến cơ quan phối hợp') } };
  const record = applyChange(promised(), {
    entries: [{ kind: 'apology-issued', at: '2026-11-25T03:00:00.000Z', actor: anActor(), data }],
    secrets: vault.secrets,
  });
  const ports = portsAt('2026-11-25T04:00:00.000Z', record);

  // when
  const [ours, theirs] = await Promise.all([
    getDossier(ports, aCaseOfficer(), D1),
    getDossier(ports, anOfficer({ id: 'pccc', agency: FIRE_POLICE, roles: ['CONSULTED_AGENCY'] }), D1),
  ]);

  // then
  expect(ours.clock.apology).toMatchObject({ reason: 'Chờ ý kiến cơ quan phối hợp', late: false, newDueAt: '2026-12-01T10:00:00+07:00' });
  expect(theirs.clock.apology).toMatchObject({ late: false });
  expect(theirs.clock.apology).not.toHaveProperty('reason');
});
