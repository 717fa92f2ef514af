import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hasLine, rotateLog, tailOf } from './log-file.ts';

let file: string;

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'motcua-log-')), 'broker.log');
});

afterEach(() => {
  rmSync(join(file, '..'), { recursive: true });
});

test('the logs of five earlier runs are kept', () => {
  for (let run = 1; run <= 8; run += 1) {
    rotateLog(file);
    writeFileSync(file, `run ${String(run)}`);
  }

  expect(readFileSync(file, 'utf8')).toBe('run 8');
  expect(readFileSync(file.replace('.log', '.1.log'), 'utf8')).toBe('run 7');
  expect(readFileSync(file.replace('.log', '.5.log'), 'utf8')).toBe('run 3');
  expect(existsSync(file.replace('.log', '.6.log'))).toBe(false);
});

test('the tail is the last lines of this run only', () => {
  writeFileSync(file, 'ready\nold line\n');
  const since = 'ready\nold line\n'.length;
  writeFileSync(file, `ready\nold line\n${Array.from({ length: 40 }, (_, line) => `line ${String(line)}`).join('\n')}\n`);

  const tail = tailOf(file, since).split('\n');

  expect(tail).toHaveLength(25);
  expect(tail.at(-1)).toBe('line 39');
  expect(hasLine(file, since, /^ready$/)).toBe(false);
  expect(hasLine(file, 0, /^ready$/)).toBe(true);
});
