import { parseExpression, parseUnaryTests } from 'feelin';
import { byteLength, LIMITS } from './limits.ts';
import { hasHostileCharacters } from './hostile-text.ts';
import { patternRisk } from './pattern-risk.ts';

export type FeelKind = 'expression' | 'unary-tests';
type Fault = { readonly code: string; readonly message: string };
type Tree = ReturnType<typeof parseExpression>;
type Node = Tree['topNode'];

/** Functions whose second parameter is a regular expression. */
const REGEX_FUNCTIONS = new Set(['matches', 'replace', 'split', 'extract']);
/** The results so far of a `for`: a list that can double with each turn. */
const FORBIDDEN_NAMES = new Set(['partial']);
/** The syntax that nests; everything else is a wrapper of the grammar. */
const NESTING = new Set([
  'ArithmeticExpression',
  'Comparison',
  'Conjunction',
  'Disjunction',
  'Context',
  'FilterExpression',
  'ForExpression',
  'FunctionInvocation',
  'IfExpression',
  'InstanceOfExpression',
  'Interval',
  'List',
  'ParenthesizedExpression',
  'PathExpression',
  'QuantifiedExpression',
]);

/**
 * What speaks against handing this expression (without its leading `=`) to an evaluator. FEEL can take down a whole partition of the
 * engine, so loops, ranges, regular expressions and depth are bounded here, before anything evaluates it.
 */
export function feelFaults(expression: string, kind: FeelKind = 'expression'): Fault[] {
  if (byteLength(expression) > LIMITS.feelBytes) return [fault('feel-too-long', `Biểu thức dài quá ${String(LIMITS.feelBytes)} byte.`)];
  if (hasHostileCharacters(expression)) return [fault('feel-control-character', 'Biểu thức chứa ký tự điều khiển.')];
  if (bracketDepth(expression) > LIMITS.feelDepth) return [tooDeep()];
  let tree: Tree;
  try {
    tree = (kind === 'expression' ? parseExpression : parseUnaryTests)(expression, {}, undefined);
  } catch {
    return [fault('feel-unparsable', `Biểu thức không đúng cú pháp FEEL: ${quoted(expression)}`)];
  }
  return treeFaults(tree, expression);
}

function treeFaults(tree: Tree, expression: string): Fault[] {
  const faults: Fault[] = [];
  let depth = 0;
  let deepest = 0;
  let range = 1;
  let iterators = 0;
  const text = (node: Pick<Node, 'from' | 'to'>) => expression.slice(node.from, node.to);
  tree.iterate({
    enter({ node }) {
      if (node.type.isError) faults.push(fault('feel-unparsable', `Biểu thức không đúng cú pháp FEEL: ${quoted(expression)}`));
      if (NESTING.has(node.name)) deepest = Math.max(deepest, (depth += 1));
      if (node.name === 'FunctionDefinition') faults.push(fault('feel-function-definition', 'Biểu thức không được tự định nghĩa hàm.'));
      if (node.name === 'InExpression') iterators += 1;
      if (node.name === 'IterationContext') range *= iterationSize(node, text);
      if (node.name === 'Interval') faults.push(...intervalFaults(node, text));
      if (node.name === 'StringLiteral') faults.push(...stringFaults(text(node)));
      if (node.name === 'VariableName') faults.push(...nameFaults(node, text));
      if (node.name === 'ArithOp' && text(node) === '**') faults.push(...exponentFaults(node, text));
    },
    leave({ name }) {
      if (NESTING.has(name)) depth -= 1;
    },
  });
  if (deepest > LIMITS.feelDepth) faults.push(tooDeep());
  if (range > LIMITS.feelRange)
    faults.push(fault('feel-range-too-large', `Biểu thức lặp qua khoảng lớn hơn ${String(LIMITS.feelRange)} hoặc không rõ đầu cuối.`));
  if (iterators > LIMITS.feelIterators) faults.push(fault('feel-too-many-iterators', `Biểu thức lồng quá ${String(LIMITS.feelIterators)} vòng lặp.`));
  return firstOfEachCode(faults);
}

