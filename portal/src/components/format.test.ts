import { expect, test } from '@jest/globals';
import { formatDate, formatDateTime, formatMoney, formatSize, initialsOf, localDay, searchKey, weekdayOf } from './format.ts';

test('dates and times are those of a wall clock in Việt Nam', () => {
  expect(formatDateTime('2026-11-24T23:05:09Z')).toBe('25/11/2026 06:05');
  expect(formatDate('2026-01-03T00:00:00+07:00')).toBe('03/01/2026');
  expect(localDay('2026-12-31T17:00:00Z')).toBe('2027-01-01');
});

test('midnight is 00:00, never 24:00', () => {
  expect(formatDateTime('2026-11-24T17:00:00Z')).toBe('25/11/2026 00:00');
});

test('a plain date has the weekday of the calendar, not of the reader’s zone', () => {
  expect(weekdayOf('2026-11-25')).toBe('wed');
  expect(weekdayOf('2026-11-29')).toBe('sun');
});

test('money groups by points and keeps its sign on the same line', () => {
  expect(formatMoney(75_000)).toBe('75.000\u00A0đ');
  expect(formatMoney(0)).toBe('0\u00A0đ');
  expect(formatMoney(1_234_567)).toBe('1.234.567\u00A0đ');
});

test('sizes are short', () => {
  expect([900, 310_000, 1_240_000].map(formatSize)).toEqual(['900 B', '310 KB', '1,2 MB']);
});

test('initials are the last two words, as colleagues write them', () => {
  expect(initialsOf('Nguyễn Hoàng Nam')).toBe('HN');
  expect(initialsOf('  Lan ')).toBe('L');
});

test('searching ignores marks, case and the bar of đ', () => {
  expect(searchKey('Cấp Giấy phép xây dựng ĐẤT')).toBe('cap giay phep xay dung dat');
});
