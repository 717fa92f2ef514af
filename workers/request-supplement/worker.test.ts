import { describe, expect, test } from '@jest/globals';
import { aDossierWithTask, aVault, D1 } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anActor } from '../../test/support/builders/people.ts';
import { aRelease, aSheet } from '../../test/support/builders/a-release.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import { observe } from '../../domain/dossier/observe.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import { reveal } from '../../domain/history/commitment.ts';
import { requestSupplement } from './worker.ts';

const INPUT = { dossierId: D1 };

/** The officer has just written what is missing. */
function asked(record = aDossierWithTask(), { elementId = 'look-up', taskKey = TASK, missing = 'Giấy ủy quyền' } = {}): DossierRecord {
  const vault = aVault();
  const data = {
    taskKey,
    elementId,
    outcome: 'NOT_FOUND',
    values: vault.hideAll({ missing }),
    sent: {},
    reason: { ...vault.hide('Người nộp không phải người được đăng ký') },
  };
  return applyChange(record, {
    entries: [{ kind: 'decided', at: '2026-11-20T02:30:00.000Z', actor: anActor(aCaseOfficer()), data: data as never }],
    secrets: vault.secrets,
  });
}
const items = (ports: FakePorts): unknown => reveal(theDossier(ports, D1).state.supplements['supplement-800']?.items, theDossier(ports, D1).secrets);

describe('requesting a supplement', () => {
  test('asks for what the officer wrote, until the day our calendar says', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    expect(await deliver(requestSupplement, ports, INPUT)).toEqual({ supplementId: 'supplement-800', supplementDueAt: '2026-11-30T10:00:00+07:00' });
    expect(items(ports)).toEqual({ missing: 'Giấy ủy quyền', reason: 'Người nộp không phải người được đăng ký' });
    expect(JSON.stringify(theDossier(ports, D1).pending)).not.toContain('ủy quyền');
  });

  test('delivered again, a day later, keeps the first date and what was asked', async () => {
    const ports = fakePorts({ dossiers: [asked()] });
    const first = await deliver(requestSupplement, ports, INPUT);
    ports.clock.pass(86_400_000);
    for (const again of await deliverAgain(requestSupplement, ports, INPUT)) expect(again).toEqual(first);
    expect(Object.keys(theDossier(ports, D1).state.supplements)).toEqual(['supplement-800']);
  });

  test('passes over a decision that was undone', async () => {
    const undone = observe(
      applyChange(asked(), { entries: [], outbox: [{ kind: 'complete-task', taskKey: TASK, variables: {} }] }),
      new Story({ from: 500 }).cancel(TASK).facts,
      elementOf,
    );
    const ports = fakePorts({ dossiers: [undone] });
    await deliver(requestSupplement, ports, INPUT);
    expect(items(ports)).toEqual({});
  });

  test('derives the date from the very moment the history names', async () => {
    const sheet = aSheet({ limits: { supplement: { unit: 'SAME_DAY' } } });
    const ports = fakePorts({ dossiers: [asked()], clock: new FakeClock('2026-11-18T07:59:50.000Z', { tickMs: 80_000 }), releases: [aRelease({ sheet })] });
    await deliver(requestSupplement, ports, INPUT);
    const entry = theDossier(ports, D1).pending.at(-1);
    expect(entry?.data['dueAt']).toBe(dueDate(entry?.at ?? '', { limit: { unit: 'SAME_DAY' }, cutOff: '15:00' }, calendarFrom(CALENDAR)).dueAt);
  });

  test('in a year nobody has confirmed asks for nothing', async () => {
    const ports = fakePorts({ dossiers: [asked()], clock: new FakeClock('2026-12-30T03:00:00.000Z') });
    await expect(deliver(requestSupplement, ports, INPUT)).rejects.toMatchObject({ code: 'calendar-not-confirmed' });
    expect(theDossier(ports, D1).state.supplements).toEqual({});
  });
});
