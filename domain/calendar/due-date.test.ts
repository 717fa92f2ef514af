import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { TimeLimit } from '../../contract/vocabulary.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import { calendarFrom, CalendarData, type Calendar } from './calendar.ts';
import { dueDate, TIME_ZONE } from './due-date.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const CONFIRMED_2027: CalendarData = { ...SHIPPED, version: 2, years: SHIPPED.years.map(({ year }) => ({ year, state: 'confirmed' })) };
const calendar = calendarFrom(SHIPPED);
const allYears = calendarFrom(CONFIRMED_2027);

/** A moment in Việt Nam as the database keeps it. */
const at = (local: string): string => new Date(`${local}:00+07:00`).toISOString();
const days = (amount: number): { limit: TimeLimit } => ({ limit: { unit: 'WORKING_DAY', amount } });
const sameDay = (cutOff = '15:00'): { limit: TimeLimit; cutOff: string } => ({ limit: { unit: 'SAME_DAY' }, cutOff });
const due = (local: string, rule: { limit: TimeLimit; cutOff?: string }, use: Calendar = calendar): string => dueDate(at(local), rule, use).dueAt.slice(0, 16);

describe('a date in working days', () => {
  test.each([
    ['2026-11-20T10:00', 3, '2026-11-26T10:00', 'skips the weekend and 24/11'],
    ['2026-11-23T10:00', 1, '2026-11-25T10:00', 'skips 24/11'],
    ['2026-08-20T10:00', 3, '2026-08-24T10:00', 'counts the made-up Saturday'],
    ['2026-08-28T10:00', 7, '2026-09-11T10:00', 'skips the days around 2/9'],
    ['2026-01-09T10:00', 1, '2026-01-10T10:00', 'may fall on a made-up Saturday'],
  ])('received %s, %i days: %s, because it %s', (receivedAt, amount, wanted) => {
    expect(due(receivedAt, days(amount))).toBe(wanted);
  });

  test('is refused while it needs a year that is only a draft', () => {
    expect(() => due('2027-02-03T10:00', days(1))).toThrow(CalendarNotConfirmed);
    expect(() => due('2026-12-31T10:00', days(1))).toThrow(expect.objectContaining({ year: 2027, code: 'calendar-not-confirmed' }));
  });

  test('of the same draft year is right as soon as somebody has confirmed it', () => {
    expect(due('2027-02-03T10:00', days(1), allYears)).toBe('2027-02-11T10:00');
    expect(due('2026-12-31T10:00', days(1), allYears)).toBe('2027-01-04T10:00');
  });

  test('is refused for a year nobody has entered', () => {
    expect(() => due('2028-06-01T10:00', days(1), allYears)).toThrow(expect.objectContaining({ year: 2028 }));
  });

  test('is not refused by a draft year it does not reach', () => {
    expect(due('2026-12-30T10:00', days(1))).toBe('2026-12-31T10:00');
  });
});

describe('the moment of receipt', () => {
  test.each([
    ['before opening', '2026-11-18T06:10', '2026-11-19T07:30'],
    ['at the minute of opening', '2026-11-18T07:30', '2026-11-19T07:30'],
    ['within the morning', '2026-11-18T09:17', '2026-11-19T09:17'],
    ['at the end of the morning', '2026-11-18T11:30', '2026-11-19T11:30'],
    ['in the lunch gap', '2026-11-18T12:15', '2026-11-19T13:30'],
    ['in the afternoon', '2026-11-18T16:59', '2026-11-19T16:59'],
    ['at closing time', '2026-11-18T17:00', '2026-11-19T17:00'],
    ['after closing', '2026-11-18T17:01', '2026-11-20T07:30'],
    ['at night', '2026-11-18T23:59', '2026-11-20T07:30'],
    ['after midnight', '2026-11-19T00:00', '2026-11-20T07:30'],
    ['on a Friday evening', '2026-11-20T18:00', '2026-11-25T07:30'],
    ['on a Saturday', '2026-11-14T10:00', '2026-11-17T07:30'],
    ['on a Sunday', '2026-11-15T10:00', '2026-11-17T07:30'],
    ['on a holiday', '2026-11-24T10:00', '2026-11-26T07:30'],
    ['on a made-up Saturday', '2026-08-22T10:00', '2026-08-24T10:00'],
  ])('%s, %s, one day: %s', (_when, receivedAt, wanted) => {
    expect(due(receivedAt, days(1))).toBe(wanted);
  });

  test('does not carry its seconds into the date', () => {
    expect(dueDate('2026-11-18T02:17:59.999Z', days(1), calendar).dueAt).toBe('2026-11-19T09:17:00+07:00');
  });
});

