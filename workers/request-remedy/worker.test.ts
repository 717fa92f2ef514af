import { describe, expect, test } from '@jest/globals';
import { aDossier, D1 } from '../../test/support/builders/a-dossier.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { requestRemedy } from './worker.ts';

const INPUT = { dossierId: D1 };

describe('asking an establishment to remedy its faults', () => {
  test('says until when, by our calendar', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    const { remedyDueAt } = await deliver(requestRemedy, ports, INPUT);
    expect(theDossier(ports, D1).state.remedy).toEqual({ requestedAt: ports.clock.now(), dueAt: remedyDueAt });
    expect(theDossier(ports, D1).pending.at(-1)).toMatchObject({ kind: 'remedy-requested', data: { dueAt: remedyDueAt, calendarVersion: 1 } });
  });

  test('delivered again, a day later, keeps the first date', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    const first = await deliver(requestRemedy, ports, INPUT);
    ports.clock.pass(86_400_000);
    for (const again of await deliverAgain(requestRemedy, ports, INPUT)) expect(again).toEqual(first);
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'remedy-requested')).toHaveLength(1);
  });

  test('in a year nobody has confirmed asks nobody', async () => {
    const ports = fakePorts({ dossiers: [aDossier()], clock: new FakeClock('2026-12-31T03:00:00.000Z') });
    await expect(deliver(requestRemedy, ports, INPUT)).rejects.toMatchObject({ code: 'calendar-not-confirmed' });
    expect(theDossier(ports, D1).state.remedy).toBeUndefined();
  });
});
