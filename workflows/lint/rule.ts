import type { Finding } from '../../domain/diagram/diagram-refused.ts';
import type { Diagram, DiagramElement } from '../../domain/diagram/diagram.ts';

/** What the rules know beside the diagram: the other parts of the package, and the steps that have a worker. */
export type Surroundings = {
  /** The procedure's own diagram, started by a message; the others are called. */
  readonly isMain: boolean;
  readonly forms: Readonly<Record<string, readonly string[]>>;
  readonly decisionIds: ReadonlySet<string>;
  readonly calledProcesses: ReadonlySet<string>;
  /** User tasks of the called processes: the one sheet speaks about them too. */
  readonly calledTasks: readonly DiagramElement[];
  readonly steps: ReadonlySet<string>;
  readonly sheet: Sheet;
};

/** The parts of procedure.json that must agree with the diagram. */
export type Sheet = {
  readonly id: string;
  readonly intakeForm: string;
  readonly variables: Readonly<Record<string, readonly string[]>>;
  readonly reasonRequired: Readonly<Record<string, readonly string[]>>;
  readonly outcomeLabels: Readonly<Record<string, unknown>>;
  readonly nextStep: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export type Rule = {
  readonly name: string;
  check(diagram: Diagram, surroundings: Surroundings): Finding[];
};
