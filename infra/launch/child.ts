import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tailOf } from './log-file.ts';

export interface ChildSpec {
  /** For people: "the database". */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  readonly cwd?: string;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Where this run's lines begin in the log file. */
  readonly logStart: number;
  readonly exited: Promise<string>;
  readonly isRunning: () => boolean;
  /** SIGTERM, and SIGKILL for one that is still there afterwards. */
  readonly stop: (graceMs: number) => Promise<void>;
  readonly kill: () => Promise<void>;
}

/**
 * Waits for the end of its input, which comes when the process that holds the other end dies in whatever way, then ends the
 * group it was given. This is how no child outlives a launcher that was killed.
 */
const GUARD = `
cat > /dev/null
kill -s TERM -- "-$1" 2> /dev/null || exit 0
left=100
while [ "$left" -gt 0 ] && kill -s 0 -- "-$1" 2> /dev/null; do sleep 0.2; left=$((left - 1)); done
kill -s KILL -- "-$1" 2> /dev/null
`;

/** Starts a program in a process group of its own (Ctrl-C in the terminal reaches only the launcher), writing to a log file. */
export function startChild(spec: ChildSpec): Child {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a', 0o600);
  const logStart = statSync(spec.logFile).size;
  const child = spawn(spec.command, spec.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: spec.env,
    ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
  });
  closeSync(log);
  const exited = endOf(child);
  let running = child.pid !== undefined;
  void exited.then(() => {
    running = false;
  });
  child.unref();
  const pid = child.pid ?? 0;
  if (pid !== 0) guard(pid, exited);

  const signal = (name: NodeJS.Signals): void => {
    if (running) signalGroup(pid, name);
  };
  const kill = async (): Promise<void> => {
    signal('SIGKILL');
    await exited;
  };
  const stop = async (graceMs: number): Promise<void> => {
    signal('SIGTERM');
    const grace = new AbortController();
    await Promise.race([exited, sleep(graceMs, undefined, { signal: grace.signal }).catch(() => undefined)]);
    grace.abort();
    await kill();
  };
  return { name: spec.name, pid, logFile: spec.logFile, logStart, exited, isRunning: () => running, stop, kill };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      resolve(`could not be started: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? `ended with exit code ${String(code)}` : `was ended by ${signal}`);
    });
  });
}

function guard(pid: number, exited: Promise<string>): void {
  const watcher = spawn('/bin/sh', ['-c', GUARD, 'guard', String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref?: () => void }).unref?.();
  // the pid may belong to somebody else from now on
  void exited.then(() => watcher.kill('SIGKILL'));
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // it ended in the meantime
  }
}

/** Waits for the answer to a question, but no longer than the child lives. */
export async function whileRunning<T>(child: Child, wait: Promise<T>): Promise<T> {
  const died = child.exited.then((end): never => {
    throw new ChildDied(child, end);
  });
  return Promise.race([wait, died]);
}

export class ChildDied extends Error {
  override readonly name = 'ChildDied';

  constructor(child: Child, end: string) {
    super(`${child.name} ${end}.\nThe last lines of ${child.logFile}:\n\n${tailOf(child.logFile, child.logStart)}`);
  }
}
