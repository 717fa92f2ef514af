// Sets up what is missing, then hands over to the program that was asked for. Plain JavaScript without packages, because it runs before there are any.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJdk } from './setup/find-tools.mjs';
import { watchStarter } from './setup/starter.mjs';
import { withLock } from './setup/lock.mjs';
import { SetupError } from './setup/setup-error.mjs';
import { buildBrowser, buildInfra, compile, installPackages, testJava } from './setup/steps.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LEAST_NODE = [20, 19];

/** What each command needs before, and what it then runs. */
const COMMANDS = {
  start: { steps: [installPackages, buildInfra, compile, buildBrowser], run: ['dist/infra/launch/main.js'] },
  dev: { steps: [installPackages, buildInfra], run: ['--import', 'tsx', 'infra/launch/main.ts', '--dev'] },
  test: { steps: [installPackages, buildInfra], run: ['--import', 'tsx', 'infra/launch/test.ts'] },
  build: { steps: [installPackages, buildInfra, compile, buildBrowser], run: undefined },
  bench: { steps: [installPackages, buildInfra, compile], run: ['dist/test/bench/main.js'] },
  setup: { steps: [installPackages, buildInfra], run: undefined },
  'test-java': { steps: [testJava], run: undefined },
};

async function main([name, ...rest]) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new SetupError(`Say what to do: node infra/bootstrap.mjs ${Object.keys(COMMANDS).join(' | ')}`, 2);
  }
  checkNode();
  const javaHome = findJdk(ROOT, process.env);
  const env = { ...process.env, JAVA_HOME: javaHome, PATH: [join(javaHome, 'bin'), process.env.PATH].join(delimiter) };
  await withLock(ROOT, async () => {
    for (const step of command.steps) await step({ root: ROOT, env });
  });
  if (command.run === undefined) return 0;
  return handOver([...command.run, ...rest], env);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < LEAST_NODE[0] || (major === LEAST_NODE[0] && minor < LEAST_NODE[1])) {
    throw new SetupError(`Node ${LEAST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
}

function handOver(args, env) {
  if (
    !existsSync(
      join(
        ROOT,
        args.find((arg) => /^(dist|infra)\//.test(arg)),
      ),
    )
  ) {
    throw new SetupError(`The program ${args.join(' ')} is missing from this checkout.`);
  }
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...env, MOTCUA_PARENT_PID: String(process.pid) },
  });
  // the child stops in its own time and by its own order; this process only waits
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  watchStarter(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`\n${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = error instanceof SetupError ? error.exitCode : 1;
}
