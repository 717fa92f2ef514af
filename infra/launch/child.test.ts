import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startChild, whileRunning, type Child } from './child.ts';
import { processIdentity } from './process-identity.ts';
import { projectRoot } from './project-root.ts';
import { waitUntil } from './wait-until.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-child-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a child that dies while it is waited for is reported with the end of its log', async () => {
  const child = aChild("console.log('no memory left'); process.exit(3)");

  const waiting = whileRunning(child, new Promise(() => undefined));

  await expect(waiting).rejects.toThrow(/^A part ended with exit code 3\.\nThe last lines of .*part\.log:\n\nno memory left$/s);
  expect(child.isRunning()).toBe(false);
});

test('a program that does not exist is reported as one that could not be started', async () => {
  const child = startChild({ name: 'A part', command: join(folder, 'missing'), args: [], env: {}, logFile: join(folder, 'part.log') });

  expect(await child.exited).toContain('could not be started');
});

test('a child that is asked to stop may finish what it does', async () => {
  const child = aChild("process.on('SIGTERM', () => { console.log('finished'); process.exit(0) }); setInterval(() => 0, 1000); console.log('up')");
  await logged(child, 'up');

  await child.stop(5_000);

  expect(readFileSync(child.logFile, 'utf8')).toContain('finished');
});

test('a child that does not stop is ended after its grace', async () => {
  const child = aChild("process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); console.log('up')");
  await logged(child, 'up');

  await child.stop(200);

  expect(await child.exited).toBe('was ended by SIGKILL');
});

test('a child does not outlive a launcher that is killed', async () => {
  // given
  const launcher = join(folder, 'launcher.ts');
  const child = pathToFileURL(join(projectRoot(), 'infra', 'launch', 'child.ts')).href;
  const spec = { name: 'A part', command: process.execPath, args: ['-e', 'setInterval(() => 0, 1000)'], env: {}, logFile: join(folder, 'part.log') };
  writeFileSync(
    launcher,
    `import { writeFileSync } from 'node:fs';
     import { startChild } from '${child}';
     writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(startChild(${JSON.stringify(spec)}).pid));
     setInterval(() => 0, 1000);`,
  );
  const killed = spawn(process.execPath, ['--import', 'tsx', launcher], { cwd: projectRoot(), stdio: 'ignore' });
  const pid = await waitUntil(() => Number(readFileSync(join(folder, 'pid'), 'utf8')) || undefined, { timeoutMs: 20_000, what: 'nothing was started' });
  expect(processIdentity(pid)).toBeDefined();

  // when
  killed.kill('SIGKILL');

  // then
  await waitUntil(() => (processIdentity(pid) === undefined ? true : undefined), { timeoutMs: 5_000, what: 'the child lives on' });
});

function aChild(script: string): Child {
  return startChild({ name: 'A part', command: process.execPath, args: ['-e', script], env: {}, logFile: join(folder, 'part.log') });
}

async function logged(child: Child, word: string): Promise<void> {
  await waitUntil(() => readFileSync(child.logFile, 'utf8').includes(word) || undefined, { timeoutMs: 10_000, everyMs: 20, what: `no ${word}` });
}
