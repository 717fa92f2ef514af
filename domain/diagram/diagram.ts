export type Mapping = { readonly source: string; readonly target: string };
export type Timer = { readonly kind: 'date' | 'duration' | 'cycle'; readonly expression: string };
export type MessageUse = { readonly name: string; readonly correlationKey?: string };
export type EventKind = 'none' | 'message' | 'timer' | 'error' | 'escalation' | 'signal' | 'terminate' | 'link' | 'compensate' | 'conditional' | 'cancel';
export type Repetition = {
  readonly sequential: boolean;
  readonly inputCollection?: string;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
  readonly completionCondition?: string;
};

/** What stands in a diagram under one id, without anything about how it is drawn. */
export type DiagramElement = {
  readonly id: string;
  /** The BPMN name in lower camel case: `userTask`, `boundaryEvent`, `sequenceFlow`, `lane` … */
  readonly type: string;
  /** Line breaks of the drawing are spaces here. */
  readonly name: string;
  /** The process or sub-process around it, for all but the process itself. */
  readonly parent?: string;
  /** Id of the innermost lane. */
  readonly lane?: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly headers: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;

  /** User tasks: handled by the engine's own user tasks rather than by a job. */
  readonly nativeUserTask?: true;
  readonly candidateGroups?: string;
  readonly formReference?: string;
  readonly phase?: string;
  /** From the task header; for events, which have none, from the property of that name. */
  readonly portalStatus?: number;
  /** As the header writes it: `2 working days`, `4 working hours`, `same day`. */
  readonly timeLimit?: string;
  readonly outcomes: readonly string[];

  readonly taskType?: string;
  readonly retries?: string;
  /** A FEEL expression that the engine evaluates itself. */
  readonly script?: string;
  readonly calledDecision?: string;
  readonly resultVariable?: string;
  readonly calledElement?: string;
  readonly repetition?: Repetition;

  readonly event?: EventKind;
  readonly message?: MessageUse;
  readonly timer?: Timer;
  readonly errorCode?: string;
  readonly attachedTo?: string;
  /** Boundary events, and start events of event sub-processes. */
  readonly interrupting?: boolean;
  readonly triggeredByEvent?: true;

  readonly sourceRef?: string;
  readonly targetRef?: string;
  readonly condition?: string;
  /** Gateways and activities: the flow taken when no condition holds. */
  readonly default?: string;
};

export type DiagramMessage = { readonly id: string; readonly name: string; readonly correlationKey?: string };

export type Diagram = {
  readonly processId: string;
  readonly name: string;
  readonly elements: Readonly<Record<string, DiagramElement>>;
  readonly messages: readonly DiagramMessage[];
  /** Name of the message that starts the process. */
  readonly startMessage?: string;
};

export const listed = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const elementsOf = (diagram: Diagram, ...types: readonly string[]): DiagramElement[] =>
  Object.values(diagram.elements).filter((element) => types.includes(element.type));
