import { expect, test } from '@jest/globals';
import { safeReturn } from './session.ts';

test('after signing in one returns to a page of ours', () => {
  expect(safeReturn('/ho-so/H99.21-261116-0042?muc=phi')).toBe('/ho-so/H99.21-261116-0042?muc=phi');
});

test.each([null, '', 'https://example.com', '//example.com', '/\\example.com', 'javascript:alert(1)', '/dang-nhap?tiep=/viec'])(
  '%s leads to the inbox instead',
  (wanted) => {
    expect(safeReturn(wanted)).toBe('/viec');
  },
);
