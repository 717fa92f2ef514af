import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lintPackage } from './lint-package.ts';
import { knownStepsOf, readPackage } from './read-package.ts';

/** Lints the given package folders, or every folder of workflows/. Exit 0: nothing found, 1: findings, 2: wrong use. */
const root = fileURLToPath(new URL('../../', import.meta.url));

async function main(): Promise<number> {
  const { values, positionals } = options();
  const steps = values.step ?? (await knownStepsOf(join(root, 'workers')));
  const folders = positionals.length > 0 ? positionals.map((folder) => resolve(folder)) : await packagesOf(join(root, 'workflows'));
  const results = [];
  for (const folder of folders) {
    const { source, findings } = await readPackage(folder, steps);
    const all = [...findings, ...(await lintPackage(source))];
    results.push({ folder, findings: all });
    for (const { code, elementId, message } of all) process.stderr.write(`${folder}: ${elementId ?? '-'}  ${message}  (${code})\n`);
  }
  const count = results.reduce((sum, { findings }) => sum + findings.length, 0);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ ok: count === 0, results })}\n`);
  else process.stdout.write(`${String(folders.length)} procedure packages, ${String(count)} findings\n`);
  return count === 0 ? 0 : 1;
}

function options() {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, step: { type: 'string', multiple: true } } });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\nUsage: lint [--json] [--step <type>]… [package folder]…\n`);
    process.exit(2);
  }
}

async function packagesOf(workflows: string): Promise<string[]> {
  const entries = await readdir(workflows, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(workflows, name));
  const contents = await Promise.all(folders.map(async (folder) => ((await readdir(folder)).includes('procedure.json') ? [folder] : [])));
  return contents.flat();
}

process.exitCode = await main();
