import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Child } from './child.ts';
import { LaunchError } from './launch-error.ts';
import { processIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

const Process = z.object({ name: z.string(), pid: z.number().int().positive(), identity: z.string() });
const Run = z.object({ launcher: Process, parts: z.array(Process) });

type Process = z.infer<typeof Process>;
type Run = z.infer<typeof Run>;

export interface DataFolder {
  /** Names of the parts that an earlier launcher had left running, and that were stopped. */
  readonly stopped: readonly string[];
  /** Remembers a part, so that the next run can stop it should this one be killed. */
  readonly remember: (child: Child) => void;
  readonly release: () => void;
}

const GRACE_MS = 20_000;

/** Takes a data folder for this process alone. What an earlier one left running there is stopped first. */
export async function takeDataFolder(folder: string, graceMs: number = GRACE_MS): Promise<DataFolder> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'run.json');
  const run: Run = { launcher: describe('launcher', process.pid), parts: [] };
  const stopped: string[] = [];
  while (!create(file, run)) {
    const other = read(file);
    if (other !== undefined && isStill(other.launcher)) {
      throw new LaunchError(
        `The data folder ${folder} is in use by another run (process ${String(other.launcher.pid)}). ` +
          'Stop that one, or choose another folder with --data and other ports with --port.',
      );
    }
    for (const part of other?.parts ?? []) {
      if (await stopLeftOver(part, graceMs)) stopped.push(part.name);
    }
    rmSync(file, { force: true });
  }
  return {
    stopped,
    remember(child) {
      run.parts = [...run.parts.filter(isStill), describe(child.name, child.pid)];
      replace(file, run);
    },
    release() {
      rmSync(file, { force: true });
    },
  };
}

function describe(name: string, pid: number): Process {
  return { name, pid, identity: processIdentity(pid) ?? 'gone' };
}

function isStill({ pid, identity }: Process): boolean {
  return processIdentity(pid) === identity;
}

function create(file: string, run: Run): boolean {
  try {
    writeFileSync(file, JSON.stringify(run), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A launcher that was killed while it wrote leaves a file that says nothing. */
function read(file: string): Run | undefined {
  try {
    return Run.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function replace(file: string, run: Run): void {
  writeFileSync(`${file}.new`, JSON.stringify(run), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** True if there was something to stop. The pid alone would not do: it may belong to somebody else by now. */
async function stopLeftOver(part: Process, graceMs: number): Promise<boolean> {
  if (!isStill(part)) return false;
  signal(part, 'SIGTERM');
  const gone = (): true | undefined => (isStill(part) ? undefined : true);
  try {
    await waitUntil(gone, { timeoutMs: graceMs, what: `${part.name} did not stop` });
  } catch {
    signal(part, 'SIGKILL');
    await waitUntil(gone, { timeoutMs: 5_000, what: `${part.name} (process ${String(part.pid)}) of an earlier run could not be stopped` });
  }
  return true;
}

function signal(part: Process, name: NodeJS.Signals): void {
  try {
    process.kill(-part.pid, name);
  } catch {
    // it ended in the meantime
  }
}
