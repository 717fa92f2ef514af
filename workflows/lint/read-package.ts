import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkForm } from '../../domain/diagram/gate.ts';
import { DiagramRefused, type Finding } from '../../domain/diagram/diagram-refused.ts';
import type { ProcedurePackage } from './lint-package.ts';

/** A package as it lies in its folder. Files that cannot even be parsed are reported and left out. */
export async function readPackage(folder: string, steps: readonly string[]): Promise<{ source: ProcedurePackage; findings: Finding[] }> {
  const findings: Finding[] = [];
  const names = await readdir(folder);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const files = async (ending: string) => Promise.all(names.filter((name) => name.endsWith(ending)).map(async (name) => [name, await read(name)] as const));
  const forms = (await files('.form')).flatMap(([name, text]): [string, unknown][] => {
    try {
      return [[name.replace(/\.form$/, ''), checkForm(text)]];
    } catch (error) {
      if (!(error instanceof DiagramRefused)) throw error;
      findings.push(...error.findings.map((one) => ({ ...one, message: `${name}: ${one.message}` })));
      return [];
    }
  });
  const diagrams = Object.fromEntries(await files('.bpmn'));
  const { 'process.bpmn': processXml = '', ...called } = diagrams;
  return {
    source: {
      processXml,
      called,
      forms: Object.fromEntries(forms),
      decisions: Object.fromEntries(await files('.dmn')),
      procedure: JSON.parse(await read('procedure.json')),
      steps,
    },
    findings,
  };
}

/** The steps are the folders of `workers/` that hold a worker. */
export async function knownStepsOf(workers: string): Promise<string[]> {
  const folders = (await readdir(workers, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const withWorker = await Promise.all(folders.map(async ({ name }) => ((await readdir(join(workers, name))).includes('worker.ts') ? [name] : [])));
  return withWorker.flat();
}
