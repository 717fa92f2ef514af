/** Builds BPMN and DMN files for tests: complete enough for the gate, moddle and the engine's rules, small enough to read. */
const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export type DiagramParts = {
  readonly processId?: string;
  /** Inside the process, between the start event and the end event; see `task` and friends. */
  readonly nodes?: readonly string[];
  /** Beside the process: messages, errors. */
  readonly roots?: readonly string[];
  readonly startMessage?: string | null;
};

export const extensions = (...parts: readonly string[]): string => `<bpmn:extensionElements>${parts.join('')}</bpmn:extensionElements>`;

/** A flow node without its flows: `aDiagram` strings the nodes together in the order given. */
export const node = (tag: string, id: string, name: string, inner = ''): string => `<bpmn:${tag} id="${id}" name="${name}">${inner}%FLOWS-${id}%</bpmn:${tag}>`;

/** Start event → nodes → end event, one after the other, with a plane and a shape for each. */
export function aDiagram({ processId = 'house-permit', nodes = [], roots = [], startMessage = 'submitted' }: DiagramParts = {}): string {
  const ids = nodes.flatMap((one) => /%FLOWS-([^%]+)%/.exec(one)?.[1] ?? []);
  const chain = ['started', ...ids, 'ended'];
  const flows = chain.slice(1).map((target, at) => ({ id: `flow-to-${target}`, source: chain[at] ?? '', target }));
  const wired = (id: string) =>
    flows
      .filter(({ target }) => target === id)
      .map((flow) => `<bpmn:incoming>${flow.id}</bpmn:incoming>`)
      .join('') +
    flows
      .filter(({ source }) => source === id)
      .map((flow) => `<bpmn:outgoing>${flow.id}</bpmn:outgoing>`)
      .join('');
  const start = startMessage === null ? '' : '<bpmn:messageEventDefinition id="start-definition" messageRef="message-submitted" />';
  const message = startMessage === null ? '' : `<bpmn:message id="message-submitted" name="${startMessage}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${NAMESPACES} id="definitions" targetNamespace="urn:mot-cua" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5.0">
<bpmn:process id="${processId}" name="Quy trình thử" isExecutable="true">
<bpmn:startEvent id="started" name="Nộp hồ sơ">${wired('started')}${start}</bpmn:startEvent>
${nodes.map((one) => one.replace(/%FLOWS-([^%]+)%/, (_, id: string) => wired(id))).join('\n')}
<bpmn:endEvent id="ended" name="Kết thúc">${wired('ended')}</bpmn:endEvent>
${flows.map(({ id, source, target }) => `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" />`).join('\n')}
</bpmn:process>
${message}${roots.join('')}
<bpmndi:BPMNDiagram id="drawing"><bpmndi:BPMNPlane id="plane" bpmnElement="${processId}">
${chain.map((id, at) => `<bpmndi:BPMNShape id="${id}-shape" bpmnElement="${id}"><dc:Bounds x="${String(at * 150)}" y="100" width="100" height="80" /></bpmndi:BPMNShape>`).join('\n')}
${flows.map(({ id }, at) => `<bpmndi:BPMNEdge id="${id}-edge" bpmnElement="${id}"><di:waypoint x="${String(at * 150 + 100)}" y="140" /><di:waypoint x="${String(at * 150 + 150)}" y="140" /></bpmndi:BPMNEdge>`).join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}

export const serviceTask = (id: string, type: string, name = 'Bước tự động'): string =>
  node('serviceTask', id, name, extensions(`<zeebe:taskDefinition type="${type}" retries="3" />`));
export const decisionTask = (id: string, decisionId: string, resultVariable = 'result'): string =>
  node('businessRuleTask', id, 'Áp bảng quyết định', extensions(`<zeebe:calledDecision decisionId="${decisionId}" resultVariable="${resultVariable}" />`));
export const callActivity = (id: string, processId: string): string =>
  node('callActivity', id, 'Gọi quy trình con', extensions(`<zeebe:calledElement processId="${processId}" propagateAllChildVariables="false" />`));

export type UserTaskParts = {
  readonly groups?: string;
  readonly form?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly outputs?: readonly (readonly [string, string])[];
  readonly native?: boolean;
  readonly name?: string;
};
export const HEADERS = { timeLimit: '2 working days', phase: 'process', portalStatus: '4', outcomes: 'APPROVE,RETURN' };

export function userTask(id: string, parts: UserTaskParts = {}): string {
  const {
    groups = '=[competentAgency + &quot;:CASE_OFFICER&quot;]',
    form = 'review',
    headers = HEADERS,
    outputs = [['=outcome', 'reviewOutcome']],
    native = true,
    name = 'Thẩm định hồ sơ',
  } = parts;
  return node(
    'userTask',
    id,
    name,
    extensions(
      native ? '<zeebe:userTask />' : '',
      form === null ? '' : `<zeebe:formDefinition externalReference="${form}" />`,
      `<zeebe:assignmentDefinition candidateGroups="${groups}" />`,
      `<zeebe:taskHeaders>${Object.entries(headers)
        .map(([key, value]) => `<zeebe:header key="${key}" value="${value}" />`)
        .join('')}</zeebe:taskHeaders>`,
      outputs.length === 0
        ? ''
        : `<zeebe:ioMapping>${outputs.map(([source, target]) => `<zeebe:output source="${source}" target="${target}" />`).join('')}</zeebe:ioMapping>`,
    ),
  );
}

export type RuleParts = readonly [tests: readonly string[], results: readonly string[]];
export type TableParts = {
  readonly id: string;
  readonly inputs: readonly string[];
  readonly outputs?: readonly string[];
  readonly rules: readonly RuleParts[];
  readonly attributes?: string;
  readonly needs?: readonly string[];
  readonly resultName?: string;
};

const cell = (tag: string, id: string, text: string): string =>
  `<${tag} id="${id}"><text>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></${tag}>`;

export function aTable({ id, inputs, outputs = ['value'], rules, attributes = '', needs = [], resultName }: TableParts): string {
  return `<decision id="${id}" name="Bảng ${id}">${resultName === undefined ? '' : `<variable id="${id}-variable" name="${resultName}" />`}
${needs.map((need, at) => `<informationRequirement id="${id}-needs-${String(at)}"><requiredDecision href="#${need}" /></informationRequirement>`).join('')}
<decisionTable id="${id}-table" ${attributes}>
${inputs.map((input, at) => `<input id="${id}-input-${String(at)}">${cell('inputExpression', `${id}-expression-${String(at)}`, input)}</input>`).join('')}
${outputs.map((name, at) => `<output id="${id}-output-${String(at)}" name="${name}" />`).join('')}
${rules.map(([tests, results], row) => `<rule id="${id}-rule-${String(row + 1)}">${tests.map((test, at) => cell('inputEntry', `${id}-${String(row)}-in-${String(at)}`, test)).join('')}${results.map((result, at) => cell('outputEntry', `${id}-${String(row)}-out-${String(at)}`, result)).join('')}</rule>`).join('\n')}
</decisionTable></decision>`;
}

export const aDecisionFile = (id: string, ...decisions: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="${id}" name="Bảng" namespace="urn:mot-cua:decisions">
${decisions.join('\n')}
<dmndi:DMNDI><dmndi:DMNDiagram id="${id}-diagram">${decisions
  .flatMap((decision) => /<decision id="([^"]+)"/.exec(decision)?.[1] ?? [])
  .map(
    (decision) => `<dmndi:DMNShape id="${decision}-shape" dmnElementRef="${decision}"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape>`,
  )
  .join('')}</dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>`;
