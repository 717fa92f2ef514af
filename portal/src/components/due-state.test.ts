import { describe, expect, test } from '@jest/globals';
import { dueState, durationBetween, durationWords, shareUsed, type Say } from './due-state.ts';

const NOW = new Date('2026-11-25T09:40:00+07:00');
const VI = { days: 'ngày', hours: 'giờ', minutes: 'phút', underMinute: 'chưa đến 1 phút' } as const;
const say: Say = (unit, count) => (unit === 'underMinute' ? VI.underMinute : `${String(count)} ${VI[unit]}`);

describe('the state of the clock', () => {
  test.each([
    ['2026-11-30T09:15:00+07:00', 'on-time'],
    ['2026-11-25T14:05:00+07:00', 'due-soon'],
    ['2026-11-25T08:05:00+07:00', 'past-hour'],
    ['2026-11-24T17:00:00+07:00', 'overdue'],
    ['2026-11-24T23:59:00+07:00', 'overdue'],
  ])('a dossier due at %s is %s on 25/11 at 09:40', (dueAt, expected) => {
    expect(dueState({ status: 4, dueAt }, NOW)).toBe(expected);
  });

  test('an hour past the appointment on the same Vietnamese day is not yet overdue, though the day has changed in UTC', () => {
    // given: 23:30 UTC on the 24th is 06:30 on the 25th in Việt Nam
    const now = new Date('2026-11-24T23:30:00Z');
    expect(dueState({ status: 4, dueAt: '2026-11-25T06:00:00+07:00' }, now)).toBe('past-hour');
  });

  test('a weekend does not make Monday morning look far away on Friday afternoon', () => {
    const friday = new Date('2026-11-27T15:00:00+07:00');
    expect(dueState({ status: 4, dueAt: '2026-11-30T09:00:00+07:00' }, friday)).toBe('due-soon');
    expect(dueState({ status: 4, dueAt: '2026-12-01T16:00:00+07:00' }, friday)).toBe('on-time');
  });

  test('waiting for the citizen is paused, refused is stopped, returned is done, whatever the date says', () => {
    const dueAt = '2026-11-01T09:00:00+07:00';
    expect([5, 6, 3, 7, 8, 9, 10].map((status) => dueState({ status: status as 5, dueAt }, NOW))).toEqual([
      'paused',
      'paused',
      'stopped',
      'stopped',
      'stopped',
      'done',
      'done',
    ]);
  });

  test('without a date there is none, and a closed dossier is done', () => {
    expect(dueState({ status: 1 }, NOW)).toBe('none');
    expect(dueState({ status: 4, dueAt: '2026-11-24T09:00:00+07:00', closedAt: '2026-11-23T09:00:00+07:00' }, NOW)).toBe('done');
  });
});

describe('time in words', () => {
  test.each([
    ['2026-11-27T16:40:00+07:00', '2 ngày 7 giờ'],
    ['2026-11-28T09:40:00+07:00', '3 ngày'],
    ['2026-11-27T09:55:00+07:00', '2 ngày'],
    ['2026-11-25T13:20:00+07:00', '3 giờ 40 phút'],
    ['2026-11-25T10:40:00+07:00', '1 giờ'],
    ['2026-11-25T09:45:30+07:00', '5 phút'],
    ['2026-11-25T09:40:20+07:00', 'chưa đến 1 phút'],
  ])('from 09:40 to %s are %s', (other, words) => {
    expect(durationWords(durationBetween(NOW, new Date(other)), say)).toBe(words);
  });

  test('the words are the same in both directions', () => {
    const other = new Date('2026-11-23T08:00:00+07:00');
    expect(durationBetween(NOW, other)).toEqual(durationBetween(other, NOW));
  });
});

test('the share of the way is held between nothing and all of it', () => {
  expect(shareUsed('2026-11-25T08:40:00+07:00', '2026-11-25T10:40:00+07:00', NOW)).toBe(0.5);
  expect(shareUsed('2026-11-20T08:00:00+07:00', '2026-11-21T08:00:00+07:00', NOW)).toBe(1);
  expect(shareUsed(undefined, '2026-11-21T08:00:00+07:00', NOW)).toBe(0);
});
