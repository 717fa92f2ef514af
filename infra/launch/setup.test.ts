import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { projectRoot } from './project-root.ts';

interface Stamp {
  readonly hashOf: (root: string, inputs: readonly string[], more?: readonly string[]) => string;
}
interface Lock {
  readonly withLock: <T>(root: string, work: () => Promise<T>) => Promise<T>;
}

async function setup<T>(file: string): Promise<T> {
  return (await import(pathToFileURL(join(projectRoot(), 'infra', 'setup', file)).href)) as T;
}

const { hashOf } = await setup<Stamp>('stamp.mjs');
const { withLock } = await setup<Lock>('lock.mjs');

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'motcua-setup-'));
  mkdirSync(join(root, 'server', 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'server', 'main.ts'), 'one');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test('a stamp changes with content, names and what else counts', () => {
  const before = hashOf(root, ['server']);

  writeFileSync(join(root, 'server', 'main.ts'), 'two');
  const changed = hashOf(root, ['server']);
  writeFileSync(join(root, 'server', 'more.ts'), '');
  const added = hashOf(root, ['server']);

  expect(new Set([before, changed, added, hashOf(root, ['server'], ['node 24'])]).size).toBe(4);
});

test('a stamp does not change with what is built or installed, nor with what is missing', () => {
  const before = hashOf(root, ['server']);

  writeFileSync(join(root, 'server', 'node_modules', 'package.json'), '{}');

  expect(hashOf(root, ['server', 'portal'])).toBe(before);
});

test('two set-ups in one folder do not overlap', async () => {
  // given
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push(`${name} ends`);
  };

  // when
  await Promise.all([withLock(root, work('first')), withLock(root, work('second'))]);

  // then
  expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  expect(existsSync(join(root, '.cache', 'setup.lock'))).toBe(false);
});

test('the lock of a set-up that was killed is taken over', async () => {
  mkdirSync(join(root, '.cache'));
  writeFileSync(join(root, '.cache', 'setup.lock'), '4194300\n');

  const holder = await withLock(root, async () => Promise.resolve(readFileSync(join(root, '.cache', 'setup.lock'), 'utf8')));

  expect(holder.trim()).toBe(String(process.pid));
});