describe('a same-day procedure', () => {
  test.each([
    ['in the morning', '2026-11-18T08:00', '2026-11-18T17:00'],
    ['in the lunch gap', '2026-11-18T12:30', '2026-11-18T17:00'],
    ['at the cut-off', '2026-11-18T15:00', '2026-11-18T17:00'],
    ['after the cut-off', '2026-11-18T15:01', '2026-11-19T17:00'],
    ['after closing', '2026-11-18T17:30', '2026-11-19T17:00'],
    ['after the cut-off before a weekend and a holiday', '2026-11-23T16:00', '2026-11-25T17:00'],
    ['after the cut-off on a Friday', '2026-11-13T15:30', '2026-11-16T17:00'],
    ['on a Sunday', '2026-11-15T15:30', '2026-11-16T17:00'],
  ])('received %s, %s, is due %s', (_when, receivedAt, wanted) => {
    expect(due(receivedAt, sameDay())).toBe(wanted);
  });

  test('keeps the cut-off of its own procedure', () => {
    expect(due('2026-11-18T10:31', sameDay('10:30'))).toBe('2026-11-19T17:00');
    expect(due('2026-11-18T10:30', sameDay('10:30'))).toBe('2026-11-18T17:00');
  });
});

describe('an office with a half day', () => {
  const saturdays = calendarFrom({ ...CONFIRMED_2027, sessions: { ...SHIPPED.sessions, '6': [['07:30', '11:30']] } });

  test('a date that would fall after its closing falls on its closing', () => {
    expect(due('2026-11-13T16:00', days(1), saturdays)).toBe('2026-11-14T11:30');
  });

  test('its Saturday is one whole working day', () => {
    expect(due('2026-11-13T09:00', days(2), saturdays)).toBe('2026-11-16T09:00');
  });

  test('a same-day dossier of that day is due at its closing', () => {
    expect(due('2026-11-14T08:00', sameDay(), saturdays)).toBe('2026-11-14T11:30');
  });
});

describe('the explanation of a date', () => {
  test('names every day from receipt to due date once, in order, and counts as many as the limit says', () => {
    const { lines, calendarVersion } = dueDate(at('2026-11-20T10:00'), days(3), calendar);

    expect(calendarVersion).toBe(1);
    expect(lines.map(({ date, counted }) => `${date} ${counted ? '+' : '-'}`)).toEqual([
      '2026-11-20 -',
      '2026-11-21 -',
      '2026-11-22 -',
      '2026-11-23 +',
      '2026-11-24 -',
      '2026-11-25 +',
      '2026-11-26 +',
    ]);
    expect(lines.find(({ date }) => date === '2026-11-24')?.reason).toContain('Ngày Văn hóa Việt Nam');
  });

  test('names a made-up day as what it is', () => {
    const { lines } = dueDate(at('2026-08-21T10:00'), days(1), calendar);
    expect(lines.at(-1)).toEqual({ date: '2026-08-22', counted: true, reason: 'Ngày làm việc thứ 1 (Làm bù cho ngày 31/8/2026)' });
  });

  test('starts with the day the dossier came in, also when counting starts later', () => {
    const { lines } = dueDate(at('2026-11-13T18:00'), days(1), calendar);
    expect(lines[0]?.date).toBe('2026-11-13');
  });
});

