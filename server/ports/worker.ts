import type { z } from 'zod';
import type { EngineKey } from '../../contract/vocabulary.ts';

/** One delivery of a job. A job may be delivered more than once: effects are recorded under `elementInstanceKey` (see {@link StepContext}). */
export interface StepJob {
  readonly key: EngineKey;
  readonly type: string;
  readonly processInstanceKey: EngineKey;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: EngineKey;
  readonly elementId: string;
  readonly elementInstanceKey: EngineKey;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly retries: number;
  readonly deadline: string;
}

/**
 * A kind of automated work. The folder name under workers/, the task type in the diagram and `type` are one word.
 * `run` may be called twice for the same `elementInstanceKey`; it must return the recorded result the second time.
 * @typeParam P the ports the step needs
 */
export interface WorkerDefinition<P = never, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly input: I;
  readonly output: O;
  /** Codes of domain errors that the diagram may catch as BPMN errors; any other domain error makes an incident at once. */
  readonly bpmnErrors: readonly string[];
  /** How long one delivery may take, in milliseconds, before the engine offers the job again. */
  readonly timeoutMs: number;
  /** Deliveries in hand at once; must stay below `timeoutMs / typical duration`. */
  readonly concurrency: number;
  run(input: z.infer<I>, ports: P, job: StepJob): Promise<z.infer<O>>;
}

export function defineWorker<P, I extends z.ZodType, O extends z.ZodType>(
  definition: Omit<WorkerDefinition<P, I, O>, 'concurrency'> & { readonly concurrency?: number },
): WorkerDefinition<P, I, O> {
  return { concurrency: 8, ...definition };
}
