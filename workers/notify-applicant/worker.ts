import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { reveal, Vault } from '../../domain/history/commitment.ts';
import { defineWorker, type StepJob } from '../../server/ports/worker.ts';
import { refusalSlipOf } from '../../server/usecases/slips/refusal-slip-of.ts';
import { stopSlipOf } from '../../server/usecases/slips/stop-slip-of.ts';
import { keepSlip } from '../keep-slip.ts';
import type { StepPorts } from '../ports.ts';
import { messageText, TEMPLATES, type MessageTemplate } from './message-text.ts';

/**
 * Queues one message to the applicant. It leaves through the outbox, at most once per visit of this step. A message that sends the applicant
 * to the desk for a slip prints that slip, so that it lies there when they come.
 */
export const notifyApplicant = defineWorker({
  type: 'notify-applicant',
  input: z.object({ dossierId: DossierId, template: z.enum(TEMPLATES) }),
  output: z.object({}),
  bpmnErrors: [],
  timeoutMs: 10_000,
  async run({ dossierId, template }, ports: StepPorts, job) {
    await keepSlipOf(template, dossierId, ports, job);
    return ports.recordEffect(dossierId, job, 'notify', async ({ state, secrets }, at) => {
      const { sheet } = await ports.releases.get(state.procedure, state.release);
      const returnPlace = await ports.agencies.get(state.returnAgency);
      const vault = new Vault(() => ports.secrecy.newSalt());
      const contact = reveal(state.submitter ?? state.applicant, secrets) as Record<string, Json>;
      const to = vault.hide({
        ...(contact['email'] === undefined ? {} : { email: contact['email'] }),
        ...(contact['phone'] === undefined ? {} : { phone: contact['phone'] }),
      });
      const text = vault.hide(messageText(template, { state, procedureName: sheet.name.vi, returnPlace: returnPlace.name.vi }));
      const messageId = `message-${job.elementInstanceKey}`;
      const message = { id: messageId, template, at, to: { ...to }, text: { ...text }, status: 'queued' };
      return { kind: 'message-queued', data: { message }, returned: {}, outbox: [{ kind: 'send-message', messageId }], secrets: vault.secrets };
    });
  },
});

function keepSlipOf(template: MessageTemplate, dossierId: string, ports: StepPorts, job: StepJob): Promise<void> {
  switch (template) {
    case 'refused':
    case 'receipt-refused':
      return keepSlip(ports, dossierId, job, '03', async (record) => ports.slips.refusal(await refusalSlipOf(ports, record, { refusedAt: ports.clock.now() })));
    case 'withdrawn':
    case 'dossier-stopped':
      return keepSlip(ports, dossierId, job, '05', async (record) => {
        const slip = await stopSlipOf(ports, record);
        return slip === undefined ? undefined : ports.slips.stop(slip);
      });
    default:
      return Promise.resolve();
  }
}
