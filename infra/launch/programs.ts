import type { Plan } from './plan.ts';

/** One of our own programs, as node is told to run it from the project's folder. */
export interface Program {
  /** For people: "The server". */
  readonly name: string;
  /** Name of its log file. */
  readonly log: string;
  /** Arguments of node, the script first of ours. */
  readonly args: readonly string[];
  /** Whether it reads the settings of the system, secrets among them. */
  readonly needsSettings: boolean;
  readonly healthUrl?: string;
}

/**
 * Compiled, or during development from the sources: server and workers start again by themselves after each change, a changed
 * procedure thereby becomes a new release; open pages change while they are looked at.
 */
export function programsOf({ ports, dev }: Pick<Plan, 'ports' | 'dev'>): readonly Program[] {
  const http = `http://127.0.0.1:${String(ports.http)}`;
  const server = { name: 'The server', log: 'server', needsSettings: true, healthUrl: `${http}/api/health` };
  const workers = { name: 'The worker process', log: 'workers', needsSettings: true };
  if (!dev) {
    return [
      { ...server, args: ['--enable-source-maps', 'dist/server/main.js'] },
      { ...workers, args: ['--enable-source-maps', 'dist/workers/main.js'] },
    ];
  }
  const pages = { name: 'The pages', log: 'pages', needsSettings: false };
  return [
    { ...server, args: [...WATCHED, '--include=workflows/**/*', 'server/main.ts'] },
    { ...workers, args: [...WATCHED, 'workers/main.ts'] },
    { ...pages, args: ['--import', 'tsx', 'infra/launch/pages.ts', String(ports.pages), http] },
  ];
}

/** Whole folders, too: a program that did not start for want of a file must notice when that file comes. */
const WATCHED = [
  ...['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', '--exclude=**/*.test.ts'],
  ...['contract', 'domain', 'server', 'workers'].map((folder) => `--include=${folder}/**/*`),
];
