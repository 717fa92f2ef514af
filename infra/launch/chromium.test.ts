import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findChromium, type BrowserRequest } from './chromium.ts';
import type { Command } from './run-command.ts';

let path: string;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'mot-cua-path-'));
});
afterEach(() => {
  rmSync(path, { recursive: true, force: true });
});

function put(program: string): string {
  const file = join(path, program);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

interface Looked {
  readonly found: string | undefined;
  readonly ran: readonly string[];
  readonly said: string;
}

async function look(given: Partial<BrowserRequest> & { readonly installs?: boolean } = {}): Promise<Looked> {
  const ran: Command[] = [];
  const said: string[] = [];
  const run = (command: Command): Promise<boolean> => {
    ran.push(command);
    if (given.installs === true && command.args[0] === 'install') put('chromium');
    return Promise.resolve(given.installs === true);
  };
  const found = await findChromium({ root: '/project', env: { PATH: path }, run, say: (line) => said.push(line), isRoot: true, ...given });
  expect(ran.every(({ env }) => env.DEBIAN_FRONTEND === 'noninteractive')).toBe(true);
  return { found, ran: ran.map(({ program = '', args }) => [program.replace(`${path}/`, ''), ...args].join(' ')), said: said.join('\n') };
}

test('a browser that is there is used, and nothing is installed', async () => {
  // given
  put('apt-get');
  const chromium = put('chromium-browser');

  // then
  expect(await look()).toEqual({ found: chromium, ran: [], said: '' });
});

test('CHROMIUM_PATH comes first, unless nothing is there', async () => {
  // given
  const own = put('my-browser');
  const chromium = put('chromium');

  // then
  expect((await look({ env: { PATH: path, CHROMIUM_PATH: own } })).found).toBe(own);
  expect((await look({ env: { PATH: path, CHROMIUM_PATH: `${own}-gone` } })).found).toBe(chromium);
});

test('a missing browser is installed where that is allowed', async () => {
  // given
  put('apt-get');

  // when
  const { found, ran, said } = await look({ installs: true });

  // then
  expect(found).toBe(join(path, 'chromium'));
  expect(ran).toEqual(['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium fonts-noto-core']);
  expect(said).toMatch(/^Installing chromium/);
});

test.each([
  ['a user who may not', { isRoot: false }, true],
  ['a system without apt', {}, false],
])('for %s nothing is run, and a sentence says what to install', async (_, given, hasApt) => {
  // given
  if (hasApt) put('apt-get');

  // when
  const { found, ran, said } = await look(given);

  // then
  expect(found).toBeUndefined();
  expect(ran).toEqual([]);
  expect(said).toContain(
    'it cannot be installed from here. Debian: sudo apt-get install chromium fonts-noto-core. Elsewhere: install Chromium and set CHROMIUM_PATH',
  );
});

test('an installation that failed is said', async () => {
  // given
  put('apt-get');

  // when
  const { found, said } = await look({ installs: false });

  // then
  expect(found).toBeUndefined();
  expect(said).toContain('Chromium was not found, and installing it failed.');
});
