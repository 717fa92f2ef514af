import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';
import { projectRoot } from './project-root.ts';
import { watchProcess } from './watch-parent.ts';

test('the end of a watched process is noticed, however it came', async () => {
  // given
  const watched = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  const gone = new Promise<string>((resolve) => {
    watchProcess(watched.pid ?? 0, () => {
      resolve('gone');
    });
  });

  // when
  watched.kill('SIGKILL');

  // then
  expect(await gone).toBe('gone');
});

test('a program ends when its launcher is no longer there, by the way that a stop takes', async () => {
  // given
  const module = pathToFileURL(join(projectRoot(), 'infra', 'launch', 'watch-parent.ts')).href;
  const script = `
    const { exitWithParent } = await import('${module}');
    process.on('SIGTERM', () => process.exit(7));
    setInterval(() => 0, 1000);
    exitWithParent(4194300);`;

  // when
  const program = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { cwd: projectRoot() });
  const code = await new Promise((resolve) => program.once('exit', resolve));

  // then
  expect(code).toBe(7);
});
