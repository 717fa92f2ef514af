import { diagramOf } from '../../domain/diagram/read-diagram.ts';
import type { ModdleElement } from '../../domain/diagram/moddle-element.ts';
import { RULES } from './rules.ts';
import type { Rule, Surroundings } from './rule.ts';

export const PLUGIN = 'bpmnlint-plugin-mot-cua';

export type Reporter = { report(id: string, message: string, details?: Record<string, unknown>): void };
export type LintRule = { check(element: ModdleElement, reporter: Reporter): void };
type RuleFactory = (config?: unknown) => LintRule;
export type Resolver = {
  resolveRule(pkg: string, name: string): RuleFactory | Promise<RuleFactory>;
  resolveConfig(pkg: string, name: string): unknown;
};

/** Offers our rules to bpmnlint without a package of their own; everything else is asked of `others`. */
export function ourRules(surroundings: Surroundings, others?: Resolver): Resolver {
  return {
    resolveRule(pkg, name) {
      const rule = pkg === PLUGIN ? RULES.find((one) => one.name === name) : undefined;
      if (rule !== undefined) return () => asLintRule(rule, surroundings);
      return others?.resolveRule(pkg, name) ?? Promise.reject(new Error(`No lint rule ${pkg}/${name}`));
    },
    resolveConfig(pkg, name) {
      if (pkg === PLUGIN) return { rules: Object.fromEntries(RULES.map((rule) => [rule.name, 'error'])) };
      return others?.resolveConfig(pkg, name);
    },
  };
}

/** Our rules look at the diagram as a whole, bpmnlint goes from element to element: the root stands for the whole. */
function asLintRule(rule: Rule, surroundings: Surroundings): LintRule {
  return {
    check(element, reporter) {
      if (element.$type !== 'bpmn:Definitions') return;
      for (const { elementId, message, code } of rule.check(diagramOf(element), surroundings)) reporter.report(elementId ?? '', message, { code });
    },
  };
}
