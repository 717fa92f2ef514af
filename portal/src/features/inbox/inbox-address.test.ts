import { expect, test } from '@jest/globals';
import { readView, writeView } from './inbox-address.ts';

test('an address without words is everything, first page', () => {
  expect(readView(new URLSearchParams())).toEqual({ queue: 'all', due: undefined, code: '', page: 1 });
  expect(writeView({ queue: 'all', due: undefined, code: '', page: 1 })).toBe('');
});

test('what is written is read back', () => {
  const view = { queue: 'free', due: 'past-hour', code: 'H99.21-2611', page: 3 } as const;
  expect(readView(new URLSearchParams(writeView(view)))).toEqual(view);
});

test('nonsense in the address is passed over', () => {
  expect(readView(new URLSearchParams('hang-doi=toString&han=x&trang=-2&q='))).toEqual({ queue: 'all', due: undefined, code: '', page: 1 });
  expect(readView(new URLSearchParams('trang=1.5')).page).toBe(1);
});
