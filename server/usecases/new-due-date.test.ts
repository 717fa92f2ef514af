import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, received } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aRelease } from '../../test/support/builders/a-release.ts';
import { anOfficer, WARD } from '../../test/support/builders/people.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { completeTask } from './complete-task.ts';

const LEADER = anOfficer({ id: 'binh.lanhdao', roles: ['APPROVER'] });
const RELEASE = aRelease({
  forms: {
    'sign-apology': {
      type: 'default',
      id: 'sign-apology',
      schemaVersion: 18,
      components: [{ id: 'date', type: 'datetime', subtype: 'date', key: 'newDueDate', dateLabel: 'Ngày hẹn mới' }],
    },
  },
});

/** Due on Thursday 26/11 at 10:00; the leader holds the task in which he signs the letter of apology. */
function toSign(record = after(aDossier(), [received()])): DossierRecord {
  const story = new Story({ from: 500 })
    .task(TASK, { elementId: 'sign-apology', groups: [`${WARD}:APPROVER`], outcomes: 'SIGN,RETURN', formReference: 'sign-apology' })
    .assign(TASK, LEADER.id);
  return observe(record, story.facts, elementOf);
}
const setUp = (record = toSign()): FakePorts => {
  const ports = fakePorts({ dossiers: [record], releases: [RELEASE] });
  ports.dossiers.onCommitted(({ record: { outbox } }) => {
    if (outbox.some(({ kind }) => kind === 'complete-task'))
      void ports.dossiers.change(D1, (current) => observe(current, new Story({ from: 900 }).complete(TASK).facts, elementOf));
  });
  return ports;
};
const sign = (ports: FakePorts, newDueDate: string, outcome = 'SIGN'): ReturnType<typeof completeTask> =>
  completeTask(ports, LEADER, TASK, { outcome, form: { newDueDate } }, { key: 'key-1', bodyHash: 'body-1' });

describe('a leader who promises a new date', () => {
  test('is taken at his word when it is a working day after the due date', async () => {
    expect((await sign(setUp(), '2026-11-27')).settled).toBe(true);
  });

  test.each(['2026-11-26', '2026-11-20', '2026-11-28'])('is told at once that %s is none', async (date) => {
    const ports = setUp();
    const before = theDossier(ports, D1);
    await expect(sign(ports, date)).rejects.toMatchObject({ code: 'date-not-later', errors: [{ pointer: '/form/newDueDate' }] });
    expect(theDossier(ports, D1)).toBe(before);
  });

  test('is told at once that the calendar of that year is not confirmed', async () => {
    await expect(sign(setUp(), '2027-01-04')).rejects.toMatchObject({ code: 'calendar-not-confirmed' });
  });

  test('is told at once that a date was promised anew before', async () => {
    const issued = after(after(aDossier(), [received()]), [
      { kind: 'apology-issued', at: '2026-11-25T02:00:00.000Z', data: { newDueAt: '2026-11-30T10:00:00+07:00', number: '1/PXL', calendarVersion: 1 } },
    ]);
    await expect(sign(setUp(toSign(issued)), '2026-12-01')).rejects.toMatchObject({ code: 'apology-repeated' });
  });

  test('sends the draft back whatever date stands on it', async () => {
    expect((await sign(setUp(), '2026-11-20', 'RETURN')).settled).toBe(true);
  });
});
