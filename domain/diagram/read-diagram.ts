import { DiagramRefused, finding } from './diagram-refused.ts';
import type { Diagram, DiagramElement, DiagramMessage } from './diagram.ts';
import { describe } from './describe-element.ts';
import { parseBpmn } from './moddle.ts';
import { children, extension, text, walk, type ModdleElement } from './moddle-element.ts';

/** Reads a BPMN file into a plain model. Throws DiagramRefused for a file the gate or moddle objects to. */
export async function readDiagram(xml: string): Promise<Diagram> {
  return diagramOf((await parseBpmn(xml)).rootElement);
}

/** The same for a tree that moddle has read already, e.g. the one a designer is working on. */
export function diagramOf(definitions: ModdleElement): Diagram {
  const roots = children(definitions, 'rootElements');
  const process = theProcess(roots);
  const elements: [string, DiagramElement][] = [];
  const lanes = lanesOf(process);
  for (const element of walk(process)) if (isDescribed(element)) elements.push(entry(element, lanes));
  for (const root of roots.filter(({ $type }) => $type === 'bpmn:Collaboration')) {
    for (const part of [...children(root, 'participants'), ...children(root, 'artifacts')]) elements.push(entry(part, lanes));
  }
  const start = elements.find(([, element]) => element.type === 'startEvent' && element.parent === id(process) && element.message !== undefined);
  const startMessage = start?.[1].message?.name;
  return {
    processId: id(process),
    name: oneLine(text(process, 'name')),
    elements: Object.fromEntries(elements),
    messages: roots.filter(({ $type }) => $type === 'bpmn:Message').map(messageOf),
    ...(startMessage === undefined ? {} : { startMessage }),
  };
}

export const oneLine = (name: string | undefined): string => (name ?? '').replace(/\s+/g, ' ').trim();

function theProcess(roots: readonly ModdleElement[]): ModdleElement {
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const [process] = processes;
  if (process === undefined || processes.length > 1) {
    throw new DiagramRefused([finding('one-process', `Mỗi tệp sơ đồ có đúng một quy trình; tệp này có ${String(processes.length)}.`)]);
  }
  if (process.get('isExecutable') !== true)
    throw new DiagramRefused([finding('not-executable', 'Quy trình chưa được đánh dấu là chạy được (isExecutable).', id(process))]);
  return process;
}

function messageOf(message: ModdleElement): DiagramMessage {
  const correlationKey = text(extension(message, 'zeebe:Subscription'), 'correlationKey');
  return { id: id(message), name: text(message, 'name') ?? '', ...(correlationKey === undefined ? {} : { correlationKey }) };
}

function lanesOf(process: ModdleElement): Map<string, string> {
  const lanes = new Map<string, string>();
  for (const element of walk(process)) {
    if (element.$type !== 'bpmn:Lane') continue;
    // walk meets an inner lane after the lane around it, so the innermost stays
    for (const node of children(element, 'flowNodeRef')) lanes.set(id(node), id(element));
  }
  return lanes;
}

const DESCRIBED = ['bpmn:FlowElement', 'bpmn:Process', 'bpmn:Lane', 'bpmn:Artifact'];
const isDescribed = (element: ModdleElement): boolean => DESCRIBED.some((type) => element.$instanceOf(type));

function entry(element: ModdleElement, lanes: ReadonlyMap<string, string>): [string, DiagramElement] {
  const lane = lanes.get(id(element));
  const parent = containerOf(element);
  return [id(element), { ...describe(element), ...(parent === undefined ? {} : { parent }), ...(lane === undefined ? {} : { lane }) }];
}

function containerOf(element: ModdleElement): string | undefined {
  let above = element.$parent;
  while (above !== undefined && !above.$instanceOf('bpmn:FlowElementsContainer')) above = above.$parent;
  return above === undefined ? undefined : id(above);
}

function id(element: ModdleElement): string {
  const value = text(element, 'id');
  if (value !== undefined) return value;
  throw new DiagramRefused([finding('missing-id', `Phần tử <${element.$type}> "${oneLine(text(element, 'name'))}" chưa có mã.`)]);
}
