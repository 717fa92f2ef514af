import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { TimeLimit, TimeUnit } from '../../contract/vocabulary.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import { sentenceOf } from './arithmetic.ts';
import { calendarFrom, CalendarData } from './calendar.ts';
import { explainDueDate } from './due-date.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const calendar = calendarFrom(SHIPPED);
const explained = (local: string, unit: TimeUnit, amount?: number, use = calendar) => {
  const limit: TimeLimit = { unit, ...(amount !== undefined && { amount }) };
  return explainDueDate(`${local}:00+07:00`, { limit }, use);
};
const due = (local: string, unit: TimeUnit, amount: number, use = calendar): string => explained(local, unit, amount, use).dueAt.slice(0, 16);
const sentences = (local: string, unit: TimeUnit, amount: number, language: 'vi' | 'en' = 'vi'): string[] =>
  explained(local, unit, amount).lines.map((line) => sentenceOf(line, language));

describe('a limit in calendar days', () => {
  test.each([
    ['2026-11-20T10:00', 5, '2026-11-25T17:00', 'ends with its last day and counts days off'],
    ['2026-11-20T10:00', 4, '2026-11-25T17:00', 'ends on 24/11, so with the next working day'],
    ['2026-11-20T10:00', 8, '2026-11-30T17:00', 'ends on a Saturday, so with Monday'],
    ['2026-11-20T18:00', 5, '2026-11-30T17:00', 'counts from Monday, the day after'],
    ['2026-08-07T10:00', 15, '2026-08-22T17:00', 'ends on a made-up Saturday'],
    ['2026-08-24T10:00', 5, '2026-09-03T17:00', 'is moved past the days around 2/9'],
  ])('received %s, %i days: %s, because it %s', (receivedAt, amount, wanted) => {
    expect(due(receivedAt, 'CALENDAR_DAY', amount)).toBe(wanted);
  });

  test('says why it was moved, naming each day once', () => {
    expect(sentences('2026-11-26T10:00', 'CALENDAR_DAY', 2)).toEqual([
      '26/11/2026 Ngày nhận hồ sơ: không tính',
      '27/11/2026 Ngày thứ 1',
      '28/11/2026 Ngày thứ 2',
      '29/11/2026 Ngày nghỉ hằng tuần: không tính',
      '30/11/2026 Ngày cuối 28/11/2026 không làm việc (Ngày nghỉ hằng tuần): hết hạn khi hết ngày làm việc kế tiếp',
    ]);
  });

  test('is refused when it ends in a draft year', () => {
    expect(due('2026-12-21T10:00', 'CALENDAR_DAY', 10)).toBe('2026-12-31T17:00');
    expect(() => due('2026-12-21T10:00', 'CALENDAR_DAY', 11)).toThrow(CalendarNotConfirmed);
  });
});

describe('a limit in months', () => {
  test.each([
    ['2026-04-15T10:00', 1, '2026-05-15T17:00', 'ends on the same day number'],
    ['2026-03-31T10:00', 3, '2026-06-30T17:00', 'ends on the last day of a shorter month'],
    ['2025-12-31T10:00', 2, '2026-03-02T17:00', 'is moved when that last day is a Saturday'],
    ['2026-10-23T10:00', 1, '2026-11-23T17:00', 'counts no single days'],
    ['2026-10-24T10:00', 1, '2026-11-26T17:00', 'counts from the Monday after a Saturday'],
    ['2025-01-02T10:00', 12, '2026-01-05T17:00', 'is moved past 2/1/2026 and a weekend'],
  ])('received %s, %i months: %s, because it %s', (receivedAt, amount, wanted) => {
    expect(due(receivedAt, 'MONTH', amount)).toBe(wanted);
  });

  test('says on which day number it ends', () => {
    expect(sentences('2026-03-31T10:00', 'MONTH', 3, 'en')).toEqual([
      '31/03/2026 Day of receipt: not counted',
      '30/06/2026 Month 3 is complete: the month has no day 31, so its last day',
    ]);
  });
});

describe('a limit in working hours', () => {
  test.each([
    ['2026-11-18T08:00', 2, '2026-11-18T10:00', 'runs from its moment'],
    ['2026-11-18T10:00', 4, '2026-11-18T16:00', 'leaves out the lunch gap'],
    ['2026-11-18T09:30', 2, '2026-11-18T11:30', 'may end with the morning'],
    ['2026-11-18T16:00', 8, '2026-11-19T16:30', 'knows that a day has 7 and a half of them'],
    ['2026-11-18T17:00', 1, '2026-11-19T08:30', 'begins tomorrow at closing time'],
    ['2026-11-18T12:00', 1, '2026-11-18T14:30', 'begins after lunch'],
    ['2026-11-23T16:00', 2, '2026-11-25T08:30', 'skips 24/11'],
    ['2026-11-21T09:00', 3, '2026-11-23T10:30', 'begins on Monday'],
  ])('received %s, %i hours: %s, because it %s', (receivedAt, amount, wanted) => {
    expect(due(receivedAt, 'WORKING_HOUR', amount)).toBe(wanted);
  });

  test('runs through half days minute by minute', () => {
    const saturdays = calendarFrom(CalendarData.parse({ ...SHIPPED, sessions: { ...SHIPPED.sessions, '6': [['07:30', '11:30']] } }));
    expect(due('2026-11-13T16:00', 'WORKING_HOUR', 6, saturdays)).toBe('2026-11-16T08:30');
  });

  test('says day by day how much of it is used', () => {
    expect(sentences('2026-11-23T16:00', 'WORKING_HOUR', 2)).toEqual([
      '23/11/2026 1 giờ làm việc, còn 1 giờ',
      '24/11/2026 Ngày Văn hóa Việt Nam: không tính',
      '25/11/2026 1 giờ làm việc, đủ thời hạn',
    ]);
  });
});

test('every line is there in English too', () => {
  expect(sentences('2026-11-20T18:00', 'WORKING_DAY', 1, 'en')).toEqual([
    '20/11/2026 Received after office hours: counts from the next working day',
    '21/11/2026 Weekly day off: not counted',
    '22/11/2026 Weekly day off: not counted',
    '23/11/2026 Day of receipt: not counted',
    '24/11/2026 Public holiday (Ngày Văn hóa Việt Nam): not counted',
    '25/11/2026 Working day 1',
  ]);
});

test('each agency counts in its own sessions', () => {
  const data = CalendarData.parse({ ...SHIPPED, agencies: { 'an-phu-ward': { sessions: { ...SHIPPED.sessions, '6': [['07:30', '11:30']] } } } });
  const dueAt = (agency?: string): string => due('2026-11-20T10:00', 'WORKING_DAY', 1, calendarFrom(data, agency));
  expect([dueAt('an-phu-ward'), dueAt('binh-an-center'), dueAt()]).toEqual(['2026-11-21T10:00', '2026-11-23T10:00', '2026-11-23T10:00']);
});
