import { z } from 'zod';
import { readDecisions } from '../../domain/decisions/read-decisions.ts';
import { DiagramRefused, finding, type Finding } from '../../domain/diagram/diagram-refused.ts';
import { elementsOf, type Diagram } from '../../domain/diagram/diagram.ts';
import { readDiagram } from '../../domain/diagram/read-diagram.ts';
import { compileForm } from '../../domain/forms/validate-form.ts';
import { RULES } from './rules.ts';
import type { Sheet, Surroundings } from './rule.ts';

export type ProcedurePackage = {
  readonly processXml: string;
  /** Processes that the main one calls, by file name. */
  readonly called?: Readonly<Record<string, string>>;
  /** Parsed schemas by the name a task refers to. */
  readonly forms: Readonly<Record<string, unknown>>;
  /** DMN by file name. */
  readonly decisions: Readonly<Record<string, string>>;
  readonly procedure: unknown;
  /** The job types that have a worker. */
  readonly steps: readonly string[];
};

/** How one diagram is judged. `lint-diagram.ts` judges by bpmnlint and our rules; without it our rules stand alone. */
export type JudgeDiagram = (xml: string, surroundings: Surroundings) => Promise<Finding[]>;

export const byOurRules: JudgeDiagram = async (xml, surroundings) => {
  const diagram = await readDiagram(xml);
  return RULES.flatMap((rule) => rule.check(diagram, surroundings));
};

/** Everything that stands between a package and its publication: what is wrong with any file, and with their agreement. */
export async function checkPackage(source: ProcedurePackage, judge: JudgeDiagram): Promise<Finding[]> {
  const findings: Finding[] = [];
  const surroundings = await surroundingsOf(source, findings);
  if (surroundings === undefined) return findings;
  const diagrams = [['process', source.processXml, true], ...Object.entries(source.called ?? {}).map(([name, xml]) => [name, xml, false] as const)] as const;
  for (const [name, xml, isMain] of diagrams) {
    findings.push(...((await attempt(name, findings, () => judge(xml, { ...surroundings, isMain }))) ?? []));
  }
  return findings;
}

/** With bpmnlint, for a developer's machine and the build. */
export async function lintPackage(source: ProcedurePackage): Promise<Finding[]> {
  const { lintDiagram } = await import('./lint-diagram.ts');
  return checkPackage(source, lintDiagram);
}

async function surroundingsOf(source: ProcedurePackage, findings: Finding[]): Promise<Omit<Surroundings, 'isMain'> | undefined> {
  const sheet = Sheets.safeParse(source.procedure);
  if (!sheet.success) {
    findings.push(...sheet.error.issues.map(({ path }) => finding('procedure-malformed', `procedure.json sai ở ${path.join('.')}.`)));
    return undefined;
  }
  const forms: [string, string[]][] = [];
  for (const [name, schema] of Object.entries(source.forms)) {
    const form = await attempt(`${name}.form`, findings, () => compileForm(schema));
    forms.push([name, form?.fields.map(({ key }) => key) ?? []]);
    if (form !== undefined && form.id !== name) findings.push(finding('form-id', `${name}.form: mã biểu mẫu "${form.id}" phải trùng tên tệp.`));
  }
  const decisionIds: string[] = [];
  for (const [name, xml] of Object.entries(source.decisions)) {
    decisionIds.push(...Object.keys((await attempt(name, findings, () => readDecisions(xml)))?.decisions ?? {}));
  }
  const called: Diagram[] = [];
  for (const [name, xml] of Object.entries(source.called ?? {})) called.push(...((await attempt(name, findings, async () => [await readDiagram(xml)])) ?? []));
  return {
    forms: Object.fromEntries(forms),
    decisionIds: new Set(decisionIds),
    calledProcesses: new Set(called.map(({ processId }) => processId)),
    calledTasks: called.flatMap((diagram) => elementsOf(diagram, 'userTask')),
    steps: new Set(source.steps),
    sheet: sheet.data,
  };
}

/** A refused file becomes findings that name it; the rest is checked all the same. */
async function attempt<T>(name: string, findings: Finding[], act: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof DiagramRefused)) throw error;
    findings.push(...error.findings.map((one) => ({ ...one, message: `${name}: ${one.message}` })));
    return undefined;
  }
}

const Sheets: z.ZodType<Sheet> = z.looseObject({
  id: z.string(),
  intakeForm: z.string(),
  variables: z.record(z.string(), z.array(z.string())),
  reasonRequired: z.record(z.string(), z.array(z.string())),
  outcomeLabels: z.record(z.string(), z.unknown()),
  nextStep: z.record(z.string(), z.record(z.string(), z.unknown())),
});
