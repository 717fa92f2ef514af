import { expect, test } from '@jest/globals';
import { PROBLEM_CODES } from './contract.ts';
import { PROBLEM_TITLES_EN } from './problem-titles.ts';

test('every refusal the server knows can be read in English', () => {
  expect(PROBLEM_CODES.filter((code) => (PROBLEM_TITLES_EN[code] as string | undefined) === undefined)).toEqual([]);
});
