import { describe, expect, test } from '@jest/globals';
import { anActor, anOfficer, CENTER } from '../../test/support/builders/people.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import type { CalendarException } from './calendar-data.ts';
import { shippedRecord, type CalendarRecord } from './calendar-record.ts';
import { confirmCalendar, discardCalendar, proposeCalendar, type CalendarWish } from './propose-calendar.ts';

const AT = '2026-11-25T02:00:00.000Z';
const by = (id: string): { actor: ReturnType<typeof anActor>; at: string } => ({
  actor: anActor(anOfficer({ id, agency: CENTER, roles: ['SYSTEM_ADMIN'] })),
  at: AT,
});
const LONG = by('long.hethong');
const VAN = by('van.quytrinh');
const LEADER = by('dung.giamdoc');

const CURRENT = shippedRecord(CALENDAR);
const FLOOD: CalendarException = { date: '2026-11-26', kind: 'LOCAL_CLOSED', name: 'Ngập lụt', document: 'TB 12' };
const { version: _version, timeZone: _timeZone, ...CONTENT } = CALENDAR;
const aWish = (change: Partial<CalendarWish> = {}): CalendarWish => ({
  version: 2,
  revision: 0,
  content: { ...CONTENT, exceptions: [...CALENDAR.exceptions, FLOOD] },
  decision: 'QĐ 41',
  reason: 'Nghỉ vì ngập lụt',
  ...change,
});
const kept = (record: Omit<CalendarRecord, 'commands'>): CalendarRecord => ({ ...record, commands: [] });
const proposed = (): CalendarRecord => kept(proposeCalendar(CURRENT, undefined, aWish(), LONG));

describe('a proposal', () => {
  test('is the next version, with its reason and everybody who worked on it', () => {
    const first = proposed();
    const second = proposeCalendar(CURRENT, first, aWish({ revision: 1, reason: 'Nghỉ vì ngập lụt, hai ngày' }), VAN);

    expect(first).toMatchObject({ version: 2, revision: 1, state: 'proposed', decision: 'QĐ 41', changedAt: AT });
    expect(second).toMatchObject({ version: 2, revision: 2, reason: 'Nghỉ vì ngập lụt, hai ngày' });
    expect(second.authors.map(({ officer }) => officer)).toEqual(['long.hethong', 'van.quytrinh']);
  });

  test('names who entered a day that is new or changed, whatever was sent, and leaves the others theirs', () => {
    // given
    const forged = { ...FLOOD, enteredBy: 'dung.giamdoc' };
    const first = kept(proposeCalendar(CURRENT, undefined, aWish({ content: { ...CONTENT, exceptions: [...CALENDAR.exceptions, forged] } }), LONG));

    // when
    const renamed = { ...CALENDAR.exceptions[0]!, name: 'Ngày Văn hóa' };
    const second = proposeCalendar(CURRENT, first, aWish({ revision: 1, content: { ...CONTENT, exceptions: [renamed, FLOOD] } }), VAN);

    // then
    expect(first.data.exceptions).toEqual([CALENDAR.exceptions[0], { ...FLOOD, enteredBy: 'long.hethong' }]);
    expect(second.data.exceptions).toEqual([
      { ...renamed, enteredBy: 'van.quytrinh' },
      { ...FLOOD, enteredBy: 'long.hethong' },
    ]);
  });

  test.each([
    ['that was read before somebody else changed it', { revision: 0 }],
    ['of a version that is no longer the next', { revision: 1, version: 3 }],
  ])('%s is refused', (_why, change) => {
    expect(() => proposeCalendar(CURRENT, proposed(), aWish(change), VAN)).toThrow(expect.objectContaining({ code: 'calendar-changed' }));
  });

  test('begins anew after one was discarded, and what was read of the discarded one cannot overwrite it', () => {
    const discarded = discardCalendar(proposed(), 1);
    const again = kept(proposeCalendar(CURRENT, discarded, aWish(), VAN));

    expect(again).toMatchObject({ revision: 3, state: 'proposed', authors: [expect.objectContaining({ officer: 'van.quytrinh' })] });
    expect(() => proposeCalendar(CURRENT, again, aWish({ revision: 1 }), LONG)).toThrow(expect.objectContaining({ code: 'calendar-changed' }));
  });

  test('points at what is wrong with its days', () => {
    const twice = aWish({ content: { ...CONTENT, exceptions: [FLOOD, { ...FLOOD, name: 'Ngập' }] } });
    const backwards = aWish({ content: { ...CONTENT, exceptions: [{ ...FLOOD, validTo: '2026-11-25' }] } });

    expect(() => proposeCalendar(CURRENT, undefined, twice, LONG)).toThrow(
      expect.objectContaining({ code: 'invalid-input', errors: [expect.objectContaining({ pointer: '/content/exceptions' })] }),
    );
    expect(() => proposeCalendar(CURRENT, undefined, backwards, LONG)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/content/exceptions/0/validTo' })] }),
    );
  });

  test('never makes a confirmed year a draft again, for dates have been promised in it', () => {
    for (const years of [[], [{ year: 2026, state: 'draft' as const }]]) {
      expect(() => proposeCalendar(CURRENT, undefined, aWish({ content: { ...CONTENT, years } }), LONG)).toThrow(
        expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/content/years' })] }),
      );
    }
  });
});

describe('confirmation', () => {
  test('puts the version into force and opens the work on the dossiers', () => {
    expect(confirmCalendar(proposed(), 1, LEADER)).toMatchObject({
      state: 'confirmed',
      revision: 2,
      confirmedAt: AT,
      confirmedBy: { officer: 'dung.giamdoc' },
      moves: { state: 'running', looked: 0, moved: 0, nextAt: AT },
    });
  });

  test('is not for anybody who has worked on the proposal', () => {
    const both = kept(proposeCalendar(CURRENT, proposed(), aWish({ revision: 1 }), VAN));
    for (const author of [LONG, VAN]) {
      expect(() => confirmCalendar(both, 2, author)).toThrow(expect.objectContaining({ code: 'action-not-allowed' }));
    }
  });

  test('is of what the leader saw: not of a later change, and not of nothing', () => {
    const changed = kept(proposeCalendar(CURRENT, proposed(), aWish({ revision: 1 }), VAN));
    expect(() => confirmCalendar(changed, 1, LEADER)).toThrow(expect.objectContaining({ code: 'calendar-changed' }));
    for (const nothing of [undefined, discardCalendar(proposed(), 1), confirmCalendar(proposed(), 1, LEADER)]) {
      expect(() => confirmCalendar(nothing, 2, LEADER)).toThrow(expect.objectContaining({ code: 'calendar-proposal-not-found' }));
    }
  });
});
