import { spawn } from 'node:child_process';

export interface Command {
  readonly root: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly program?: string;
  readonly timeoutMs?: number;
}

const LIMIT_MS = 20 * 60_000;

/** Runs a program of node's, showing what it prints; true if it ended well. One that hangs is ended with all that it started. */
export async function runCommand({ root, args, env, program = process.execPath, timeoutMs = LIMIT_MS }: Command): Promise<boolean> {
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const endAll = (): void => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // it is gone
    }
  };
  const onSignal = (): void => {
    endAll();
    process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const timer = setTimeout(() => {
    console.log(`Ended after ${String(timeoutMs / 60_000)} minutes without a result.`);
    endAll();
  }, timeoutMs);
  try {
    return await new Promise<boolean>((resolve) => {
      child.once('error', (error) => {
        console.log(error.message);
        resolve(false);
      });
      child.once('exit', (code) => {
        resolve(code === 0);
      });
    });
  } finally {
    clearTimeout(timer);
    for (const signal of signals) process.off(signal, onSignal);
  }
}
