import type { StepJob } from '../../../server/ports/worker.ts';
import { INSTANCE } from './a-fact.ts';

/** One delivery of a job; the same element instance delivered again has another key. */
export const aJob = (
  type: string,
  { elementInstanceKey = '800', key = '8001' }: { readonly elementInstanceKey?: string; readonly key?: string } = {},
): StepJob => ({
  key,
  type,
  elementId: type,
  elementInstanceKey,
  processInstanceKey: INSTANCE,
  bpmnProcessId: 'civil-status-extract--r1',
  processDefinitionKey: '12',
  customHeaders: {},
  retries: 3,
  deadline: '2026-11-20T04:00:00.000Z',
});
