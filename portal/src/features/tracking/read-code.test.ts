import { expect, test } from '@jest/globals';
import { readCode } from './read-code.ts';

test.each([
  ['H99.21-261116-0042'],
  ['  h99.21-261116-0042 '],
  ['H99.21 – 261116 – 0042'],
  ['Mã hồ sơ: H99.21-261116-0042.'],
  ['https://motcua.example/tra-cuu/H99.21-261116-0042'],
])('“%s” holds the code', (text) => {
  expect(readCode(text)).toBe('H99.21-261116-0042');
});

test.each(['', 'H99.21', '0042', 'H99.21-2611-0042', 'Nguyễn Thị Lan'])('“%s” holds none', (text) => {
  expect(readCode(text)).toBeUndefined();
});
