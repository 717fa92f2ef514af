import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { finding, type Finding } from '../../domain/diagram/diagram-refused.ts';
import { parseBpmn } from '../../domain/diagram/moddle.ts';
import { ourRules } from './resolver.ts';
import type { Surroundings } from './rule.ts';

/** What the engine's version can run, what makes a diagram readable, and our own rules. */
const CONFIG = {
  extends: ['plugin:camunda-compat/camunda-cloud-8-5', 'bpmnlint:recommended', 'plugin:mot-cua/all'],
  // Our diagrams join alternatives in the task itself, as officers read them
  rules: { 'bpmnlint/fake-join': 'off' },
};

export async function lintDiagram(xml: string, surroundings: Surroundings): Promise<Finding[]> {
  const { rootElement } = await parseBpmn(xml);
  const reports = await new Linter({ config: CONFIG, resolver: ourRules(surroundings, new NodeResolver()) }).lint(rootElement);
  return Object.entries(reports).flatMap(([rule, found]) => found.map(({ id, message, code }) => finding(code ?? rule, message, id === '' ? undefined : id)));
}
