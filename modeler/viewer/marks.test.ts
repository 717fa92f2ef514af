import { expect, test } from '@jest/globals';
import { changeMarks, marksOf } from './marks.ts';

test('where a token is now counts more than having been there', () => {
  expect(marksOf({ active: ['draft'], visited: ['start', 'draft'] })).toEqual({ start: 'visited', draft: 'current' });
});

test('a stuck step is shown as stuck', () => {
  expect(marksOf({ active: ['issue-receipt'], visited: [], incidents: ['issue-receipt'] })).toEqual({ 'issue-receipt': 'problem' });
});

test('from one picture to the next only what differs is touched', () => {
  const before = marksOf({ active: ['a'], visited: ['start'] });
  const after = marksOf({ active: ['b'], visited: ['start', 'a'] });
  expect(changeMarks(before, after)).toEqual({
    remove: [{ id: 'a', mark: 'current' }],
    add: [
      { id: 'a', mark: 'visited' },
      { id: 'b', mark: 'current' },
    ],
  });
  expect(changeMarks(after, after)).toEqual({ remove: [], add: [] });
});
