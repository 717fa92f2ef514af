import { DiagramRefused, finding } from '../diagram/diagram-refused.ts';
import { child, children, text, type ModdleElement } from '../diagram/moddle-element.ts';
import { parseDmn } from '../diagram/moddle.ts';

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'COLLECT', 'RULE ORDER'] as const;
export type HitPolicy = (typeof HIT_POLICIES)[number];
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

export type Rule = {
  readonly id: string;
  readonly description: string;
  /** FEEL unary tests, one for each input; empty and "-" accept everything. */
  readonly tests: readonly string[];
  /** FEEL expressions, one for each output. */
  readonly results: readonly string[];
};

export type DecisionTable = {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregation;
  readonly inputs: readonly { readonly label: string; readonly expression: string }[];
  readonly outputs: readonly { readonly name: string; readonly label: string; readonly whenNoneMatches?: string }[];
  readonly rules: readonly Rule[];
};

export type Decision = {
  readonly id: string;
  readonly name: string;
  /** Under which a decision that needs this one sees its result. */
  readonly resultName: string;
  readonly needs: readonly string[];
  readonly logic: DecisionTable | { readonly kind: 'expression'; readonly expression: string };
};

export type Decisions = {
  /** Of the decision requirements around them. */
  readonly id: string;
  readonly name: string;
  readonly decisions: Readonly<Record<string, Decision>>;
};

/** Reads a DMN file. Throws DiagramRefused for what the gate or moddle objects to, or for a table we could not evaluate. */
export async function readDecisions(xml: string): Promise<Decisions> {
  const { rootElement } = await parseDmn(xml);
  const decisions = children(rootElement, 'drgElement')
    .filter(({ $type }) => $type === 'dmn:Decision')
    .map(decisionOf);
  return {
    id: text(rootElement, 'id') ?? '',
    name: text(rootElement, 'name') ?? '',
    decisions: Object.fromEntries(decisions.map((decision) => [decision.id, decision])),
  };
}

function decisionOf(element: ModdleElement): Decision {
  const id = text(element, 'id');
  if (id === undefined) throw new DiagramRefused([finding('missing-id', `Bảng quyết định "${text(element, 'name') ?? ''}" chưa có mã.`)]);
  return {
    id,
    name: text(element, 'name') ?? id,
    resultName: text(child(element, 'variable'), 'name') ?? id,
    needs: children(element, 'informationRequirement').flatMap((requirement) => text(child(requirement, 'requiredDecision'), 'href')?.slice(1) ?? []),
    logic: logicOf(element, id),
  };
}

function logicOf(element: ModdleElement, id: string): Decision['logic'] {
  const logic = child(element, 'decisionLogic');
  if (logic?.$type === 'dmn:LiteralExpression') return { kind: 'expression', expression: text(logic, 'text')?.trim() ?? 'null' };
  if (logic?.$type === 'dmn:DecisionTable') return tableOf(logic, id);
  throw new DiagramRefused([finding('unsupported-decision-logic', `Bảng quyết định "${id}" chưa có nội dung.`, id)]);
}

function tableOf(table: ModdleElement, id: string): DecisionTable {
  const hitPolicy = text(table, 'hitPolicy') ?? 'UNIQUE';
  if (!isHitPolicy(hitPolicy))
    throw new DiagramRefused([finding('hit-policy', `Bảng quyết định "${id}" dùng cách chọn dòng "${hitPolicy}", chưa hỗ trợ.`, id)]);
  const aggregation = text(table, 'aggregation') as Aggregation | undefined;
  return {
    kind: 'table',
    hitPolicy,
    ...(aggregation === undefined ? {} : { aggregation }),
    inputs: children(table, 'input').map((input) => ({
      label: text(input, 'label') ?? '',
      expression: text(child(input, 'inputExpression'), 'text')?.trim() ?? 'null',
    })),
    outputs: children(table, 'output').map((output) => {
      const fallback = text(child(output, 'defaultOutputEntry'), 'text');
      return { name: text(output, 'name') ?? '', label: text(output, 'label') ?? '', ...(fallback === undefined ? {} : { whenNoneMatches: fallback }) };
    }),
    rules: children(table, 'rule').map((rule) => ({
      id: text(rule, 'id') ?? '',
      description: text(rule, 'description') ?? '',
      tests: children(rule, 'inputEntry').map(textOf),
      results: children(rule, 'outputEntry').map(textOf),
    })),
  };
}

const textOf = (entry: ModdleElement): string => text(entry, 'text')?.trim() ?? '';
const isHitPolicy = (policy: string): policy is HitPolicy => (HIT_POLICIES as readonly string[]).includes(policy);
