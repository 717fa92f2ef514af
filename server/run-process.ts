import type { Logger } from 'pino';
import { exitWithParent } from '../infra/launch/watch-parent.ts';
import { BadConfig, loadConfig, type Config } from './config.ts';
import { CannotListen } from './http/listen.ts';
import { createLogger } from './log.ts';

/** One of our programs, from its settings to its end: says `ready` when it is, closes in its own order when told to stop. */
export async function runProcess(
  service: string,
  env: NodeJS.ProcessEnv,
  start: (config: Config, log: Logger) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  try {
    const config = loadConfig(env);
    if (config.parentPid !== undefined) exitWithParent(config.parentPid);
    const log = createLogger({ level: config.logLevel, service });
    const running = await start(config, log);
    let closing: Promise<void> | undefined;
    const stop = (): void => {
      closing ??= running.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    console.log('ready');
  } catch (error) {
    console.error(error instanceof BadConfig || error instanceof CannotListen ? error.message : error);
    process.exit(1);
  }
}
