// Runs one long program quietly, says that it is at work and for how long, and shows the end of its log when it fails.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupError } from './setup-error.mjs';

const REMIND_MS = 20_000;
const TAIL_LINES = 30;

export async function runStep({ root, env, name, what, hint = '', command, args }) {
  const logFile = join(root, '.cache', 'logs', `${name}.log`);
  mkdirSync(dirname(logFile), { recursive: true });
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  console.log(`${what} …${hint === '' ? '' : ` (${hint})`}`);
  const reminder = setInterval(() => console.log(`  still at work after ${seconds()} s`), REMIND_MS);
  const log = openSync(logFile, 'w');
  try {
    const end = await endOf(spawn(command, args, { cwd: root, env, stdio: ['ignore', log, log] }));
    if (end !== 0) {
      const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
      throw new SetupError(`${what} failed (${end}). The end of ${logFile}:\n\n${tail}`);
    }
    console.log(`  done in ${seconds()} s`);
  } finally {
    clearInterval(reminder);
    closeSync(log);
  }
}

function endOf(child) {
  const stop = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  }).finally(() => {
    for (const signal of signals) process.off(signal, stop);
  });
}
