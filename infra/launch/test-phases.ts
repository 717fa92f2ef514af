import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';
import { readJestResults } from './jest-results.ts';
import { runCommand } from './run-command.ts';
import { forgetReports, readReports } from './surefire.ts';
import type { Tally } from './tally.ts';

export interface Phase {
  readonly name: string;
  readonly what: string;
  readonly run: () => Promise<Tally>;
}

export interface PhasesRequest {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** The jest projects that the configuration defines, in the order to run them in. */
  readonly projects: readonly string[];
}

const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
const FAILED: Tally = { passed: 0, failed: 1, skipped: 0 };

/** Everything that a change must pass, cheap things first. A phase without tests of its own counts as one. */
export function testPhases({ root, env, projects }: PhasesRequest): Phase[] {
  const one = (name: string, what: string, args: readonly string[]): Phase => ({
    name,
    what,
    run: async () => ((await runCommand({ root, env, args })) ? PASSED : FAILED),
  });
  const sources = ['contract', 'domain', 'server', 'workers', 'workflows', 'modeler', 'portal', 'infra/launch', 'test'];
  return [
    one('typecheck', 'types of the programs', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']),
    one('typecheck-portal', 'types of the portal', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'portal/tsconfig.json']),
    one('lint', 'lint', ['node_modules/eslint/bin/eslint.js', '.']),
    one('imports', 'import direction', [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      ...sources.filter((folder) => existsSync(join(root, folder))),
    ]),
    one('build', 'compiling and building the portal', ['infra/bootstrap.mjs', 'build']),
    { name: 'java', what: 'exporter and database, in Java', run: () => runJava(root, env) },
    ...projects.map((project) => ({ name: project, what: `${project} tests`, run: () => runProject(root, env, project) })),
  ];
}

async function runJava(root: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  forgetReports(root);
  const ended = await runCommand({ root, env, args: ['infra/bootstrap.mjs', 'test-java'] });
  const results = readReports(root);
  for (const failure of results.failures) console.log(`  failed: ${failure}`);
  const ran = results.passed + results.failed > 0;
  return ended && ran ? results : { ...results, failed: Math.max(results.failed, 1) };
}

/** Paths of procedures wait for timers most of the time; the others that start an engine, a database or a browser would only disturb their neighbour's timing. */
const sideBySide = (project: string): readonly string[] => (project === 'unit' ? [] : project === 'workflows' ? ['--maxWorkers=2'] : ['--runInBand']);

async function runProject(root: string, env: NodeJS.ProcessEnv, project: string): Promise<Tally> {
  const chromium = project === 'browser' ? await findChromium({ root, env }) : undefined;
  if (project === 'browser' && chromium === undefined) return FAILED;
  const outputFile = join(root, '.cache', 'tests', `${project}.json`);
  mkdirSync(join(root, '.cache', 'tests'), { recursive: true });
  rmSync(outputFile, { force: true });
  const ended = await runCommand({
    root,
    env: { ...env, ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }) },
    args: [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
      ...['--selectProjects', project, '--passWithNoTests', '--forceExit', '--json', '--outputFile', outputFile],
      ...sideBySide(project),
    ],
  });
  if (!existsSync(outputFile)) return ended ? { passed: 0, failed: 0, skipped: 0 } : FAILED;
  const tally = readJestResults(readFileSync(outputFile, 'utf8'));
  return ended ? tally : { ...tally, failed: Math.max(tally.failed, 1) };
}
