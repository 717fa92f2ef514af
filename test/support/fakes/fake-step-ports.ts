import type { z } from 'zod';
import type { WorkerDefinition } from '../../../server/ports/worker.ts';
import { recordEffect } from '../../../server/usecases/record-effect.ts';
import type { StepPorts } from '../../../workers/ports.ts';
import { aJob } from '../builders/a-job.ts';
import { fakeDossiers } from './fake-dossiers.ts';
import type { FakePorts } from './fake-ports.ts';

/** What a step is given, with the real recording of effects. */
export const fakeStepPorts = (ports: FakePorts): StepPorts => ({
  ...ports,
  recordEffect: (dossierId, job, name, make) => recordEffect(ports, dossierId, job, name, make),
});

/** One delivery as the engine makes it: input and output checked by the step's own schemas. */
export async function deliver<I extends z.ZodType, O extends z.ZodType>(
  worker: WorkerDefinition<StepPorts, I, O>,
  ports: FakePorts,
  variables: Readonly<Record<string, unknown>>,
  { elementInstanceKey = '800', key = '8001' }: { readonly elementInstanceKey?: string; readonly key?: string } = {},
): Promise<z.infer<O>> {
  const output = await worker.run(worker.input.parse(variables), fakeStepPorts(ports), aJob(worker.type, { elementInstanceKey, key }));
  return worker.output.parse(output);
}

/** The job is offered again, and once more to two processes at the same moment. */
export async function deliverAgain<I extends z.ZodType, O extends z.ZodType>(
  worker: WorkerDefinition<StepPorts, I, O>,
  ports: FakePorts,
  variables: Readonly<Record<string, unknown>>,
): Promise<readonly z.infer<O>[]> {
  const other = { ...ports, dossiers: fakeDossiers(ports.documents) };
  const again = await deliver(worker, ports, variables, { key: '8002' });
  return [again, ...(await Promise.all([deliver(worker, ports, variables, { key: '8003' }), deliver(worker, other, variables, { key: '8004' })]))];
}
