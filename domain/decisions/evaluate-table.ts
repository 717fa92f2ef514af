import { evaluate as evaluateFeel, unaryTest } from 'feelin';
import { DomainError } from '../errors.ts';
import type { Aggregation, Decision, Decisions, DecisionTable, Rule } from './read-decisions.ts';

export { readDecisions } from './read-decisions.ts';

export type Context = Readonly<Record<string, unknown>>;
export type Evaluation = { readonly output: unknown; readonly matchedRules: readonly string[] };

/** The table has an answer that its hit policy does not allow; the engine would raise an incident. */
export class TableUnanswerable extends DomainError {
  override readonly name = 'TableUnanswerable';
  readonly code = 'diagram-refused';
  readonly decisionId: string;
  readonly matchedRules: readonly string[];
  constructor(decision: Decision, matchedRules: readonly string[], why: string) {
    super(`Bảng "${decision.name}" ${why} (${matchedRules.join(', ')}).`);
    this.decisionId = decision.id;
    this.matchedRules = matchedRules;
  }
}

/**
 * Evaluates a decision here, for previews and tests. What counts for a dossier is what the engine said: numbers here are binary
 * floating point, there decimals, so only whole numbers are sure to agree.
 */
export function evaluate(decisions: Decisions, id: string, context: Context): Evaluation {
  const decision = decisions.decisions[id];
  if (decision === undefined) throw new RangeError(`No decision ${id}`);
  const needed = decision.needs.flatMap((need) => {
    const other = decisions.decisions[need];
    return other === undefined ? [] : [[other.resultName, evaluate(decisions, need, context).output]];
  });
  const scope: Context = { ...context, ...(Object.fromEntries(needed) as Context) };
  if (decision.logic.kind === 'expression') return { output: feel(decision.logic.expression, scope), matchedRules: [] };
  return evaluateTable(decision, decision.logic, scope);
}

function evaluateTable(decision: Decision, table: DecisionTable, scope: Context): Evaluation {
  const inputs = table.inputs.map(({ expression }) => feel(expression, scope));
  const matching = table.rules.filter((rule) => rule.tests.every((test, at) => accepts(test, inputs[at], scope)));
  const matchedRules = (table.hitPolicy === 'FIRST' ? matching.slice(0, 1) : matching).map(({ id }) => id);
  if (matching.length === 0) return { output: withoutMatch(table, scope), matchedRules };
  const outputs = matching.map((rule) => resultOf(table, rule, scope));
  const refuse = (why: string): never => {
    throw new TableUnanswerable(decision, matchedRules, why);
  };
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return matching.length > 1 ? refuse('có nhiều dòng cùng khớp nhưng chỉ được khớp một') : { output: outputs[0], matchedRules };
    case 'ANY':
      return new Set(outputs.map((output) => JSON.stringify(output))).size > 1
        ? refuse('có các dòng cùng khớp cho kết quả khác nhau')
        : { output: outputs[0], matchedRules };
    case 'FIRST':
      return { output: outputs[0], matchedRules };
    case 'RULE ORDER':
    case 'COLLECT':
      return {
        output: table.aggregation === undefined ? outputs : (aggregate(table.aggregation, outputs) ?? refuse('cộng các kết quả không phải là số')),
        matchedRules,
      };
  }
}

function accepts(test: string, input: unknown, scope: Context): boolean {
  return test === '' || test === '-' || unaryTest(test, { ...scope, '?': input }).value === true;
}

/** A table with one output answers the value itself, one with several a context of them. */
function resultOf(table: DecisionTable, rule: Rule, scope: Context): unknown {
  const values = rule.results.map((expression) => feel(expression, scope));
  return table.outputs.length === 1 ? values[0] : Object.fromEntries(table.outputs.map(({ name }, at) => [name, values[at] ?? null]));
}

/** Null also where several rules could have matched: that is what the engine answers. */
function withoutMatch(table: DecisionTable, scope: Context): unknown {
  if (table.outputs.every(({ whenNoneMatches }) => whenNoneMatches === undefined)) return null;
  const values = table.outputs.map(({ name, whenNoneMatches }) => [name, feel(whenNoneMatches ?? '', scope)] as const);
  return table.outputs.length === 1 ? values[0]?.[1] : Object.fromEntries(values);
}

function aggregate(aggregation: Aggregation, outputs: readonly unknown[]): number | null {
  if (aggregation === 'COUNT') return outputs.length;
  const numbers = outputs.filter((output) => typeof output === 'number');
  if (numbers.length < outputs.length) return null;
  if (aggregation === 'SUM') return numbers.reduce((sum, one) => sum + one, 0);
  return aggregation === 'MIN' ? Math.min(...numbers) : Math.max(...numbers);
}

const feel = (expression: string, scope: Context): unknown => (expression === '' ? null : evaluateFeel(expression, { ...scope }).value);
