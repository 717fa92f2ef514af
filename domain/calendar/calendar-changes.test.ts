import { describe, expect, test } from '@jest/globals';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { calendarChanges, mergeChanges } from './calendar-changes.ts';

const [CULTURE_DAY] = CALENDAR.exceptions;

test('a calendar does not differ from itself, in whatever order it was written and whoever entered it', () => {
  const { sessions, years, exceptions } = CALENDAR;
  const reordered = {
    exceptions: exceptions.map(({ name, kind, date }) => ({ enteredBy: 'long.hethong', name, kind, date })),
    years: [...years].reverse(),
    sessions: Object.fromEntries(Object.entries(sessions).reverse()),
  };
  expect(calendarChanges(CALENDAR, reordered)).toEqual([]);
});

test('every difference is one line: years, hours, days', () => {
  // given
  const flood = { date: '2026-11-24', validTo: '2026-11-25', kind: 'LOCAL_CLOSED', name: 'Ngập lụt' } as const;
  const checked = { ...CULTURE_DAY!, document: 'NQ 28' };
  const after = {
    ...CALENDAR,
    years: [
      { year: 2026, state: 'confirmed' as const },
      { year: 2027, state: 'confirmed' as const },
      { year: 2028, state: 'draft' as const },
    ],
    agencies: { 'an-phu-ward': { sessions: { ...CALENDAR.sessions, 6: [['07:30', '11:30'] as [string, string]] } } },
    exceptions: [flood, checked],
  };

  // then
  expect(calendarChanges(CALENDAR, after)).toEqual([
    { kind: 'year-confirmed', year: 2027 },
    { kind: 'year-added', year: 2028 },
    { kind: 'sessions-changed', agency: 'an-phu-ward' },
    { kind: 'exception-added', exception: flood },
    { kind: 'exception-changed', from: CULTURE_DAY, exception: checked },
  ]);
  expect(calendarChanges(after, { ...CALENDAR, exceptions: [] })).toEqual([
    { kind: 'year-removed', year: 2028 },
    { kind: 'sessions-changed', agency: 'an-phu-ward' },
    { kind: 'exception-removed', exception: flood },
    { kind: 'exception-removed', exception: checked },
  ]);
});

describe('two who change the same calendar', () => {
  const { sessions, years, exceptions } = CALENDAR;
  const base = { sessions, years, exceptions };
  const flood = { date: '2026-11-26', kind: 'LOCAL_CLOSED', name: 'Ngập lụt' } as const;
  const swap = { date: '2026-12-31', kind: 'SWAP_OFF', name: 'Hoán đổi' } as const;

  test('both keep what they did', () => {
    const mine = {
      ...base,
      exceptions: [...exceptions, flood],
      years: [
        { year: 2026, state: 'confirmed' as const },
        { year: 2027, state: 'confirmed' as const },
      ],
    };
    const theirs = { ...base, exceptions: [...exceptions, swap], agencies: { 'an-phu-ward': { sessions: { 6: [['07:30', '11:30'] as [string, string]] } } } };

    const merged = mergeChanges(base, mine, theirs);

    expect(merged.exceptions).toEqual([...exceptions, flood, swap]);
    expect(merged.years).toEqual(mine.years);
    expect(merged.agencies).toEqual(theirs.agencies);
  });

  test('on the same line the one who comes second decides, also that it goes', () => {
    const theirs = { ...base, exceptions: [{ ...exceptions[0]!, name: 'Tên khác' }] };
    expect(mergeChanges(base, { ...base, exceptions: [] }, theirs).exceptions).toEqual([]);
    expect(mergeChanges(base, base, theirs)).toEqual(theirs);
  });
});
