import type { EngineFact, EngineKind } from '../../../domain/engine-fact.ts';
import type { ElementLookup } from '../../../domain/dossier/observe.ts';
import { CENTER, WARD } from './people.ts';
import { ELEMENTS, PROCEDURE } from './a-release.ts';

export const INSTANCE = '2251799813685300';
export const TASK = '2251799813685400';
export const START = '2026-11-20T03:00:00.000Z';

export const elementOf: ElementLookup = (_processId, elementId) => (elementId === undefined ? undefined : ELEMENTS[elementId]);

export function aFact(kind: EngineKind, position: number, fields: Partial<EngineFact> = {}): EngineFact {
  return {
    kind,
    position,
    partition: 1,
    key: String(9_000_000 + position),
    at: new Date(Date.parse(START) + position * 1_000).toISOString(),
    processInstanceKey: INSTANCE,
    processId: `${PROCEDURE}--r1`,
    data: {},
    ...fields,
  };
}

interface Task {
  readonly elementId?: string;
  readonly groups?: readonly string[];
  readonly outcomes?: string;
  readonly formReference?: string | null;
}

/** Tells what an engine does to one process instance, each record one position after the other. */
export class Story {
  #position: number;
  readonly instance: string;
  readonly facts: EngineFact[] = [];

  constructor({ from = 100, instance = INSTANCE }: { readonly from?: number; readonly instance?: string } = {}) {
    this.#position = from;
    this.instance = instance;
  }

  get position(): number {
    return this.#position;
  }

  add(kind: EngineKind, fields: Partial<EngineFact> = {}): this {
    this.facts.push(aFact(kind, this.#position, { processInstanceKey: this.instance, ...fields }));
    this.#position += 1;
    return this;
  }

  start(dossierId: string): this {
    this.add('process-started', { elementId: 'dossier-submitted', data: { correlationKey: dossierId, messageName: `${PROCEDURE}--r1.submitted` } });
    return this.add('element-activated', { elementId: PROCEDURE, elementInstanceKey: this.instance, elementType: 'PROCESS' });
  }

  enter(elementId: string, elementInstanceKey: string, elementType = 'USER_TASK'): this {
    return this.add('element-activated', { elementId, elementInstanceKey, elementType, flowScopeKey: this.instance });
  }

  leave(elementId: string, elementInstanceKey: string, elementType = 'USER_TASK'): this {
    return this.add('element-completed', { elementId, elementInstanceKey, elementType, flowScopeKey: this.instance });
  }

  task(
    taskKey: string,
    { elementId = 'look-up', groups = [`${WARD}:CASE_OFFICER`], outcomes = 'FOUND, NOT_FOUND', formReference = 'look-up' }: Task = {},
  ): this {
    return this.add('task-created', {
      elementId,
      elementInstanceKey: `${taskKey}1`,
      data: { taskKey, candidateGroups: groups, formReference, headers: { outcomes, phase: 'process' } },
    });
  }

  assign(taskKey: string, assignee: string): this {
    return this.add('task-assigned', { elementId: 'look-up', data: { taskKey, assignee, action: 'claim' } });
  }

  complete(taskKey: string, outcome = 'FOUND'): this {
    return this.add('task-completed', { elementId: 'look-up', data: { taskKey, outcome, variables: { outcome } } });
  }

  cancel(taskKey: string): this {
    return this.add('task-canceled', { elementId: 'look-up', data: { taskKey } });
  }

  end(how: 'element-completed' | 'element-terminated' = 'element-completed'): this {
    return this.add(how, { elementId: PROCEDURE, elementInstanceKey: this.instance, elementType: 'PROCESS' });
  }
}

export const CASE_OFFICERS = `${WARD}:CASE_OFFICER`;
export const CENTER_DESK = `${CENTER}:RECEPTION_OFFICER`;
