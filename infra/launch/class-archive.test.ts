import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Child } from './child.ts';
import { classArchive } from './class-archive.ts';

const JAVA = { program: '/jdk/bin/java', release: 25 };

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'motcua-archive-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test.each(['ended with exit code 143', 'ended with exit code 0'])('the archive of a run that %s serves the next one', async (end) => {
  // given
  const first = classArchive(root, JAVA, root);
  writeFileSync(join(root, 'classes.jsa'), 'all classes');

  // when
  await runThatEnds(first, end);

  // then
  const [option = ''] = classArchive(root, JAVA, root).options;
  expect(option).toMatch(/^-XX:SharedArchiveFile=/);
  expect(readFileSync(option.replace('-XX:SharedArchiveFile=', ''), 'utf8')).toBe('all classes');
});

test('what a killed run has written is thrown away', async () => {
  const first = classArchive(root, JAVA, root);
  writeFileSync(join(root, 'classes.jsa'), 'half of the');

  await runThatEnds(first, 'was ended by SIGKILL');

  expect(classArchive(root, JAVA, root).options[0]).toMatch(/^-XX:ArchiveClassesAtExit=/);
  expect(existsSync(join(root, 'classes.jsa'))).toBe(false);
});

test('another JDK does not get the archive', async () => {
  const first = classArchive(root, JAVA, root);
  writeFileSync(join(root, 'classes.jsa'), 'all classes');
  await runThatEnds(first, 'ended with exit code 143');

  expect(classArchive(root, { ...JAVA, release: 26 }, root).options[0]).toMatch(/^-XX:ArchiveClassesAtExit=/);
});

async function runThatEnds({ keepFrom }: ReturnType<typeof classArchive>, end: string): Promise<void> {
  const exited = Promise.resolve(end);
  const child: Child = {
    name: 'The engine',
    pid: 1,
    logFile: '',
    logStart: 0,
    exited,
    isRunning: () => false,
    stop: () => Promise.resolve(),
    kill: () => Promise.resolve(),
  };
  keepFrom(child);
  await exited;
  await Promise.resolve();
}
