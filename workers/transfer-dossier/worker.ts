import { z } from 'zod';
import { AgencyId, DossierId } from '../../contract/vocabulary.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/** Hands a dossier over: both sides are named as they are called on that day. */
export const transferDossier = defineWorker({
  type: 'transfer-dossier',
  input: z.object({ dossierId: DossierId, fromAgency: AgencyId, toAgency: AgencyId }),
  output: z.object({ transferId: z.string() }),
  bpmnErrors: ['agency-not-found'],
  timeoutMs: 10_000,
  async run({ dossierId, fromAgency, toAgency }, ports: StepPorts, job) {
    const [from, to] = await Promise.all([ports.agencies.get(fromAgency), ports.agencies.get(toAgency)]);
    return ports.recordEffect(dossierId, job, 'transfer', () => {
      const transferId = `transfer-${job.elementInstanceKey}`;
      const side = ({ id, code, name }: typeof from): { id: string; code: string; name: string } => ({ id, code, name: name.vi });
      return { kind: 'transferred', data: { transferId, from: side(from), to: side(to) }, returned: { transferId } };
    });
  },
});
