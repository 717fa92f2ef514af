import { describe, expect, test } from '@jest/globals';
import type { CalendarData } from '../../../../domain/calendar/calendar-data.ts';
import { calendarFrom } from '../../../../domain/calendar/calendar.ts';
import { explainDueDate, type DueDateRule } from '../../../../domain/calendar/due-date.ts';
import { rulerDays, type RulerClock } from './ruler.ts';

const OFFICE: [string, string][] = [
  ['07:30', '11:30'],
  ['13:30', '17:00'],
];
const CALENDAR = calendarFrom({
  version: 1,
  zone: 'Asia/Ho_Chi_Minh',
  sessions: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, OFFICE])),
  exceptions: [{ date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam', document: 'NQ 28/2026/QH16' }],
  years: [
    { year: 2026, state: 'confirmed' },
    { year: 2027, state: 'confirmed' },
  ],
} as unknown as CalendarData);

/** A clock as the server tells it, with the server's own arithmetic. */
function aClock(startedAt: string, limit: DueDateRule['limit'], pauses: readonly { from: string; to: string }[] = []): RulerClock {
  const first = explainDueDate(startedAt, { limit }, CALENDAR);
  const { dueAt, lines } = explainDueDate(startedAt, { limit }, CALENDAR, { pauses, policy: 'PAUSE' });
  return { limit, startedAt, firstDueAt: first.dueAt, dueAt, lines: [...lines], pauses: [...pauses] };
}
const at = (moment: string): Date => new Date(`${moment}:00+07:00`);
const drawn = (clock: RulerClock, now: Date): string =>
  rulerDays(clock, now)
    .map(({ date, fill, number, due }) => `${date.slice(8)} ${fill}${number === undefined ? '' : ` ${String(number)}`}${due ? ' due' : ''}`)
    .join(', ');

const THREE = { unit: 'WORKING_DAY', amount: 3 } as const;

describe('the ruler', () => {
  test('shows every real day: the day of receipt as 0, weekends and holidays as closed, the last number is the limit', () => {
    expect(drawn(aClock('2026-11-20T10:00:00+07:00', THREE), at('2026-11-23T09:00'))).toBe(
      '20 zero 0, 21 closed, 22 closed, 23 counted 1, 24 closed, 25 counted 2, 26 counted 3 due',
    );
  });

  test('a dossier received on a holiday counts its day 0 on the day it opens', () => {
    expect(drawn(aClock('2026-11-24T10:00:00+07:00', THREE), at('2026-11-25T09:00'))).toBe(
      '24 closed, 25 zero 0, 26 counted 1, 27 counted 2, 28 closed, 29 closed, 30 counted 3 due',
    );
  });

  test('what comes in after hours has its day 0 when the office opens again', () => {
    expect(drawn(aClock('2026-11-19T18:00:00+07:00', { unit: 'WORKING_DAY', amount: 1 }), at('2026-11-20T09:00'))).toBe(
      '19 closed, 20 zero 0, 21 closed, 22 closed, 23 counted 1 due',
    );
  });

  test('a pause is hatched from its day to its day, and the numbers go on after it', () => {
    // given
    const clock = aClock('2026-11-16T09:15:00+07:00', { unit: 'WORKING_DAY', amount: 7 }, [
      { from: '2026-11-18T10:00:00+07:00', to: '2026-11-20T10:00:00+07:00' },
    ]);

    // then
    expect(drawn(clock, at('2026-11-27T14:00'))).toBe(
      '16 zero 0, 17 counted 1, 18 pause-begins 2, 19 paused, 20 pause-ends, 21 closed, 22 closed, 23 counted 3, 24 closed, 25 counted 4, 26 counted 5, 27 counted 6, 28 closed, 29 closed, 30 counted 7 due',
    );
  });

  test('a pause on the day of receipt leaves it day 0', () => {
    const clock = { ...aClock('2026-11-18T09:00:00+07:00', THREE), pauses: [{ from: '2026-11-18T10:00:00+07:00', to: '2026-11-19T09:30:00+07:00' }] };
    expect(drawn(clock, at('2026-11-19T14:00'))).toMatch(/^18 pause-begins 0, 19 pause-ends 1, 20 counted 2, .* 23 counted 3 due$/);
  });

  test('a pause that still lasts is hatched up to today, and not on a weekend', () => {
    const clock = { ...aClock('2026-11-18T09:00:00+07:00', THREE), pauses: [{ from: '2026-11-19T10:00:00+07:00' }] };
    expect(drawn(clock, at('2026-11-23T09:00'))).toBe('18 zero 0, 19 pause-begins 1, 20 paused, 21 closed, 22 closed, 23 paused due');
  });

  test('calendar days count weekends and holidays as well; the day after, on which the term ends, is none of them', () => {
    expect(drawn(aClock('2026-11-20T10:00:00+07:00', { unit: 'CALENDAR_DAY', amount: 4 }), at('2026-11-20T11:00'))).toBe(
      '20 zero 0, 21 counted 1, 22 counted 2, 23 counted 3, 24 counted 4, 25 extra due',
    );
  });

  test('hours begin on the day itself and have no day numbers', () => {
    expect(drawn(aClock('2026-11-20T16:00:00+07:00', { unit: 'WORKING_HOUR', amount: 4 }), at('2026-11-20T16:30'))).toBe(
      '20 counted, 21 closed, 22 closed, 23 counted due',
    );
  });

  test('a late dossier is drawn on to today, its late days marked; a result ends that', () => {
    // given
    const clock = aClock('2026-11-16T09:00:00+07:00', THREE);

    // then
    const late = (days: ReturnType<typeof rulerDays>): string[] => days.filter((day) => day.late).map(({ date }) => date.slice(8));
    expect(late(rulerDays(clock, at('2026-11-23T09:00')))).toEqual(['20', '21', '22', '23']);
    expect(late(rulerDays({ ...clock, stoppedAt: '2026-11-20T09:00:00+07:00' }, at('2026-11-23T09:00')))).toEqual(['20']);
  });

  test('the first promise keeps its flag when the date has moved', () => {
    const clock = aClock('2026-11-16T09:15:00+07:00', THREE, [{ from: '2026-11-17T10:00:00+07:00', to: '2026-11-18T10:00:00+07:00' }]);
    const days = rulerDays(clock, at('2026-11-18T14:00'));
    expect([days.find(({ firstDue }) => firstDue)?.date, days.find(({ due }) => due)?.date]).toEqual(['2026-11-19', '2026-11-20']);
  });

  test('without a start or a date there is none', () => {
    const { startedAt: _startedAt, ...unstarted } = aClock('2026-11-16T09:15:00+07:00', THREE);
    expect(rulerDays(unstarted, at('2026-11-18T14:00'))).toEqual([]);
  });
});
