import { parseArgs } from 'node:util';

export const USAGE = `npm run journey -- [options]

  --url URL        the running system (default http://127.0.0.1:8080)
  --scenario NAME  only this scenario, or procedure/scenario; may be repeated
  --password TEXT  of the demonstration accounts; else DEMO_PASSWORD, else the file <data>/secrets/demo-password
  --data DIR       the running system's data folder, to find that file (default .data)
  --json           the steps go to stderr, and stdout ends with one line of JSON
  --help           this text
`;

/** The program was called in a way that makes no sense; it ends with exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

export interface JourneyOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly scenarios: readonly string[];
  readonly password: string | undefined;
  readonly data: string;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws WrongUsage */
export function parseArguments(args: readonly string[]): JourneyOptions {
  const { url, scenario, ...rest } = parse(args);
  return { ...rest, url: checkedUrl(url), scenarios: scenario, password: rest.password };
}

function parse(args: readonly string[]): { url: string; scenario: string[]; password: string | undefined; data: string; json: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string', default: 'http://127.0.0.1:8080' },
        scenario: { type: 'string', multiple: true, default: [] },
        password: { type: 'string' },
        data: { type: 'string', default: '.data' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return { ...values, password: values.password };
  } catch (error) {
    throw new WrongUsage(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new WrongUsage(`--url ${text}: an address like http://127.0.0.1:8080 is expected.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
