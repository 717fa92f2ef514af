import { describe, expect, test } from '@jest/globals';
import { aReckoning } from '../../test/support/builders/a-reckoning.ts';
import { local } from '../../test/support/builders/an-entry.ts';
import { WARD } from '../../test/support/builders/people.ts';
import { taskDue } from './task-due.ts';
import { transferDueAt } from './transfer-due.ts';

const { rules, calendarOf } = aReckoning();
const calendar = calendarOf(1, WARD);

describe('a task', () => {
  test.each([
    ['2 working days', '2026-11-25T10:00:00+07:00'],
    ['4 working hours', '2026-11-20T16:00:00+07:00'],
    ['same day', '2026-11-20T17:00:00+07:00'],
    ['1 month', '2026-12-21T17:00:00+07:00'],
  ])('with the limit %s, opened on Friday 20/11 at 10:00, is due at %s', (timeLimit, dueAt) => {
    const due = taskDue({ timeLimit, createdAt: local('2026-11-20 10:00') }, rules, calendar);
    expect(due).toMatchObject({ dueAt, calendarVersion: 1, lines: expect.arrayContaining([expect.objectContaining({ counted: true })]) });
  });

  test('without a limit, with one nobody can read, or in a year nobody has confirmed has no date', () => {
    const createdAt = local('2026-11-20 10:00');
    expect(taskDue({ createdAt }, rules, calendar)).toBeUndefined();
    expect(taskDue({ timeLimit: 'soon', createdAt }, rules, calendar)).toBeUndefined();
    expect(taskDue({ timeLimit: '2 working days', createdAt: local('2026-12-31 10:00') }, rules, calendar)).toBeUndefined();
  });
});

test.each([
  ['2026-11-20 10:00', '2026-11-20T17:00:00+07:00'],
  ['2026-11-20 15:00', '2026-11-20T17:00:00+07:00'],
  ['2026-11-20 15:01', '2026-11-23T07:30:00+07:00'],
  ['2026-11-21 09:00', '2026-11-23T07:30:00+07:00'],
  ['2026-11-23 16:00', '2026-11-25T07:30:00+07:00'],
  ['2026-11-20 06:00', '2026-11-20T17:00:00+07:00'],
])('a dossier received at %s is handed over by %s', (received, wanted) => {
  expect(transferDueAt(local(received), '15:00', calendar)).toBe(wanted);
});
