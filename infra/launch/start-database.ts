import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, type Child } from './child.ts';
import { quietOptions, type Java } from './java.ts';
import { hasLine, rotateLog } from './log-file.ts';
import { startPart, type Part, type Surroundings } from './part.ts';
import { waitUntil } from './wait-until.ts';

export interface DatabaseOptions extends Surroundings {
  readonly java: Java;
  readonly port: number;
  readonly dataDir: string;
  readonly logFile: string;
}

export interface Database extends Part {
  readonly uri: string;
}

const START_MS = 60_000;
const STOP_MS = 30_000;

/** The embedded database. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  mkdirSync(options.dataDir, { recursive: true });
  rotateLog(options.logFile);
  const part = await startPart({
    name: 'The database',
    launch: () => launch(options),
    ready: (child) =>
      waitUntil(() => hasLine(child.logFile, child.logStart, /^ready \d+$/) || undefined, {
        timeoutMs: START_MS,
        everyMs: 50,
        what: 'The database was not ready',
        goOn: child.isRunning,
      }),
    stop: (child) => child.stop(STOP_MS),
  });
  return { ...part, uri: `mongodb://127.0.0.1:${String(options.port)}/motcua?directConnection=true` };
}

function launch(options: DatabaseOptions): Child {
  const jar = join(options.root, 'infra', 'database', 'target', 'database.jar');
  const child = startChild({
    name: 'The database',
    command: options.java.program,
    args: [
      '-Xmx768m',
      '-XX:+ExitOnOutOfMemoryError',
      ...quietOptions(options.java),
      ...['-jar', jar],
      ...['--port', String(options.port), '--data', options.dataDir, '--parent', String(process.pid)],
    ],
    env: { ...options.inherited },
    logFile: options.logFile,
    cwd: options.dataDir,
  });
  options.onSpawn?.(child);
  return child;
}
