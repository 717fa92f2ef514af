// Whoever started `npm start` may be killed without a chance to tell us: then what it started must not go on alone.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const EVERY_MS = 1_000;

/** Calls back when npm, which started this program through a shell, has gone. Started by hand, there is nothing to watch. */
export function watchStarter(gone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const watched = starters();
  const timer = setInterval(() => {
    if (watched.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}

function starters() {
  const parent = processOf(process.ppid);
  if (parent === undefined) return [];
  const isShell = /^-?(?:sh|dash|bash|zsh|ash|ksh|busybox)$/.test(parent.name);
  return isShell ? [process.ppid, parent.ppid] : [process.ppid];
}

function processOf(pid) {
  try {
    if (existsSync('/proc/self/stat')) {
      const [, name, ppid] = /^\d+ \((.*)\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return { name, ppid: Number(ppid) };
    }
    const [, ppid, command] = /^\s*(\d+)\s+(\S+)/.exec(execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }));
    return { name: command.split('/').at(-1), ppid: Number(ppid) };
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
