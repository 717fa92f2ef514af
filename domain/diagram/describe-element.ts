import { listed, type DiagramElement, type EventKind, type Mapping, type MessageUse, type Repetition, type Timer } from './diagram.ts';
import { child, children, extension, text, type ModdleElement } from './moddle-element.ts';

/** One element of moddle's tree as plain data. Absent things are absent keys, so that two descriptions compare as they look. */
export function describe(element: ModdleElement): DiagramElement {
  const headers = headersOf(element);
  const properties = propertiesOf(element);
  const mapping = extension(element, 'zeebe:IoMapping');
  return present({
    id: text(element, 'id') ?? '',
    type: typeOf(element),
    name: (text(element, 'name') ?? text(element, 'text') ?? '').replace(/\s+/g, ' ').trim(),
    incoming: ids(element, 'incoming'),
    outgoing: ids(element, 'outgoing'),
    inputs: mappings(mapping, 'inputParameters'),
    outputs: mappings(mapping, 'outputParameters'),
    headers,
    properties,
    ...taskParts(element, headers, properties),
    ...eventParts(element),
    ...flowParts(element),
  });
}

type Texts = Readonly<Record<string, string>>;

function taskParts(element: ModdleElement, headers: Texts, properties: Texts) {
  const job = extension(element, 'zeebe:TaskDefinition');
  const decision = extension(element, 'zeebe:CalledDecision');
  const status = headers['portalStatus'] ?? properties['portalStatus'];
  return {
    nativeUserTask: extension(element, 'zeebe:UserTask') === undefined ? undefined : (true as const),
    candidateGroups: text(extension(element, 'zeebe:AssignmentDefinition'), 'candidateGroups'),
    formReference: text(extension(element, 'zeebe:FormDefinition'), 'externalReference'),
    phase: headers['phase'] ?? properties['phase'],
    portalStatus: status !== undefined && /^\d{1,2}$/.test(status) ? Number(status) : undefined,
    timeLimit: headers['timeLimit'],
    outcomes: listed(headers['outcomes']),
    taskType: text(job, 'type'),
    retries: text(job, 'retries'),
    calledDecision: text(decision, 'decisionId'),
    resultVariable: text(decision, 'resultVariable') ?? text(extension(element, 'zeebe:Script'), 'resultVariable'),
    script: text(extension(element, 'zeebe:Script'), 'expression'),
    calledElement: text(extension(element, 'zeebe:CalledElement'), 'processId'),
    repetition: repetitionOf(element),
    triggeredByEvent: element.get('triggeredByEvent') === true ? (true as const) : undefined,
  };
}

function eventParts(element: ModdleElement) {
  const isReceiver = element.$type === 'bpmn:ReceiveTask' || element.$type === 'bpmn:SendTask';
  if (!element.$instanceOf('bpmn:Event')) return { message: isReceiver ? messageUse(child(element, 'messageRef')) : undefined };
  const [definition] = children(element, 'eventDefinitions');
  return {
    event: eventKind(definition),
    message: definition === undefined ? undefined : messageUse(child(definition, 'messageRef')),
    timer: definition === undefined ? undefined : timerOf(definition),
    errorCode: text(definition === undefined ? undefined : child(definition, 'errorRef'), 'errorCode'),
    attachedTo: text(child(element, 'attachedToRef'), 'id'),
    interrupting: interrupting(element),
  };
}

function flowParts(element: ModdleElement) {
  return {
    sourceRef: refId(element, 'sourceRef'),
    targetRef: refId(element, 'targetRef'),
    condition: text(child(element, 'conditionExpression'), 'body')?.trim(),
    default: text(child(element, 'default'), 'id'),
  };
}

function eventKind(definition: ModdleElement | undefined): EventKind {
  if (definition === undefined) return 'none';
  return lowerFirst(definition.$type.replace(/^bpmn:|EventDefinition$/g, '')) as EventKind;
}

function messageUse(message: ModdleElement | undefined): MessageUse | undefined {
  if (message === undefined) return undefined;
  return present({ name: text(message, 'name') ?? '', correlationKey: text(extension(message, 'zeebe:Subscription'), 'correlationKey') });
}

const TIMERS = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;

function timerOf(definition: ModdleElement): Timer | undefined {
  if (definition.$type !== 'bpmn:TimerEventDefinition') return undefined;
  for (const [name, kind] of Object.entries(TIMERS)) {
    const expression = text(child(definition, name), 'body');
    if (expression !== undefined) return { kind, expression: expression.trim() };
  }
  return undefined;
}

function interrupting(element: ModdleElement): boolean | undefined {
  if (element.$type === 'bpmn:BoundaryEvent') return element.get('cancelActivity') !== false;
  const inEventSubProcess = element.$type === 'bpmn:StartEvent' && element.$parent?.get('triggeredByEvent') === true;
  return inEventSubProcess ? element.get('isInterrupting') !== false : undefined;
}

function repetitionOf(element: ModdleElement): Repetition | undefined {
  const loop = element.$instanceOf('bpmn:Activity') ? child(element, 'loopCharacteristics') : undefined;
  if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return undefined;
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
  return present({
    sequential: loop.get('isSequential') === true,
    inputCollection: text(zeebe, 'inputCollection'),
    inputElement: text(zeebe, 'inputElement'),
    outputCollection: text(zeebe, 'outputCollection'),
    outputElement: text(zeebe, 'outputElement'),
    completionCondition: text(child(loop, 'completionCondition'), 'body')?.trim(),
  });
}

function headersOf(element: ModdleElement): Record<string, string> {
  const holder = extension(element, 'zeebe:TaskHeaders');
  const headers = holder === undefined ? [] : children(holder, 'values');
  return Object.fromEntries(headers.map((header) => [text(header, 'key') ?? '', text(header, 'value') ?? '']));
}

function propertiesOf(element: ModdleElement): Record<string, string> {
  const holder = extension(element, 'zeebe:Properties');
  const properties = holder === undefined ? [] : children(holder, 'properties');
  return Object.fromEntries(properties.map((property) => [text(property, 'name') ?? '', text(property, 'value') ?? '']));
}

function mappings(holder: ModdleElement | undefined, name: string): Mapping[] {
  if (holder === undefined) return [];
  return children(holder, name).map((one) => ({ source: text(one, 'source') ?? '', target: text(one, 'target') ?? '' }));
}

const ids = (element: ModdleElement, name: string): string[] => children(element, name).map((one) => text(one, 'id') ?? '');
const refId = (element: ModdleElement, name: string): string | undefined => text(child(element, name), 'id');
const typeOf = (element: ModdleElement): string => lowerFirst(element.$type.slice(element.$type.indexOf(':') + 1));
const lowerFirst = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

type Present<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> } & {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
};

function present<T extends object>(parts: T): Present<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Present<T>;
}
