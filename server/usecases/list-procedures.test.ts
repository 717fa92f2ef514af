import { describe, expect, test } from '@jest/globals';
import { aRelease, aSheet, PROCEDURE } from '../../test/support/builders/a-release.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakeAgencies } from '../../test/support/fakes/fake-surroundings.ts';
import { fakePorts } from '../../test/support/fakes/fake-ports.ts';
import { getDiagram, getRelease, listAgencies, listProcedures } from './list-procedures.ts';

describe('procedures', () => {
  test('show their newest deployed release', async () => {
    const ports = fakePorts({ releases: [aRelease(), aRelease({ number: 2, sheet: aSheet({ shortName: 'Mới' }) }), aRelease({ number: 3, deployed: {} })] });
    expect((await listProcedures(ports)).procedures).toMatchObject([{ id: PROCEDURE, release: 2, shortName: 'Mới' }]);
  });

  test('say which kinds of agencies may decide, if not all may', async () => {
    const ports = fakePorts({ releases: [aRelease({ sheet: aSheet({ competentKinds: ['commune'] }) })] });
    expect((await listProcedures(ports)).procedures).toMatchObject([{ competentKinds: ['commune'] }]);
    expect((await listProcedures(fakePorts())).procedures[0]).not.toHaveProperty('competentKinds');
  });

  test('show any release with its intake form and its exact diagram', async () => {
    const ports = fakePorts({ releases: [aRelease({ diagram: '<one/>' }), aRelease({ number: 2, diagram: '<two/>' })] });
    expect(await getRelease(ports, { procedure: PROCEDURE, release: 1 })).toMatchObject({
      release: 1,
      intakeForm: { id: 'intake' },
      components: [{ id: 'application' }, { id: 'authorisation' }],
    });
    expect(await getDiagram(ports, { procedure: PROCEDURE, release: 1 })).toBe('<one/>');
    await expect(getRelease(ports, { procedure: PROCEDURE, release: 9 })).rejects.toMatchObject({ code: 'release-not-found' });
  });
});

describe('agencies', () => {
  const agencies = fakeAgencies([
    { id: 'old', code: 'H99.31', name: { vi: 'Cũ', en: 'Old' }, shortName: 'Cũ', kind: 'commune', validFrom: '2025-07-01', validTo: '2026-06-30' },
    { id: 'new', code: 'H99.32', name: { vi: 'Mới', en: 'New' }, shortName: 'Mới', kind: 'commune', validFrom: '2026-07-01' },
  ]);
  const on = async (instant: string): Promise<string[]> => (await listAgencies({ agencies, clock: new FakeClock(instant) })).agencies.map(({ id }) => id);

  test('are the ones of today', async () => {
    expect(await on('2026-06-30T03:00:00.000Z')).toEqual(['old']);
    expect(await on('2026-07-01T03:00:00.000Z')).toEqual(['new']);
  });

  test('where today begins at midnight in Việt Nam', async () => {
    expect(await on('2026-06-30T17:30:00.000Z')).toEqual(['new']);
  });
});
