import { expect, test } from '@jest/globals';
import { clockOfRow, lookOf, type ClockRow } from './clock-look.ts';

const NOW = new Date('2026-11-25T09:40:00+07:00');
const LATER = '2026-11-25T15:20:00+07:00';
const EARLIER = '2026-11-25T08:05:00+07:00';

test.each<[string, Parameters<typeof lookOf>[0], string]>([
  ['what runs is on time', { state: 'running', dueAt: LATER }, 'running'],
  ['less than the threshold left is due soon', { state: 'due-soon', dueAt: LATER }, 'due-soon'],
  ['past the promised hour on the day itself is not yet late by law', { state: 'due-soon', dueAt: EARLIER }, 'past-hour'],
  ['after that day it is overdue', { state: 'overdue', dueAt: EARLIER }, 'overdue'],
  ['paused stays paused, whatever the date says', { state: 'paused', dueAt: EARLIER }, 'paused'],
  ['a result says whether it came in time', { state: 'stopped', punctuality: 'early', dueAt: LATER }, 'early'],
  ['without a result it only stopped', { state: 'stopped' }, 'stopped'],
  ['before receipt nothing is counted', { state: 'not-started' }, 'not-started'],
])('%s', (_, facts, look) => {
  expect(lookOf(facts, NOW)).toBe(look);
});

test.each<[string, ClockRow, string]>([
  ['before the threshold', { dueAt: '2026-11-27T09:00:00+07:00', dueSoonAt: '2026-11-26T09:00:00+07:00', overdueAt: '2026-11-27T17:00:00+07:00' }, 'running'],
  ['at the threshold', { dueAt: LATER, dueSoonAt: '2026-11-25T09:40:00+07:00', overdueAt: '2026-11-25T17:00:00+07:00' }, 'due-soon'],
  ['after the end of its day', { dueAt: '2026-11-24T09:00:00+07:00', overdueAt: '2026-11-24T17:00:00+07:00' }, 'overdue'],
  ['while it is paused', { dueAt: EARLIER, overdueAt: EARLIER, pausedSince: '2026-11-23T09:00:00+07:00' }, 'paused'],
  ['with a result', { dueAt: EARLIER, stoppedAt: EARLIER, punctuality: 'on-time' }, 'stopped'],
  ['without a date', {}, 'not-started'],
])('a row %s', (_, row, state) => {
  expect(clockOfRow(row, NOW).state).toBe(state);
});