/** `1..n` has as many turns as somebody writes into n; a list or a variable is bounded by the size of the variables. */
function iterationSize(node: Node, text: (node: Node) => string): number {
  const holder = node.getChild('..') === null ? node.getChild('SimplePositiveUnaryTest')?.getChild('Interval') : node;
  if (holder === null || holder === undefined) return 1;
  const bounds = holder.getChildren('NumericLiteral').map((bound) => Number(text(bound)));
  const [from, to] = bounds;
  return from === undefined || to === undefined ? Infinity : Math.abs(to - from) + 1;
}

/** `[10..1]` holds nothing for the engine, but everything between for the evaluator that previews and tests use. */
function intervalFaults(node: Node, text: (node: Node) => string): Fault[] {
  const [from, to] = node.getChildren('NumericLiteral').map((bound) => Number(text(bound)));
  return from !== undefined && to !== undefined && from > to ? [fault('feel-range-reversed', `Khoảng ${text(node)} viết ngược đầu cuối.`)] : [];
}

function nameFaults(node: Node, text: (node: Node) => string): Fault[] {
  const name = text(node).trim();
  if (FORBIDDEN_NAMES.has(name)) return [fault('feel-forbidden-name', `Biểu thức không được dùng tên "${name}".`)];
  if (!REGEX_FUNCTIONS.has(name)) return [];
  const call = node.parent;
  const isCallee = call?.name === 'FunctionInvocation' && call.firstChild?.from === node.from;
  const parameters = isCallee ? call.getChild('PositionalParameters') : null;
  const pattern = parameters?.firstChild?.nextSibling;
  if (pattern?.name !== 'StringLiteral') {
    return [fault('feel-pattern-not-literal', `Hàm ${name}() phải có mẫu viết sẵn trong biểu thức.`)];
  }
  const risky = patternReadings(text(pattern)).some((reading) => patternRisk(reading) !== undefined);
  return !risky ? [] : [fault('feel-dangerous-pattern', `Mẫu của hàm ${name}() có thể chạy mãi không dừng.`)];
}

function exponentFaults(operator: Node, text: (node: Node) => string): Fault[] {
  const exponent = operator.nextSibling;
  const bounded = exponent?.name === 'NumericLiteral' && Math.abs(Number(text(exponent))) <= 64;
  return bounded ? [] : [fault('feel-exponent-too-large', 'Số mũ trong biểu thức phải là một số viết sẵn, không quá 64.')];
}

function stringFaults(literal: string): Fault[] {
  if (literal.length > LIMITS.feelStringLength) return [fault('feel-string-too-long', 'Biểu thức chứa chuỗi quá dài.')];
  const escapes = literal.split('\\').length - 1;
  return escapes > LIMITS.feelEscapes ? [fault('feel-too-many-escapes', 'Biểu thức chứa chuỗi có quá nhiều dấu thoát "\\".')] : [];
}

/** A cheap look before the parser sees it. */
function bracketDepth(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const char of expression) {
    if ('([{'.includes(char)) deepest = Math.max(deepest, (depth += 1));
    else if (')]}'.includes(char)) depth -= 1;
  }
  return deepest;
}

/** Evaluators differ in whether `\\d` in a FEEL string is one backslash or two: both readings must be harmless. */
function patternReadings(literal: string): string[] {
  const raw = literal.slice(1, -1);
  return raw.includes('\\\\') ? [raw, raw.replaceAll('\\\\', '\\')] : [raw];
}

function firstOfEachCode(faults: readonly Fault[]): Fault[] {
  return faults.filter((one, at) => faults.findIndex((other) => other.code === one.code) === at);
}

const quoted = (expression: string): string => `"${expression.length > 80 ? `${expression.slice(0, 80)}…` : expression}"`;
const fault = (code: string, message: string): Fault => ({ code, message });
const tooDeep = (): Fault => fault('feel-too-deep', `Biểu thức lồng sâu quá ${String(LIMITS.feelDepth)} cấp.`);
