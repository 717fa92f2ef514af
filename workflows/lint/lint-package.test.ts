import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../domain/diagram/diagram-refused.ts';
import { aDecisionFile, aDiagram, aTable, decisionTask, serviceTask, userTask } from '../../domain/diagram/testing/a-diagram.ts';
import { byOurRules, checkPackage, type ProcedurePackage } from './lint-package.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const STEPS = ['issue-receipt'];
const form = (id: string) => ({ type: 'default', id, components: [{ type: 'number', id: 'area', key: 'area', label: 'Diện tích' }] });

const good: ProcedurePackage = {
  processXml: aDiagram({
    nodes: [
      userTask('appraise', {
        outputs: [
          ['=outcome', 'reviewOutcome'],
          ['=area', 'area'],
        ],
      }),
      decisionTask('assess', 'fees'),
      serviceTask('issue', 'issue-receipt'),
    ],
  }),
  forms: { intake: form('intake'), review: form('review') },
  decisions: { 'fees.dmn': aDecisionFile('fees-file', aTable({ id: 'fees', inputs: ['area'], rules: [[['> 100'], ['75000']]] })) },
  procedure: {
    id: 'house-permit',
    intakeForm: 'intake',
    variables: { submitted: ['area'], appraise: ['area'] },
    reasonRequired: { appraise: ['RETURN'] },
    outcomeLabels: { APPROVE: {}, RETURN: {} },
    nextStep: {},
  },
  steps: STEPS,
};

const codes = async (source: ProcedurePackage) => (await checkPackage(source, byOurRules)).map(({ code }) => code);

describe('a procedure package', () => {
  test('without faults has no findings', async () => {
    expect(await checkPackage(good, byOurRules)).toEqual([]);
  });

  test('names the file of each fault, and goes on to the others', async () => {
    // given
    const bad: ProcedurePackage = {
      ...good,
      forms: { ...good.forms, review: { type: 'default', id: 'review', components: [{ type: 'html', id: 'h' }] } },
      decisions: { 'fees.dmn': '<html/>' },
      processXml: aDiagram({ nodes: [userTask('appraise', { groups: 'x' })] }),
    };

    // when
    const findings = await checkPackage(bad, byOurRules);

    // then
    expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['unknown-component', 'unknown-namespace', 'groups-missing']));
    expect(findings.find(({ code }) => code === 'unknown-component')?.message).toMatch(/^review\.form: /);
    expect(findings.find(({ code }) => code === 'unknown-namespace')?.message).toMatch(/^fees\.dmn: /);
    expect(findings.find(({ code }) => code === 'groups-missing')?.elementId).toBe('appraise');
  });

  test('is found out in every part', async () => {
    expect(await codes({ ...good, steps: [] })).toEqual(['step-unknown']);
    expect(await codes({ ...good, processXml: '<' })).toEqual(['xml-malformed']);
    expect(await codes({ ...good, procedure: { id: 'house-permit' } })).toContain('procedure-malformed');
    expect(await codes({ ...good, forms: { intake: form('intake'), review: form('other') } })).toEqual(['form-id']);
    expect(await codes({ ...good, decisions: {} })).toEqual(['decision-unknown']);
    expect(await codes({ ...good, called: { 'extra.bpmn': aDiagram({ processId: 'extra', startMessage: null }) } })).toEqual([]);
    expect(await codes({ ...good, called: { 'extra.bpmn': aDiagram({ processId: 'extra' }) } })).toEqual(['start-event']);
  });
});

describe('the lint program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mot-cua-lint-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function written(name: string, source: ProcedurePackage): Promise<string> {
    const at = join(folder, name);
    await mkdir(at);
    await writeFile(join(at, 'process.bpmn'), source.processXml);
    await writeFile(join(at, 'procedure.json'), JSON.stringify(source.procedure));
    for (const [form, schema] of Object.entries(source.forms)) await writeFile(join(at, `${form}.form`), JSON.stringify(schema));
    for (const [file, xml] of Object.entries(source.decisions)) await writeFile(join(at, file), xml);
    return at;
  }

  /** bpmnlint needs Node's own module loader, so the program runs as one. */
  function run(...args: readonly string[]): Promise<{ exit: number | undefined; results: { folder: string; findings: Finding[] }[]; stderr: string }> {
    const program = [join(project, 'node_modules/tsx/dist/cli.mjs'), join(project, 'workflows/lint/main.ts'), '--json', ...args];
    return new Promise((resolve) => {
      const child = execFile(process.execPath, program, { cwd: project, env: { ...process.env, NODE_OPTIONS: '' } }, (_, stdout, stderr) => {
        resolve({ exit: child.exitCode ?? undefined, results: stdout === '' ? [] : (JSON.parse(stdout) as { results: [] }).results, stderr });
      });
    });
  }

  test('judges by the engine version, by readability and by our rules', async () => {
    // given
    const clean = await written('clean', good);
    const spoiled = await written('spoiled', {
      ...good,
      processXml: aDiagram({
        nodes: [
          userTask('appraise', { form: 'gone' }),
          '<bpmn:serviceTask id="alone" name="Đứng riêng"><bpmn:extensionElements><zeebe:taskDefinition type="issue-receipt" /><zeebe:versionTag value="1" /></bpmn:extensionElements></bpmn:serviceTask>',
        ],
      }),
      procedure: { ...(good.procedure as object), variables: { submitted: [], appraise: [] } },
    });

    // when
    const { exit, results, stderr } = await run(...STEPS.flatMap((step) => ['--step', step]), clean, spoiled);

    // then
    expect(results[0]).toEqual({ folder: clean, findings: [] });
    expect(results[1]?.findings.map(({ code, elementId }) => `${code} ${elementId ?? ''}`)).toEqual(
      expect.arrayContaining(['form-unknown appraise', 'no-disconnected alone']),
    );
    expect(stderr).toContain('appraise');
    expect(exit).toBe(1);
  });

  test('finds nothing in our own packages', async () => {
    // given
    const folders = (await readdir(join(project, 'workflows'), { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const packages = folders.map(({ name }) => name).filter((name) => name !== 'lint');

    // when
    const { exit, results, stderr } = await run();

    // then
    expect(stderr).toBe('');
    expect(results.map(({ folder }) => folder.split('/').at(-1))).toEqual(packages);
    expect(exit).toBe(0);
  });

  test('says how it is used', async () => {
    const { exit, stderr } = await run('--nonsense');
    expect(exit).toBe(2);
    expect(stderr).toContain('Usage');
  });
});

test('the step names come from the folders of the workers', async () => {
  const { knownStepsOf } = await import('./read-package.ts');
  const steps = await knownStepsOf(join(project, 'workers'));
  expect(steps).toContain('issue-receipt');
  for (const step of steps) expect(await readFile(join(project, 'workers', step, 'worker.ts'), 'utf8')).not.toBe('');
});
