import { expect, test } from '@jest/globals';
import { itemsOf } from './supplements-tab.tsx';

test('the papers to bring are lines of text or rows of a list', () => {
  expect(itemsOf('Bản vẽ móng\n\n Văn bản ủy quyền ')).toEqual(['Bản vẽ móng', 'Văn bản ủy quyền']);
  expect(itemsOf([{ paper: 'Bản vẽ móng', reason: 'thiếu cốt nền' }, 'Tờ khai'])).toEqual(['Bản vẽ móng: thiếu cốt nền', 'Tờ khai']);
  expect(itemsOf({ commitment: 'x' })).toEqual([]);
});
