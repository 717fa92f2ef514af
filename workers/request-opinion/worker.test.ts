import { describe, expect, test } from '@jest/globals';
import { aDossier, D1 } from '../../test/support/builders/a-dossier.ts';
import { FIRE_POLICE } from '../../test/support/builders/people.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier } from '../../test/support/fakes/fake-ports.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import { requestOpinion } from './worker.ts';

const INPUT = { dossierId: D1, consultedAgency: FIRE_POLICE };

describe('asking for an opinion', () => {
  test('says until when, by our calendar', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await deliver(requestOpinion, ports, INPUT)).toEqual({ opinionId: 'opinion-800', opinionDueAt: '2026-11-25T10:00:00+07:00' });
    expect(theDossier(ports, D1).state.opinions).toEqual({ 'opinion-800': { id: 'opinion-800', agency: FIRE_POLICE, dueAt: '2026-11-25T10:00:00+07:00' } });
    expect(theDossier(ports, D1).pending.at(-1)).toMatchObject({ data: { agencyName: 'Phòng Cảnh sát phòng cháy', calendarVersion: 1 } });
  });

  test('counts in the sessions of the agency that is asked', async () => {
    const calendar = { ...CALENDAR, agencies: { [FIRE_POLICE]: { sessions: { ...CALENDAR.sessions, '6': [['07:30', '11:30'] as [string, string]] } } } };
    const ports = fakePorts({ dossiers: [aDossier()], calendar });
    expect(await deliver(requestOpinion, ports, INPUT)).toMatchObject({ opinionDueAt: '2026-11-23T10:00:00+07:00' });
  });

  test('delivered again, a day later, keeps the first date', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    const first = await deliver(requestOpinion, ports, INPUT);
    ports.clock.pass(86_400_000);
    for (const again of await deliverAgain(requestOpinion, ports, INPUT)) expect(again).toEqual(first);
    expect(Object.keys(theDossier(ports, D1).state.opinions)).toHaveLength(1);
  });

  test('of two agencies is two requests', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await deliver(requestOpinion, ports, INPUT);
    await deliver(requestOpinion, ports, { ...INPUT, consultedAgency: 'binh-an-center' }, { elementInstanceKey: '801' });
    expect(Object.values(theDossier(ports, D1).state.opinions).map(({ agency }) => agency)).toEqual([FIRE_POLICE, 'binh-an-center']);
  });

  test('of an agency that does not exist can be caught by the diagram', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    await expect(deliver(requestOpinion, ports, { ...INPUT, consultedAgency: 'nowhere' })).rejects.toMatchObject({ code: 'agency-not-found' });
    expect(requestOpinion.bpmnErrors).toContain('agency-not-found');
  });

  test('in a year nobody has confirmed asks nobody', async () => {
    const ports = fakePorts({ dossiers: [aDossier()], clock: new FakeClock('2026-12-31T03:00:00.000Z') });
    await expect(deliver(requestOpinion, ports, INPUT)).rejects.toMatchObject({ code: 'calendar-not-confirmed' });
    expect(theDossier(ports, D1).state.opinions).toEqual({});
  });
});
