const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const STEP_TAGS = [
  'userTask',
  'serviceTask',
  'businessRuleTask',
  'callActivity',
  'receiveTask',
  'sendTask',
  'scriptTask',
  'manualTask',
  'task',
  'startEvent',
  'endEvent',
  'intermediateCatchEvent',
  'boundaryEvent',
  'subProcess',
] as const;
export type StepKind = (typeof STEP_TAGS)[number];

export interface Step {
  readonly id: string;
  readonly name: string;
  readonly kind: StepKind;
  readonly lane?: string;
}

/**
 * The named steps of a diagram in the order a token meets them: the drawing's twin for who reads or listens. Gateways say nothing on their own
 * and are left out; line breaks that balance labels become spaces.
 */
export function readOutline(xml: string): readonly Step[] {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  if (document.getElementsByTagName('parsererror').length > 0) return [];
  const lanes = lanesByNode(document);
  const steps = new Map<string, Step>();
  for (const tag of STEP_TAGS) {
    for (const element of document.getElementsByTagNameNS(BPMN, tag)) {
      const id = element.getAttribute('id');
      const name = plainName(element.getAttribute('name'));
      if (id === null || name === '') continue;
      const lane = lanes.get(id) ?? lanes.get(element.parentElement?.getAttribute('id') ?? '');
      steps.set(id, { id, name, kind: tag, ...(lane === undefined ? {} : { lane }) });
    }
  }
  return walk(document).flatMap((id) => steps.get(id) ?? []);
}

export const plainName = (name: string | null): string => (name ?? '').replace(/[\s\u00A0]+/g, ' ').trim();

function lanesByNode(document: Document): Map<string, string> {
  const found = new Map<string, string>();
  for (const lane of document.getElementsByTagNameNS(BPMN, 'lane')) {
    const name = plainName(lane.getAttribute('name'));
    for (const node of lane.getElementsByTagNameNS(BPMN, 'flowNodeRef')) if (name !== '') found.set(node.textContent.trim(), name);
  }
  return found;
}

/** Breadth first from the start events; what no flow reaches (event sub-processes, boundary events) follows its host, or comes last. */
function walk(document: Document): string[] {
  const next = new Map<string, string[]>();
  const link = (from: string | null, to: string | null): void => {
    if (from !== null && to !== null) next.set(from, [...(next.get(from) ?? []), to]);
  };
  for (const flow of document.getElementsByTagNameNS(BPMN, 'sequenceFlow')) link(flow.getAttribute('sourceRef'), flow.getAttribute('targetRef'));
  for (const event of document.getElementsByTagNameNS(BPMN, 'boundaryEvent')) link(event.getAttribute('attachedToRef'), event.getAttribute('id'));

  const nodes = STEP_TAGS.flatMap((tag) => [...document.getElementsByTagNameNS(BPMN, tag)]);
  const ids = nodes.map((node) => node.getAttribute('id') ?? '');
  const starts = nodes
    .filter((node) => node.localName === 'startEvent' && node.parentElement?.getAttribute('triggeredByEvent') !== 'true')
    .map((node) => node.getAttribute('id') ?? '');
  const seen = new Set<string>();
  const queue = [...starts];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(next.get(id) ?? []));
  }
  return [...seen, ...ids.filter((id) => !seen.has(id))];
}
