import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { CalendarNotConfirmed } from '../errors.ts';
import { calendarFrom, CalendarData, type WorkingDay } from './calendar.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const on = (date: string, data: CalendarData = SHIPPED): WorkingDay => calendarFrom(data).day(Temporal.PlainDate.from(date));
const HOURS = [
  [450, 690],
  [810, 1020],
];

describe('a day of the working calendar', () => {
  test('has the sessions of its weekday', () => {
    expect(on('2026-11-20')).toEqual({ sessions: HOURS });
    expect(on('2026-11-21')).toEqual({ sessions: [] });
  });

  test.each([
    ['2026-09-01', 'HOLIDAY'],
    ['2026-01-02', 'SWAP_OFF'],
    ['2026-04-27', 'COMPENSATORY'],
  ])('%s is off as %s, and says so', (date, kind) => {
    expect(on(date)).toMatchObject({ sessions: [], exception: { kind } });
  });

  test('is off when the office is closed for another reason', () => {
    const flooded: CalendarData = { ...SHIPPED, exceptions: [...SHIPPED.exceptions, { date: '2026-10-14', kind: 'LOCAL_CLOSED', name: 'Nghỉ do lũ' }] };
    expect(on('2026-10-14', flooded)).toEqual({ sessions: [], exception: { kind: 'LOCAL_CLOSED', name: 'Nghỉ do lũ' } });
  });

  test('that is made up for works the hours of a Monday', () => {
    expect(on('2026-08-22')).toMatchObject({ sessions: HOURS, exception: { kind: 'MAKEUP' } });
  });

  test('that is made up for and has hours of its own works those', () => {
    const data: CalendarData = { ...SHIPPED, sessions: { ...SHIPPED.sessions, '6': [['07:30', '11:30']] } };
    expect(on('2026-08-22', data).sessions).toEqual([[450, 690]]);
  });

  test.each(['2027-03-01', '2024-03-01'])('%s is unknown until its year is confirmed', (date) => {
    expect(() => on(date)).toThrow(CalendarNotConfirmed);
  });
});

describe('the shipped calendar', () => {
  test('has confirmed 2025 and 2026 and left 2027 a draft', () => {
    expect(SHIPPED.years).toEqual([
      { year: 2025, state: 'confirmed' },
      { year: 2026, state: 'confirmed' },
      { year: 2027, state: 'draft' },
    ]);
  });

  test('names no day twice', () => {
    const dates = SHIPPED.exceptions.map(({ date }) => date);
    expect(new Set(dates).size).toBe(dates.length);
  });

  test('gives off on weekdays only, and lets work on weekends only', () => {
    for (const { date, kind } of SHIPPED.exceptions) expect([date, Temporal.PlainDate.from(date).dayOfWeek < 6]).toEqual([date, kind !== 'MAKEUP']);
  });
});

