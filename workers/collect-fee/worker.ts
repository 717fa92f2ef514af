import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import { NotFound } from '../../domain/errors.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/** Opens an assessed fee to be paid. The diagram then waits for the message `fee-paid`, which the cashier's confirmation sends. */
export const collectFee = defineWorker({
  type: 'collect-fee',
  input: z.object({ dossierId: DossierId, feeId: z.string() }),
  output: z.object({}),
  bpmnErrors: ['fee-not-found'],
  timeoutMs: 10_000,
  run: ({ dossierId, feeId }, ports: StepPorts, job) =>
    ports.recordEffect(dossierId, job, 'collect', ({ state }) => {
      if (state.fees[feeId] === undefined) throw new NotFound('fee');
      return { kind: 'fee-requested', data: { feeId }, returned: {} };
    }),
});
