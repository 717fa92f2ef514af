import { describe, expect, test } from '@jest/globals';
import type { CalendarContent } from '../../api/contract.ts';
import { dayAfterKey, exceptionsBetween, monthWeeks, withException, withFile, withoutException, withYear, yearDays } from './calendar-view.ts';
import { newText, readException, textOf, textOfDays } from './exception-text.ts';
import { readDate, readSessions, sessionsText } from './typed-text.ts';

const DAY: [string, string][] = [
  ['07:30', '11:30'],
  ['13:30', '17:00'],
];
const CONTENT: CalendarContent = {
  sessions: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY },
  years: [{ year: 2026, state: 'confirmed' }],
  exceptions: [
    { date: '2026-08-22', kind: 'MAKEUP', name: 'Làm bù', check: true },
    { date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' },
    { date: '2026-12-01', validTo: '2026-12-03', kind: 'LOCAL_CLOSED', name: 'Ngập lụt', agency: 'an-phu-ward' },
  ],
};

describe('the days of a year', () => {
  test('are worked, off or different, each agency for itself', () => {
    const [province, ward] = [yearDays(CONTENT, 2026), yearDays(CONTENT, 2026, 'an-phu-ward')];
    expect(province.size).toBe(365);
    expect(province.get('2026-11-23')).toMatchObject({ works: true, check: false });
    expect(province.get('2026-11-24')).toMatchObject({ works: false, kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' });
    expect(province.get('2026-08-22')).toMatchObject({ works: true, kind: 'MAKEUP', check: true });
    expect([province.get('2026-12-02')?.works, ward.get('2026-12-02')?.works]).toEqual([true, false]);
  });

  test('are shown for a year nobody has confirmed or even entered', () => {
    expect(yearDays(CONTENT, 2028).size).toBe(366);
  });
});

test('a month has weeks from Monday to Sunday', () => {
  const weeks = monthWeeks(2026, 2);
  expect(weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2026-02-01']);
  expect(weeks.at(-1)?.[5]).toBe('2026-02-28');
  expect(monthWeeks(2027, 2)).toHaveLength(4);
});

test.each([
  ['ArrowLeft', '2026-01-30'],
  ['ArrowRight', '2026-02-01'],
  ['ArrowUp', '2026-01-24'],
  ['ArrowDown', '2026-02-07'],
  ['Home', '2026-01-26'],
  ['End', '2026-02-01'],
  ['PageDown', '2026-02-28'],
  ['PageUp', '2025-12-31'],
  ['x', undefined],
])('%s leads from 31/01/2026 to %s', (key, date) => {
  expect(dayAfterKey('2026-01-31', key)).toBe(date);
});

describe('an exception', () => {
  const flood = { date: '2026-11-24', kind: 'LOCAL_CLOSED', name: 'Ngập lụt' } as const;

  test('stands beside another of its day, takes the place of the one it changes, and goes', () => {
    const both = withException(CONTENT, flood);
    expect(exceptionsBetween(both, '2026-11-24', '2026-11-24').map(({ kind }) => kind)).toEqual(['HOLIDAY', 'LOCAL_CLOSED']);

    const moved = withException(both, { ...flood, date: '2026-11-25' }, flood);
    expect(exceptionsBetween(moved, '2026-11-24', '2026-11-25').map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-25']);
    expect(withoutException(moved, { ...flood, date: '2026-11-25' })).toEqual(CONTENT);
  });

  test('is found by any of its days, by whom it concerns', () => {
    expect(exceptionsBetween(CONTENT, '2026-12-03', '2026-12-03', 'an-phu-ward')).toHaveLength(1);
    expect(exceptionsBetween(CONTENT, '2026-12-03', '2026-12-03', 'phu-hoa-ward')).toHaveLength(0);
    expect(exceptionsBetween(CONTENT, '2026-12-03', '2026-12-03')).toHaveLength(1);
  });
});

test('a file adds and changes days, or takes the place of its years', () => {
  const file = [{ ...CONTENT.exceptions[1]!, document: 'NQ 28' }];
  expect(withFile(CONTENT, file, 'add').exceptions).toEqual([CONTENT.exceptions[0], file[0], CONTENT.exceptions[2]]);
  expect(withFile(CONTENT, file, 'replace-years').exceptions).toEqual(file);
});

test('a year is added once, in order', () => {
  expect(withYear(withYear(CONTENT, 2027, 'draft'), 2025, 'draft').years.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
  expect(withYear(CONTENT, 2026, 'confirmed').years).toEqual(CONTENT.years);
});

describe('what is typed', () => {
  test.each([
    ['24/11/2026', '2026-11-24'],
    [' 1.2.2027 ', '2027-02-01'],
    ['31/02/2026', undefined],
    ['24/11', undefined],
    ['', undefined],
  ])('the date "%s" is read as %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  test.each([
    ['7:30-11:30, 13h30–17:00', DAY],
    ['', []],
    ['11:30-7:30', undefined],
    ['7:30-11:30, 11:00-12:00', undefined],
    ['25:00-26:00', undefined],
    ['sáng', undefined],
  ])('the hours "%s" are read as %j', (text, sessions) => {
    expect(readSessions(text)).toEqual(sessions);
  });

  test('hours are written as they are read', () => {
    expect(readSessions(sessionsText(DAY))).toEqual(DAY);
  });
});

describe('an exception that is typed', () => {
  test('is read back as it was', () => {
    for (const exception of CONTENT.exceptions) expect(readException(textOf(exception))).toEqual({ exception });
  });

  test('names the fields that are not right yet', () => {
    const text = { ...newText('2026-11-26', '2026-11-27'), to: '25/11/2026' };
    expect(readException(text)).toEqual({ wrong: new Set(['to', 'name']) });
    expect(readException({ ...text, from: '', to: '1/1/2030', name: 'Lũ' })).toEqual({ wrong: new Set(['from']) });
    expect(readException({ ...text, to: '26/11/2027', name: 'Lũ' })).toEqual({ exception: expect.objectContaining({ validTo: '2027-11-26' }) });
    expect(readException({ ...text, to: '27/11/2027', name: 'Lũ' })).toEqual({ wrong: new Set(['to']) });
  });

  test('is about the days that are chosen', () => {
    expect([textOfDays('2026-11-26', '2026-11-26'), textOfDays('2026-11-26', '2026-11-28')]).toEqual([
      { from: '26/11/2026', to: '' },
      { from: '26/11/2026', to: '28/11/2026' },
    ]);
  });
});
