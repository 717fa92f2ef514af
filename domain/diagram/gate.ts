import { formFaults } from '../forms/form-schema.ts';
import { feelFaults, type FeelKind } from './check-feel.ts';
import { finding, refuseAny, type Finding } from './diagram-refused.ts';
import { byteLength, LIMITS } from './limits.ts';
import { nearestId, scanXml, type ScannedElement, type Vocabulary } from './scan-xml.ts';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const ZEEBE = 'http://camunda.org/schema/zeebe/1.0';
const BPMN_DRAWING = ['http://www.omg.org/spec/BPMN/20100524/DI', 'http://www.omg.org/spec/DD/20100524/DC', 'http://www.omg.org/spec/DD/20100524/DI'];
const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const DMN_DRAWING = [
  'https://www.omg.org/spec/DMN/20191111/DMNDI/',
  'http://www.omg.org/spec/DMN/20180521/DC/',
  'http://www.omg.org/spec/DMN/20180521/DI/',
  'http://bpmn.io/schema/dmn/biodi/2.0',
];

const DIAGRAM: Vocabulary = { root: { uri: BPMN, local: 'definitions' }, namespaces: [BPMN, ZEEBE, ...BPMN_DRAWING], identified: [BPMN, ...BPMN_DRAWING] };
const DECISION: Vocabulary = { root: { uri: DMN, local: 'definitions' }, namespaces: [DMN, ...DMN_DRAWING], identified: [DMN, ...DMN_DRAWING] };

/** The only elements whose `name` the engine evaluates; elsewhere a name that starts with "=" is just a name. */
const NAME_IS_CODE = new Set(['message', 'signal']);
const PROSE = new Set(['documentation', 'text']);
const SUB_PROCESSES = new Set(['subProcess', 'adHocSubProcess', 'transaction']);

/** Before anything else sees a diagram: throws DiagramRefused with every fault found. */
export function checkXml(xml: string): void {
  const findings: Finding[] = [];
  let modelled = 0;
  const scanned = scanXml(xml, DIAGRAM, {
    open(element) {
      if (element.uri === BPMN && element.id !== undefined) modelled += 1;
      const nesting = element.path.filter(({ local }) => SUB_PROCESSES.has(local)).length + (SUB_PROCESSES.has(element.local) ? 1 : 0);
      if (nesting > LIMITS.subProcessDepth) findings.push(finding('too-deep', `Quy trình con lồng quá ${String(LIMITS.subProcessDepth)} cấp.`, element.id));
      for (const { local, value } of element.attributes) {
        const isName = local === 'name' && element.uri === BPMN && !NAME_IS_CODE.has(element.local);
        if (value.startsWith('=') && !isName) findings.push(...feel(element, value.slice(1)));
      }
    },
    text(element, text) {
      if (!PROSE.has(element.local) && text.trimStart().startsWith('=')) findings.push(...feel(element, text.trim().slice(1)));
    },
  });
  if (modelled > LIMITS.elements) findings.push(finding('too-many-elements', `Sơ đồ có quá ${String(LIMITS.elements)} phần tử.`));
  refuseAny([...scanned, ...findings]);
}

const DECISION_LOGIC = new Set(['decisionTable', 'literalExpression']);
const OTHER_LOGIC = new Set(['invocation', 'context', 'relation', 'list', 'functionDefinition', 'businessKnowledgeModel', 'decisionService', 'import']);
const UNARY_TESTS = new Set(['inputEntry', 'inputValues', 'outputValues', 'allowedValues']);
const EXPRESSIONS = new Set(['inputExpression', 'outputEntry', 'defaultOutputEntry', ...DECISION_LOGIC]);

/** The same for a decision table file. Its expressions carry no "=". */
export function checkDecision(xml: string): void {
  const findings: Finding[] = [];
  const needs = new Map<string, string[]>();
  const scanned = scanXml(xml, DECISION, {
    open(element) {
      const decision = element.path.findLast(({ local }) => local === 'decision')?.id;
      if (OTHER_LOGIC.has(element.local) && element.uri === DMN)
        findings.push(finding('unsupported-decision-logic', `Chưa hỗ trợ <${element.local}>: chỉ dùng bảng quyết định hoặc biểu thức.`, nearestId(element)));
      for (const { local, value } of element.attributes) {
        if (local === 'expressionLanguage' && !/^feel$|\/FEEL\/?$/i.test(value))
          findings.push(finding('expression-language', 'Bảng quyết định chỉ dùng ngôn ngữ FEEL.', nearestId(element)));
        if (local === 'href' && !value.startsWith('#'))
          findings.push(finding('outside-reference', 'Bảng quyết định không được tham chiếu tệp khác.', nearestId(element)));
        if (local === 'href' && element.local === 'requiredDecision' && decision !== undefined)
          needs.set(decision, [...(needs.get(decision) ?? []), value.slice(1)]);
      }
    },
    text(element, text) {
      const holder = element.path.at(-1)?.local ?? '';
      if (element.local !== 'text') return;
      if (UNARY_TESTS.has(holder)) findings.push(...feel(element, text.trim(), 'unary-tests'));
      else if (EXPRESSIONS.has(holder)) findings.push(...feel(element, text.trim()));
    },
  });
  if (deepest(needs) > LIMITS.decisionDepth)
    findings.push(finding('decision-chain', `Các bảng quyết định gọi nhau vòng tròn hoặc sâu quá ${String(LIMITS.decisionDepth)} cấp.`));
  refuseAny([...scanned, ...findings]);
}

/** The same for a form, given as the text of its file. Returns the parsed schema. */
export function checkForm(json: string): unknown {
  if (byteLength(json) > LIMITS.formBytes) refuseAny([finding('file-too-large', `Biểu mẫu lớn quá ${String(LIMITS.formBytes / 1000)} kB.`)]);
  let schema: unknown;
  try {
    schema = JSON.parse(json);
  } catch {
    refuseAny([finding('json-malformed', 'Biểu mẫu không phải JSON đúng chuẩn.')]);
  }
  refuseAny(formFaults(schema));
  return schema;
}

function feel(element: ScannedElement, expression: string, kind: FeelKind = 'expression'): Finding[] {
  return feelFaults(expression, kind).map(({ code, message }) => finding(code, message, nearestId(element)));
}

/** The longest chain of decisions that need each other; Infinity for a circle. */
function deepest(needs: ReadonlyMap<string, readonly string[]>): number {
  const known = new Map<string, number>();
  const depthOf = (id: string, above: readonly string[]): number => {
    if (above.includes(id) || above.length > LIMITS.decisionDepth) return Infinity;
    const before = known.get(id);
    if (before !== undefined) return before;
    const depth = 1 + Math.max(0, ...(needs.get(id) ?? []).map((next) => depthOf(next, [...above, id])));
    known.set(id, depth);
    return depth;
  };
  return Math.max(0, ...[...needs.keys()].map((id) => depthOf(id, [])));
}
