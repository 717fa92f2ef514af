import { processIdentity } from './process-identity.ts';

const EVERY_MS = 1_000;

/** Calls back once when the process with this pid has gone, however it ended. Does not keep this process alive. */
export function watchProcess(pid: number, gone: () => void): void {
  const identity = processIdentity(pid);
  const timer = setInterval(() => {
    if (identity !== undefined && processIdentity(pid) === identity) return;
    clearInterval(timer);
    gone();
  }, EVERY_MS);
  timer.unref();
}

/** Ends this process, by the way that a stop takes, when its launcher is gone. */
export function exitWithParent(pid: number): void {
  watchProcess(pid, () => process.kill(process.pid, 'SIGTERM'));
}
