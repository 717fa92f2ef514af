import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startChild, type Child } from './child.ts';
import { takeDataFolder } from './data-folder.ts';
import { LaunchError } from './launch-error.ts';
import { processIdentity } from './process-identity.ts';

let folder: string;
let children: Child[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-data-'));
  children = [];
});

afterEach(async () => {
  for (const child of children) await child.kill();
  rmSync(folder, { recursive: true });
});

test('a second run in the same folder is refused with a sentence', async () => {
  const first = await takeDataFolder(folder);

  await expect(takeDataFolder(folder)).rejects.toThrow(new RegExp(`in use by another run \\(process ${String(process.pid)}\\)`));
  await expect(takeDataFolder(folder)).rejects.toBeInstanceOf(LaunchError);

  first.release();
});

test('a folder that was released can be taken again', async () => {
  (await takeDataFolder(folder)).release();

  expect((await takeDataFolder(folder)).stopped).toEqual([]);
});

test('what a dead launcher left running is stopped', async () => {
  // given
  const orphan = aProcess('setInterval(() => undefined, 1000)');
  writeRun({ pid: 4_194_300, identity: 'of the past' }, orphan.pid);

  // when
  const { stopped } = await takeDataFolder(folder);

  // then
  expect(stopped).toEqual(['The engine']);
  expect(await orphan.exited).toContain('SIGTERM');
});

test('what does not stop when asked is ended', async () => {
  // given
  const orphan = aProcess("process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000); console.log('deaf')");
  await untilLogged(orphan, 'deaf');
  writeRun({ pid: 4_194_300, identity: 'of the past' }, orphan.pid);

  // when
  await takeDataFolder(folder, 300);

  // then
  expect(await orphan.exited).toContain('SIGKILL');
});

test('somebody else who has got the pid since is left alone', async () => {
  // given
  const stranger = aProcess('setInterval(() => undefined, 1000)');
  writeRun({ pid: stranger.pid, identity: 'of the past' }, stranger.pid, 'of the past');

  // when
  const { stopped } = await takeDataFolder(folder);

  // then
  expect(stopped).toEqual([]);
  expect(stranger.isRunning()).toBe(true);
});

test('parts are remembered with what tells them apart, for this user only', async () => {
  // given
  const taken = await takeDataFolder(folder);
  const part = aProcess('setInterval(() => undefined, 1000)');

  // when
  taken.remember(part);

  // then
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { parts: unknown };
  expect(run.parts).toEqual([{ name: 'A part', pid: part.pid, identity: processIdentity(part.pid) }]);
  expect(statSync(join(folder, 'run.json')).mode & 0o777).toBe(0o600);
});

test('a file that a killed launcher left half-written does not stop the next start', async () => {
  writeFileSync(join(folder, 'run.json'), '{"launcher":');

  expect((await takeDataFolder(folder)).stopped).toEqual([]);
});

function aProcess(script: string): Child {
  const child = startChild({
    name: 'A part',
    command: process.execPath,
    args: ['-e', script],
    env: {},
    logFile: join(folder, 'part.log'),
  });
  children.push(child);
  return child;
}

async function untilLogged(child: Child, word: string): Promise<void> {
  while (!readFileSync(child.logFile, 'utf8').includes(word)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function writeRun(launcher: { pid: number; identity: string }, partPid: number, partIdentity = processIdentity(partPid)): void {
  const run = { launcher: { name: 'launcher', ...launcher }, parts: [{ name: 'The engine', pid: partPid, identity: partIdentity }] };
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run));
}
