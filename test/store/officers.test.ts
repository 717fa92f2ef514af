import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { NotFound } from '../../domain/errors.ts';
import type { Agencies, Calendars, Officers } from '../../server/ports/index.ts';
import { NoCalendar } from '../../server/ports/no-calendar.ts';
import { agenciesIn } from '../../server/store/agencies.ts';
import { CalendarVersionTaken } from '../../server/ports/calendars.ts';
import { calendarsIn } from '../../server/store/calendars.ts';
import { officersIn } from '../../server/store/officers.ts';
import { demoData } from '../../server/usecases/demo/demo-data.ts';
import { seedDemo } from '../../server/usecases/demo/seed-demo.ts';
import { aClock, anAgency, fakePasswords } from '../support/session-fakes.ts';
import { DATABASES, openStore, type OpenStore } from './open-store.ts';

describe.each(DATABASES)('people and calendars (%s)', (kind) => {
  let open: OpenStore;
  let agencies: Agencies;
  let officers: Officers;
  let calendars: Calendars;
  const clock = aClock('2026-11-23T01:00:00.000Z');
  beforeAll(async () => {
    open = await openStore(kind);
    agencies = agenciesIn(open.connection, clock);
    officers = officersIn(open.connection, agencies, clock);
    calendars = calendarsIn(open.connection);
  });
  afterAll(async () => {
    await open.stop();
  });

  const lan = { id: 'lan', username: 'lan', name: 'Nguyễn Thị Lan', passwordHash: 'hash' };
  const at = (agency: string, ...roles: string[]): { agency: string; roles: string[] } => ({ agency, roles });

  test('an agency has one version at a time, and keeps its id through a new name', async () => {
    // given
    await agencies.put(anAgency({ id: 'ward-a', validFrom: '2025-07-01', shortName: 'cũ' }));
    await agencies.put(anAgency({ id: 'ward-a', validFrom: '2026-06-01', shortName: 'mới', parent: 'center' }));

    // then
    expect((await agencies.get('ward-a')).shortName).toBe('mới');
    const on = async (date: string): Promise<string[]> => (await agencies.validOn(date)).filter(({ id }) => id === 'ward-a').map(({ shortName }) => shortName);
    expect([await on('2025-06-30'), await on('2025-07-01'), await on('2026-05-31'), await on('2026-06-01')]).toEqual([[], ['cũ'], ['cũ'], ['mới']]);
    expect(await agencies.get('ward-a')).toEqual(anAgency({ id: 'ward-a', validFrom: '2026-06-01', shortName: 'mới', parent: 'center' }));
  });

  test('an agency that has ended takes no part any more and still has its name', async () => {
    // given
    await agencies.put(anAgency({ id: 'ward-b', validTo: '2026-06-30' }));

    // then
    expect((await agencies.validOn('2026-06-30')).map(({ id }) => id)).toContain('ward-b');
    expect((await agencies.validOn('2026-07-01')).map(({ id }) => id)).not.toContain('ward-b');
    expect((await agencies.get('ward-b')).name.vi).toBe('UBND phường An Phú');
    await expect(agencies.get('nowhere')).rejects.toThrow(NotFound);
  });

  test('an officer has the roles of now, with the name the agency has now', async () => {
    // given
    await officers.put({ ...lan, assignments: [at('ward-a', 'RECEPTION_OFFICER')] });

    // then
    expect(await officers.find('lan')).toEqual({
      ...lan,
      disabled: false,
      assignments: [{ agency: 'ward-a', agencyName: 'UBND phường An Phú', roles: ['RECEPTION_OFFICER'] }],
    });
    expect(await officers.findByUsername('lan')).toEqual(await officers.find('lan'));
    expect([await officers.find('minh'), await officers.findByUsername('minh')]).toEqual([undefined, undefined]);
  });

  test('a change of roles ends the old ones without forgetting them', async () => {
    // when
    clock.pass(60);
    await officers.put({ ...lan, assignments: [at('ward-a', 'RECEPTION_OFFICER'), at('ward-b', 'CASHIER')] });
    clock.pass(60);
    await officers.put({ ...lan, assignments: [at('ward-b', 'CASHIER')] });

    // then
    expect((await officers.find('lan'))?.assignments).toMatchObject([at('ward-b', 'CASHIER')]);
    const kept = await open.db.collection('officers').findOne({ username: 'lan' });
    expect(kept?.['assignments']).toEqual([
      { ...at('ward-a', 'RECEPTION_OFFICER'), validFrom: '2026-11-23T01:00:00.000Z', validTo: '2026-11-23T01:02:00.000Z' },
      { ...at('ward-b', 'CASHIER'), validFrom: '2026-11-23T01:01:00.000Z' },
    ]);
  });

  test('many who change one officer at once leave one whole state', async () => {
    // when
    const changes = await Promise.allSettled(
      Array.from({ length: 4 }, (_, n) =>
        officers.put({ ...lan, name: `Lan ${String(n)}`, assignments: [at('ward-a', n % 2 === 0 ? 'APPROVER' : 'CASHIER')] }),
      ),
    );

    // then
    expect(changes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await officers.find('lan'))?.assignments).toHaveLength(1);
  });

  test('one user name belongs to one officer', async () => {
    await expect(officers.put({ ...lan, id: 'other', assignments: [] })).rejects.toThrow();
    expect((await officers.findByUsername('lan'))?.id).toBe('lan');
  });

  test('the newest calendar counts; a version never changes its days', async () => {
    // given
    const { calendar } = demoData();
    await expect(calendars.current()).rejects.toThrow(NoCalendar);

    // when
    await calendars.put(calendar);
    await calendars.put(calendar);
    await calendars.put({ ...calendar, version: calendar.version + 1, exceptions: [] });

    // then
    expect((await calendars.current()).exceptions).toEqual([]);
    await expect(calendars.put({ ...calendar, exceptions: [] })).rejects.toThrow(CalendarVersionTaken);
  });

  test('the demonstration is there after one start, and a second start changes nothing', async () => {
    // given
    const needs = { agencies, officers, calendars, passwords: fakePasswords() };
    const state = async (): Promise<string> =>
      JSON.stringify([
        await open.db.collection('officers').find({}).toArray(),
        await open.db.collection('agencies').find({}).toArray(),
        await open.db.collection('calendars').find({}).toArray(),
      ]);

    // when
    const seeded = await seedDemo(needs, 'mật khẩu chung');
    const before = await state();
    clock.pass(60);
    await seedDemo(needs, 'mật khẩu chung');

    // then
    expect(await state()).toBe(before);
    expect(seeded.accounts.length).toBe(demoData().officers.length);
    expect((await officers.findByUsername('nam.bietphai'))?.assignments.map(({ agency }) => agency)).toEqual(['an-phu-ward', 'an-phu-branch']);
  });

  test("another password at the next start becomes everybody's", async () => {
    // when
    await seedDemo({ agencies, officers, calendars, passwords: fakePasswords() }, 'mật khẩu mới');

    // then
    expect((await officers.findByUsername('lan.tiepnhan'))?.passwordHash).toBe('plain:mật khẩu mới'.normalize('NFC'));
  });
});
