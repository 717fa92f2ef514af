import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { TimeLimit } from '../../contract/vocabulary.ts';
import { sentenceOf } from './arithmetic.ts';
import { calendarFrom, CalendarData } from './calendar.ts';
import { explainDueDate } from './due-date.ts';
import type { Pause, PausePolicy } from './pauses.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const calendar = calendarFrom(SHIPPED);
const RECEIVED = '2026-11-16T10:00:00+07:00';
const DAYS: TimeLimit = { unit: 'WORKING_DAY', amount: 3 };
const pause = (from: string, to: string): Pause => ({ from: `${from}:00+07:00`, to: `${to}:00+07:00` });
const explained = (limit: TimeLimit, pauses: readonly Pause[], policy: PausePolicy = 'PAUSE') =>
  explainDueDate(RECEIVED, { limit }, calendar, { pauses, policy });
const due = (limit: TimeLimit, pauses: readonly Pause[], policy?: PausePolicy): string => explained(limit, pauses, policy).dueAt.slice(0, 16);

describe('a limit of three working days, due 19/11 at 10:00, that is paused', () => {
  test.each([
    ['over a whole working day', [pause('2026-11-17T07:30', '2026-11-17T17:00')], '2026-11-20T10:00'],
    ['from one morning to the next', [pause('2026-11-17T09:00', '2026-11-18T09:00')], '2026-11-20T10:00'],
    ['for two hours of one morning', [pause('2026-11-17T08:00', '2026-11-17T10:00')], '2026-11-19T14:00'],
    ['over a night', [pause('2026-11-17T17:00', '2026-11-18T07:30')], '2026-11-19T10:00'],
    ['over the weekend and 24/11', [pause('2026-11-18T10:00', '2026-11-25T10:00')], '2026-11-26T10:00'],
    ['twice', [pause('2026-11-18T08:00', '2026-11-18T09:00'), pause('2026-11-17T08:00', '2026-11-17T09:00')], '2026-11-19T14:00'],
    ['twice at the same time', [pause('2026-11-17T08:00', '2026-11-17T09:00'), pause('2026-11-17T08:30', '2026-11-17T09:00')], '2026-11-19T11:00'],
    ['before it came in', [pause('2026-11-12T08:00', '2026-11-16T10:00')], '2026-11-19T10:00'],
    [
      'again within the time a first pause gave',
      [pause('2026-11-17T09:00', '2026-11-18T09:00'), pause('2026-11-19T16:00', '2026-11-20T08:00')],
      '2026-11-20T11:30',
    ],
  ])('%s', (_when, pauses, wanted) => {
    expect(due(DAYS, pauses)).toBe(wanted);
  });

  test.each(['PAUSE', 'RESTART'] as const)('after it was due is still late under %s, and says so', (policy) => {
    const { dueAt, lines } = explained(DAYS, [pause('2026-11-19T10:01', '2026-11-25T10:00')], policy);
    expect(dueAt).toBe('2026-11-19T10:00:00+07:00');
    expect(lines.at(-1)?.reason.vi).toBe('Tạm dừng từ 19/11/2026 10:01 đến 25/11/2026 10:00: bắt đầu sau hạn, không cộng thêm');
  });

  test('says how much did not count and where it was made up for', () => {
    const { lines } = explained(DAYS, [{ ...pause('2026-11-18T10:00', '2026-11-25T10:00'), reason: { vi: 'chờ bổ sung', en: 'waiting for a supplement' } }]);
    expect(lines.slice(4).map((line) => sentenceOf(line, 'vi'))).toEqual([
      '18/11/2026 Tạm dừng từ 18/11/2026 10:00 đến 25/11/2026 10:00 (chờ bổ sung): 30 giờ làm việc không tính',
      '19/11/2026 Bù thời gian tạm dừng: 5 giờ làm việc, còn 25 giờ',
      '20/11/2026 Bù thời gian tạm dừng: 7 giờ 30 phút làm việc, còn 17 giờ 30 phút',
      '21/11/2026 Ngày nghỉ hằng tuần: không tính',
      '22/11/2026 Ngày nghỉ hằng tuần: không tính',
      '23/11/2026 Bù thời gian tạm dừng: 7 giờ 30 phút làm việc, còn 10 giờ',
      '24/11/2026 Ngày Văn hóa Việt Nam: không tính',
      '25/11/2026 Bù thời gian tạm dừng: 7 giờ 30 phút làm việc, còn 2 giờ 30 phút',
      '26/11/2026 Bù thời gian tạm dừng: 2 giờ 30 phút làm việc, đủ thời hạn',
    ]);
  });
});

describe('the same limit under RESTART', () => {
  test('is counted again from the end of the pause', () => {
    expect(due(DAYS, [pause('2026-11-17T09:00', '2026-11-18T14:00')], 'RESTART')).toBe('2026-11-23T14:00');
  });

  test('is counted again from the last pause, if there are several', () => {
    expect(due(DAYS, [pause('2026-11-17T09:00', '2026-11-17T14:00'), pause('2026-11-18T09:00', '2026-11-19T08:00')], 'RESTART')).toBe('2026-11-25T08:00');
  });

  test('forgets the days it did not get to', () => {
    const { lines } = explained(DAYS, [pause('2026-11-17T09:00', '2026-11-18T14:00')], 'RESTART');
    expect(lines.map(({ date, counted }) => `${date.slice(8)}${counted ? '+' : ''}`)).toEqual(['16', '17+', '17', '18', '19+', '20+', '21', '22', '23+']);
  });
});

describe('a limit in calendar days or months that is paused', () => {
  const TEN: TimeLimit = { unit: 'CALENDAR_DAY', amount: 10 };

  test.each([
    ['for three days', TEN, [pause('2026-11-17T09:00', '2026-11-20T09:00')], '2026-11-30T17:00'],
    ['within one day', TEN, [pause('2026-11-17T08:00', '2026-11-17T16:00')], '2026-11-26T17:00'],
    ['over a weekend', TEN, [pause('2026-11-20T17:30', '2026-11-23T07:00')], '2026-11-26T17:00'],
    [
      'on the working day it was moved to',
      { unit: 'CALENDAR_DAY', amount: 5 } satisfies TimeLimit,
      [pause('2026-11-23T09:00', '2026-11-25T09:00')],
      '2026-11-25T17:00',
    ],
    ['by a month', { unit: 'MONTH', amount: 1 } satisfies TimeLimit, [pause('2026-11-17T09:00', '2026-11-19T09:00')], '2026-12-18T17:00'],
  ])('%s', (_when, limit, pauses, wanted) => {
    expect(due(limit, pauses)).toBe(wanted);
  });
});

test('a pause that ends before it begins is refused', () => {
  expect(() => due(DAYS, [pause('2026-11-18T09:00', '2026-11-17T09:00')])).toThrow(RangeError);
});

test('a pause long after the due date asks nothing of a year nobody has confirmed', () => {
  expect(due(DAYS, [pause('2031-01-02T09:00', '2031-01-03T09:00')])).toBe('2026-11-19T10:00');
  expect(due({ unit: 'MONTH', amount: 1 }, [pause('2031-01-02T09:00', '2031-01-03T09:00')])).toBe('2026-12-16T17:00');
});