describe('whatever comes in whenever', () => {
  const NOT_BEFORE = Date.parse('2025-01-02T00:00:00Z');
  const NOT_AFTER = Date.parse('2027-09-01T00:00:00Z');
  const moment = fc.integer({ min: NOT_BEFORE, max: NOT_AFTER });
  const rule = fc.oneof(fc.integer({ min: 1, max: 40 }).map(days), fc.constantFrom(sameDay(), sameDay('10:30')));
  const halfDays = calendarFrom({ ...CONFIRMED_2027, sessions: { ...SHIPPED.sessions, '6': [['07:30', '11:30']] } });
  const office = fc.constantFrom(allYears, halfDays);

  test('the due date falls into office hours', () => {
    fc.assert(
      fc.property(moment, rule, office, (receivedAt, limit, open) => {
        const local = Temporal.PlainDateTime.from(dueDate(new Date(receivedAt).toISOString(), limit, open).dueAt.slice(0, 19));
        const clock = local.hour * 60 + local.minute;
        expect(open.day(local.toPlainDate()).sessions.some(([from, to]) => from <= clock && clock <= to)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('who comes later is never due earlier', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 4 * 86_400_000 }), rule, office, (receivedAt, later, limit, open) => {
        const [first, second] = [receivedAt, receivedAt + later].map((one) => Date.parse(dueDate(new Date(one).toISOString(), limit, open).dueAt));
        expect(second).toBeGreaterThanOrEqual(first ?? NaN);
      }),
      { numRuns: 200 },
    );
  });

  test('a longer limit is never due earlier, and a day of receipt never counts', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 }), (receivedAt, amount) => {
        const instant = new Date(receivedAt).toISOString();
        const [shorter, longer] = [dueDate(instant, days(amount), allYears), dueDate(instant, days(amount + 1), allYears)];
        expect(Date.parse(longer.dueAt)).toBeGreaterThan(Date.parse(shorter.dueAt));
        expect(shorter.lines[0]?.counted).toBe(false);
        expect(shorter.lines.filter(({ counted }) => counted)).toHaveLength(amount);
      }),
    );
  });

  test('the date carries the offset of Việt Nam', () => {
    fc.assert(fc.property(moment, rule, (receivedAt, limit) => dueDate(new Date(receivedAt).toISOString(), limit, allYears).dueAt.endsWith(':00+07:00')));
  });
});

test('a date is the same on a machine in any time zone', () => {
  const program = `
    import { readFileSync } from 'node:fs';
    import { calendarFrom } from './domain/calendar/calendar.ts';
    import { dueDate } from './domain/calendar/due-date.ts';
    const calendar = calendarFrom(JSON.parse(readFileSync('server/demo/calendars.json', 'utf8')));
    const received = ['2026-11-20T03:00:00Z', '2026-11-19T17:00:00Z', '2026-11-18T08:00:30Z', '2026-11-15T23:59:59Z'];
    const limits = [{ limit: { unit: 'WORKING_DAY', amount: 3 } }, { limit: { unit: 'SAME_DAY' }, cutOff: '15:00' }];
    console.log(JSON.stringify([new Date(0).getTimezoneOffset(), received.flatMap((at) => limits.map((limit) => dueDate(at, limit, calendar)))]));
  `;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const inZone = (TZ: string): [number, unknown] =>
    JSON.parse(
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: '', TZ },
        encoding: 'utf8',
      }),
    ) as [number, unknown];

  const answers = ['Pacific/Kiritimati', 'UTC', 'America/Los_Angeles'].map(inZone);

  expect(new Set(answers.map(([offset]) => offset)).size).toBe(3);
  expect(answers[1]?.[1]).toEqual(answers[0]?.[1]);
  expect(answers[2]?.[1]).toEqual(answers[0]?.[1]);
  expect(TIME_ZONE).toBe('Asia/Ho_Chi_Minh');
});
