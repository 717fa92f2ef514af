import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { announce } from './announce.ts';
import { parseOptions } from './options.ts';
import { addressOf, makePlan, portsOf, type Plan } from './plan.ts';
import { programsOf } from './programs.ts';
import { projectRoot } from './project-root.ts';

const planFor = (...args: readonly string[]): Plan => makePlan({ ...parseOptions(args, '/project'), env: {}, mongod: undefined });

test('without --dev what was compiled is run, and the pages come from the server', () => {
  // when
  const plan = planFor('--port', '9000');

  // then
  expect(programsOf(plan).map(({ log, args }) => [log, args.at(-1)])).toEqual([
    ['server', 'dist/server/main.js'],
    ['workers', 'dist/workers/main.js'],
  ]);
  expect(addressOf(plan)).toBe('http://127.0.0.1:9000');
  expect(portsOf(plan)).not.toContain('pages');
});

test('with --dev server and workers are run from the sources and again after a change', () => {
  // when
  const programs = programsOf(planFor('--dev', '--port', '9000'));

  // then
  const watched = programs.filter(({ args }) => args[1] === 'watch');
  expect(watched.map(({ log, args }) => [log, args.at(-1)])).toEqual([
    ['server', 'server/main.ts'],
    ['workers', 'workers/main.ts'],
  ]);
  expect(watched[0]?.args).toContain('--include=workflows/**/*');
  for (const { args } of programs) expect(args.filter((arg) => /^(node_modules|server|workers|infra)\//.test(arg)).filter(isMissing)).toEqual([]);
});

test('with --dev the pages have a port of their own, which people are told and which must be free', () => {
  // when
  const plan = planFor('--dev', '--port', '9000');

  // then
  expect(programsOf(plan).at(-1)).toMatchObject({ log: 'pages', args: ['--import', 'tsx', 'infra/launch/pages.ts', '9008', 'http://127.0.0.1:9000'] });
  expect(portsOf(plan)).toContain('pages');
  const said = announce({ root: '/project', address: addressOf(plan), dataDir: '/project/.data', demoPassword: undefined, seconds: 9 });
  expect(said).toContain('http://127.0.0.1:9008\n');
});

test('only server and workers are given the settings, with the secrets among them', () => {
  expect(programsOf(planFor('--dev')).map(({ log, needsSettings }) => [log, needsSettings])).toEqual([
    ['server', true],
    ['workers', true],
    ['pages', false],
  ]);
});

const isMissing = (file: string): boolean => !existsSync(join(projectRoot(), file));
