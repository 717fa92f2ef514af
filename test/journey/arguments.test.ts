import { expect, test } from '@jest/globals';
import { parseArguments, WrongUsage } from './arguments.ts';

test('without arguments the journey goes to the system that npm start runs', () => {
  expect(parseArguments([])).toEqual({ url: 'http://127.0.0.1:8080', scenarios: [], password: undefined, data: '.data', json: false, help: false });
});

test('scenarios may be named several times, and an address may end in a slash', () => {
  const options = parseArguments(['--url', 'https://motcua.example.vn/app/', '--scenario', 'a', '--scenario', 'b', '--json', '--password', 'p']);

  expect(options).toMatchObject({ url: 'https://motcua.example.vn/app', scenarios: ['a', 'b'], json: true, password: 'p' });
});

test.each([['--nonsense'], ['--url', 'ftp://here'], ['--url', 'nowhere'], ['stray'], ['--password']])('%s is wrong usage', (...args) => {
  expect(() => parseArguments(args)).toThrow(WrongUsage);
});
