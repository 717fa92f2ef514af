import { startChild, type Child } from './child.ts';
import { hasLine, rotateLog } from './log-file.ts';
import { startPart, type Part, type Surroundings } from './part.ts';
import { waitUntil } from './wait-until.ts';

export interface NodeOptions extends Surroundings {
  /** For people: "The server". */
  readonly name: string;
  /** Arguments of node, the script last. */
  readonly args: readonly string[];
  /** Everything the program reads from its environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Asked after the program has printed `ready`. */
  readonly healthUrl?: string;
}

const START_MS = 120_000;
const STOP_MS = 30_000;

/** One of our own programs: it prints a line `ready` when it is, and ends with this process. */
export async function startNode(options: NodeOptions): Promise<Part> {
  rotateLog(options.logFile);
  return startPart({
    name: options.name,
    launch: () => launch(options),
    ready: (child) =>
      waitUntil(() => isReady(options, child), {
        timeoutMs: START_MS,
        everyMs: 50,
        what: `${options.name} was not ready`,
        goOn: child.isRunning,
      }),
    stop: (child) => child.stop(STOP_MS),
  });
}

async function isReady({ healthUrl }: NodeOptions, child: Child): Promise<true | undefined> {
  if (!hasLine(child.logFile, child.logStart, /^ready$/)) return undefined;
  if (healthUrl === undefined) return true;
  const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(2_000) });
  return answer.ok ? true : undefined;
}

function launch(options: NodeOptions): Child {
  const child = startChild({
    name: options.name,
    command: process.execPath,
    args: options.args,
    env: { ...options.inherited, ...options.env, MOTCUA_PARENT_PID: String(process.pid) },
    logFile: options.logFile,
    cwd: options.root,
  });
  options.onSpawn?.(child);
  return child;
}
