import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LaunchError, messageOf } from './launch-error.ts';
import { projectRoot } from './project-root.ts';
import { describeTally, sum, type Tally } from './tally.ts';
import { testPhases, type Phase } from './test-phases.ts';

const PROJECTS = ['unit', 'database', 'store', 'engine', 'exporter', 'http', 'workflows', 'faults', 'browser'];

interface Outcome extends Tally {
  readonly phase: Phase;
  readonly seconds: number;
}

async function definedProjects(root: string): Promise<string[]> {
  const file = pathToFileURL(join(root, 'jest.config.mjs')).href;
  const { default: config } = (await import(file)) as { default: { projects: readonly { displayName: string }[] } };
  const defined = new Set(config.projects.map(({ displayName }) => displayName));
  return PROJECTS.filter((name) => defined.has(name));
}

function chosen(phases: readonly Phase[], only: string | undefined): readonly Phase[] {
  if (only === undefined) return phases;
  const names = only.split(',').filter((name) => name !== '');
  const unknown = names.filter((name) => !phases.some((phase) => phase.name === name));
  if (names.length === 0 || unknown.length > 0) {
    throw new LaunchError(`--only takes a list of: ${phases.map(({ name }) => name).join(', ')}. Unknown: ${unknown.join(', ')}.`, 2);
  }
  return phases.filter(({ name }) => names.includes(name));
}

async function runPhase(phase: Phase, place: string): Promise<Outcome> {
  console.log(`\n── ${place} ${phase.what} ──`);
  const began = Date.now();
  let tally: Tally;
  try {
    tally = await phase.run();
  } catch (error) {
    console.log(messageOf(error));
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`── ${phase.name}: ${describeTally(tally)}, in ${String(seconds)} s`);
  return { ...tally, phase, seconds };
}

function onlyOption(): string | undefined {
  try {
    return parseArgs({ args: process.argv.slice(2), options: { only: { type: 'string' } } }).values.only;
  } catch (error) {
    throw new LaunchError(`${messageOf(error)}\nnpm test -- --only unit,http`, 2);
  }
}

async function main(): Promise<number> {
  const root = projectRoot();
  const phases = chosen(testPhases({ root, env: process.env, projects: await definedProjects(root) }), onlyOption());
  const outcomes: Outcome[] = [];
  for (const [index, phase] of phases.entries()) {
    outcomes.push(await runPhase(phase, `${String(index + 1)}/${String(phases.length)}`));
  }
  console.log('');
  for (const outcome of outcomes) {
    console.log(`${outcome.phase.name.padEnd(17)} ${String(outcome.seconds).padStart(5)} s  ${describeTally(outcome)}`);
  }
  const total = sum(outcomes);
  console.log(describeTally(total));
  return total.failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = error instanceof LaunchError ? error.exitCode : 1;
}