describe('an exception', () => {
  const flood = {
    date: '2026-08-20',
    validTo: '2026-08-25',
    kind: 'LOCAL_CLOSED',
    name: 'Nghỉ do lũ',
    document: '12/QĐ-UBND',
    enteredBy: 'an.quantri',
  } as const;
  const closedFor = (agency?: string): CalendarData =>
    CalendarData.parse({ ...SHIPPED, exceptions: [{ ...flood, ...(agency !== undefined && { agency }) }, ...SHIPPED.exceptions] });

  test.each(['2026-08-20', '2026-08-25'])('with a last day holds on %s', (date) => {
    expect(on(date, closedFor())).toEqual({ sessions: [], exception: { kind: 'LOCAL_CLOSED', name: 'Nghỉ do lũ' } });
  });

  test.each(['2026-08-19', '2026-08-26'])('with a last day does not hold on %s', (date) => {
    expect(on(date, closedFor())).toEqual({ sessions: HOURS });
  });

  test('that closes the office goes before a day that would be made up', () => {
    expect(on('2026-08-22', closedFor()).sessions).toEqual([]);
  });

  test('of one agency holds for no other and not for the province', () => {
    const data = closedFor('an-phu-ward');
    const closed = (agency?: string): boolean => calendarFrom(data, agency).day(Temporal.PlainDate.from('2026-08-20')).sessions.length === 0;
    expect([closed('an-phu-ward'), closed('binh-an-center'), closed()]).toEqual([true, false, false]);
  });

  test('of one agency goes before the one of the province', () => {
    const open = { date: '2026-08-20', kind: 'MAKEUP', name: 'Trực tiếp dân', agency: 'an-phu-ward' } as const;
    const data = CalendarData.parse({ ...SHIPPED, exceptions: [open, flood] });
    expect(calendarFrom(data, 'an-phu-ward').day(Temporal.PlainDate.from('2026-08-20'))).toMatchObject({ sessions: HOURS, exception: { kind: 'MAKEUP' } });
  });

  test.each([
    ['ends before it begins', [{ ...flood, validTo: '2026-08-19' }]],
    ['lasts more than a year', [{ ...flood, validTo: '2027-08-21' }]],
    ['is entered twice', [flood, { ...flood, name: 'Nghỉ do bão' }]],
    ['has no name', [{ ...flood, name: '' }]],
  ])('is refused when it %s', (_why, exceptions) => {
    expect(CalendarData.safeParse({ ...SHIPPED, exceptions }).success).toBe(false);
  });
});

describe('an agency with sessions of its own', () => {
  const data = CalendarData.parse({ ...SHIPPED, agencies: { 'an-phu-ward': { sessions: { ...SHIPPED.sessions, '1': [], '6': [['07:30', '11:30']] } } } });
  const of = (agency: string | undefined, date: string): WorkingDay => calendarFrom(data, agency).day(Temporal.PlainDate.from(date));

  test('works those, and the province its own', () => {
    expect(of('an-phu-ward', '2026-11-21').sessions).toEqual([[450, 690]]);
    expect(of('an-phu-ward', '2026-11-23').sessions).toEqual([]);
    expect(of(undefined, '2026-11-21').sessions).toEqual([]);
    expect(of('binh-an-center', '2026-11-23').sessions).toEqual(HOURS);
  });

  test('makes up with the hours of its first worked weekday', () => {
    const sunday = CalendarData.parse({ ...data, exceptions: [{ date: '2026-11-22', kind: 'MAKEUP', name: 'Làm bù' }] });
    expect(calendarFrom(sunday, 'an-phu-ward').day(Temporal.PlainDate.from('2026-11-22')).sessions).toEqual(HOURS);
  });
});

describe('calendar data', () => {
  const withSession = (from: string, to: string): unknown => ({ ...SHIPPED, sessions: { '1': [[from, to]] } });

  test.each([
    ['7:30', '11:30'],
    ['07:30', '24:00'],
    ['07:60', '11:30'],
  ])('refuse the session %s to %s', (from, to) => {
    expect(CalendarData.safeParse(withSession(from, to)).success).toBe(false);
  });

  test('refuse a session that ends before it begins', () => {
    expect(CalendarData.safeParse(withSession('11:30', '07:30')).success).toBe(false);
  });

  test('refuse sessions that overlap or stand in the wrong order', () => {
    for (const sessions of [
      [
        ['13:30', '17:00'],
        ['07:30', '11:30'],
      ],
      [
        ['07:30', '12:00'],
        ['11:30', '17:00'],
      ],
    ]) {
      expect(CalendarData.safeParse({ ...SHIPPED, sessions: { '1': sessions } }).success).toBe(false);
    }
  });

  test('refuse a day that does not exist, and a field nobody knows', () => {
    expect(CalendarData.safeParse({ ...SHIPPED, exceptions: [{ date: '2026-02-30', kind: 'HOLIDAY', name: 'x' }] }).success).toBe(false);
    expect(CalendarData.safeParse({ ...SHIPPED, holidays: [] }).success).toBe(false);
  });
});
