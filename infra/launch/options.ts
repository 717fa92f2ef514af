import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, LaunchError } from './launch-error.ts';

export interface Options {
  readonly port: number;
  readonly dataDir: string;
  readonly demo: boolean;
  /** Runs from the sources: server and workers start again on changes, pages change while they are open. */
  readonly dev: boolean;
  readonly help: boolean;
}

export const USAGE = `npm start -- [options]

  --port P    the web address's port (default 8080); P+1 to P+7 are used as well
  --data DIR  the folder for data, secrets and logs (default .data)
  --demo      demonstration accounts also with a database of your own
  --help      this text
`;

const HIGHEST = 65_535 - 8;

export function parseOptions(args: readonly string[], folder: string): Options {
  const { port, data, ...flags } = parse(args);
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > HIGHEST) {
    throw new LaunchError(`--port ${port}: a number between 1 and ${String(HIGHEST)} is expected.`, 2);
  }
  if (data === '') throw new LaunchError('--data: the name of a folder is expected.', 2);
  return { port: Number(port), dataDir: resolve(folder, data), ...flags };
}

function parse(args: readonly string[]): { port: string; data: string; demo: boolean; dev: boolean; help: boolean } {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8080' },
        data: { type: 'string', default: '.data' },
        demo: { type: 'boolean', default: false },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new LaunchError(`${messageOf(error)}\n\n${USAGE}`, 2);
  }
}
