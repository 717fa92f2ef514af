import { z } from 'zod';
import { DossierId, ReturnChannel } from '../../contract/vocabulary.ts';
import { reveal, Vault } from '../../domain/history/commitment.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/** Records the hand-over: through which channel, to whom, and under which number the result was issued, as the officers entered them. */
export const returnResult = defineWorker({
  type: 'return-result',
  input: z.object({ dossierId: DossierId }),
  output: z.object({}),
  bpmnErrors: [],
  timeoutMs: 10_000,
  run: ({ dossierId }, ports: StepPorts, job) =>
    ports.recordEffect(dossierId, job, 'return', ({ state, secrets }) => {
      const entered = (field: string): unknown =>
        reveal(state.decisions.filter(({ undone }) => undone !== true).findLast(({ values }) => values[field] !== undefined)?.values[field], secrets);
      const vault = new Vault(() => ports.secrecy.newSalt());
      const chosen = ReturnChannel.safeParse(entered('returnChannel'));
      const [recipient, resultNumber] = [entered('recipientName') ?? entered('recipient'), entered('resultNumber')];
      const data = {
        channel: chosen.success ? chosen.data : state.returnChannel,
        ...(typeof recipient === 'string' ? { recipient: { ...vault.hide(recipient) } } : {}),
        ...(typeof resultNumber === 'string' ? { resultNumber } : {}),
      };
      return { kind: 'result-returned', data: data, returned: {}, secrets: vault.secrets };
    }),
});
