import { expect, test } from '@jest/globals';
import { findLimit } from './limit-text.ts';

test.each([
  ['3 working days', { unit: 'WORKING_DAY', amount: 3 }],
  ['1 working day', { unit: 'WORKING_DAY', amount: 1 }],
  ['30 calendar days', { unit: 'CALENDAR_DAY', amount: 30 }],
  ['8 working hours', { unit: 'WORKING_HOUR', amount: 8 }],
  ['1 month', { unit: 'MONTH', amount: 1 }],
  ['  Same  Day ', { unit: 'SAME_DAY' }],
])('"%s" is a limit', (text, limit) => {
  expect(findLimit(text)).toEqual(limit);
});

test.each([
  '',
  '3',
  'working days',
  '3 days',
  '0 months',
  '401 working days',
  '1.5 working days',
  '-1 working days',
  '2 same days',
  '3 working dayss',
  '3 constructors',
])('"%s" is none', (text) => {
  expect(findLimit(text)).toBeUndefined();
});
