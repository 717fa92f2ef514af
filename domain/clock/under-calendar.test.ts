import { expect, test } from '@jest/globals';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { calendarFrom } from '../calendar/calendar.ts';
import type { CalendarData } from '../calendar/calendar-data.ts';
import type { Reckoning } from './clock.ts';
import { NO_FACTS, type ClockFacts } from './clock-facts.ts';
import { canMove, tookOn, underCalendar } from './under-calendar.ts';

const WARD = 'an-phu-ward';
const FACTS: ClockFacts = {
  ...NO_FACTS,
  receivingAgency: WARD,
  competentAgency: WARD,
  calendarVersion: 1,
  receipt: { at: '2026-11-20T03:00:00.000Z', calendarVersion: 1, dueAt: '2026-11-26T10:00:00+07:00' },
};
const DECISION = { at: '2026-11-23T02:00:00.000Z', calendarVersion: 2, decision: 'QĐ 41' };
const FLOOD = { date: '2026-11-26', kind: 'LOCAL_CLOSED', name: 'Ngập lụt' } as const;

/** Three working days, counted with the calendar as it was and as it is now. */
function reckoning(now: Partial<CalendarData>): Reckoning {
  const versions = [CALENDAR, { ...CALENDAR, version: 2, ...now }].map((data) => calendarFrom(data));
  return {
    rules: { limit: { unit: 'WORKING_DAY', amount: 3 }, onSupplement: 'PAUSE', cutOff: '15:00' },
    calendarOf: (version) => versions[version - 1] ?? versions[0]!,
  };
}
const FLOODED = reckoning({ exceptions: [...CALENDAR.exceptions, FLOOD] });

test('a closed day moves the date, with the arithmetic of the new one', () => {
  const effect = underCalendar(FACTS, FLOODED, DECISION);
  expect(effect).toMatchObject({ kind: 'moved', from: '2026-11-26T10:00:00+07:00', to: '2026-11-27T10:00:00+07:00' });
  expect(effect).toHaveProperty('lines', expect.arrayContaining([expect.objectContaining({ date: '2026-11-26', counted: false })]));
});

test('a day beyond the date changes nothing now, and the version is taken on', () => {
  expect(underCalendar(FACTS, reckoning({ exceptions: [...CALENDAR.exceptions, { ...FLOOD, date: '2026-11-27' }] }), DECISION)).toEqual({ kind: 'adopted' });
});

test('a date that could not be computed before is one from now on', () => {
  // given
  const late = { ...FACTS, receipt: { at: '2026-12-30T03:00:00.000Z', calendarVersion: 1, dueAt: '2027-01-05T10:00:00+07:00' } };
  const confirmed = reckoning({
    years: [2026, 2027].map((year) => ({ year, state: 'confirmed' as const })),
    exceptions: [{ date: '2027-01-01', kind: 'HOLIDAY', name: 'Tết' }],
  });

  // then
  expect(underCalendar(late, confirmed, DECISION)).toEqual({ kind: 'adopted' });
  expect(underCalendar(late, reckoning({}), DECISION)).toEqual({ kind: 'adopted' });
});

test('a date must not get lost in a year nobody has confirmed', () => {
  const closed = reckoning({ exceptions: [{ ...FLOOD, date: '2026-11-25', validTo: '2026-12-31' }] });
  expect(underCalendar(FACTS, closed, DECISION)).toEqual({ kind: 'failed', reason: expect.stringContaining('2027') });
});

test.each([
  ['not received', NO_FACTS],
  ['finished', { ...FACTS, finishedAt: '2026-11-25T02:00:00.000Z' }],
])('a dossier that is %s stays as it is', (_what, facts) => {
  expect(canMove(facts)).toBe(false);
  expect(underCalendar(facts, FLOODED, DECISION)).toEqual({ kind: 'untouched' });
});

test('once taken on, a version does nothing more, and history tells what it did', () => {
  // given
  const after = { ...FACTS, calendarVersion: 2, calendarDecisions: [DECISION] };

  // then
  expect(underCalendar(after, FLOODED, DECISION)).toEqual({ kind: 'untouched' });
  expect(tookOn(after, FLOODED, 2)).toBe('moved');
  expect(tookOn(after, reckoning({}), 2)).toBe('adopted');
  expect(tookOn(FACTS, FLOODED, 2)).toBeUndefined();
});
