import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

const FeeLine = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['fee', 'charge', 'service-price', 'obligation', 'postage']),
  amount: z.int().min(0),
  legalBasis: z.string(),
});

/** Records what the release's fee table, evaluated by the engine, has said. Integer đồng; nothing is computed here but the sum. */
export const assessFee = defineWorker({
  type: 'assess-fee',
  input: z.object({ dossierId: DossierId, feeLines: z.union([z.array(FeeLine), FeeLine.transform((line) => [line]), z.null().transform(() => [])]) }),
  output: z.object({ feeId: z.string(), feeTotal: z.int().min(0) }),
  bpmnErrors: [],
  timeoutMs: 10_000,
  run: ({ dossierId, feeLines }, ports: StepPorts, job) =>
    ports.recordEffect(dossierId, job, 'assess', ({ state }) => {
      const feeId = `fee-${job.elementInstanceKey}`;
      const total = feeLines.reduce((sum, { amount }) => sum + amount, 0);
      return { kind: 'fee-assessed', data: { feeId, lines: feeLines, total, agency: state.receivingAgency }, returned: { feeId, feeTotal: total } };
    }),
});
