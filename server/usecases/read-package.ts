import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Package } from './publish-release.ts';

const PARTS = /\.(bpmn|dmn|form)$|^procedure\.json$/;

/** The packages under a workflows folder: every sub-folder that holds a procedure.json. */
export async function readPackages(folder: string): Promise<readonly Package[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const packages = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => readPackage(join(folder, entry.name))),
  );
  return packages.filter((files) => files['procedure.json'] !== undefined);
}

async function readPackage(folder: string): Promise<Package> {
  const names = (await readdir(folder)).filter((name) => PARTS.test(name));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)));
}
