import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import { vietnameseDate } from '../../domain/calendar/due-date.ts';
import { signedApology } from '../../domain/dossier/apology.ts';
import { Vault } from '../../domain/history/commitment.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import { newDueDateOf } from '../../server/usecases/new-due-date.ts';
import { apologySlipOf } from '../../server/usecases/slips/apology-slip-of.ts';
import { keepSlip } from '../keep-slip.ts';
import type { StepPorts } from '../ports.ts';

/**
 * Issues the letter of apology with its reason and one new date, once for a dossier; the decision of the leader before this step is its
 * signature. The dossier stays late for the index. A letter of the last working day, or of later, is late itself (NĐ 61/2018, Điều 19(9)).
 */
export const issueApology = defineWorker({
  type: 'issue-apology',
  input: z.object({ dossierId: DossierId }),
  output: z.object({ newDueAt: z.iso.datetime({ offset: true }), apologyLate: z.boolean() }),
  bpmnErrors: ['apology-repeated', 'apology-unsigned', 'date-not-later', 'dossier-closed'],
  timeoutMs: 10_000,
  async run({ dossierId }, ports: StepPorts, job) {
    const { releases, sequences, secrecy } = ports;
    let number: string | undefined;

    const issued = await ports.recordEffect(dossierId, job, 'issue', async ({ state, secrets }, at) => {
      const { elements } = await releases.get(state.procedure, state.release);
      const { signedBy, newDueDate, reason } = signedApology({ state, secrets }, elements);
      const { newDueAt, calendarVersion, dates } = await newDueDateOf(ports, state, newDueDate);
      const apologyLate = dates.apologyDueAt !== undefined && Date.parse(at) > Date.parse(dates.apologyDueAt);
      const year = vietnameseDate(at).slice(0, 4);
      number ??= `${String(await sequences.next(`apology:${state.competentAgency}:${year}`))}/PXL`;
      const vault = new Vault(() => secrecy.newSalt());
      return {
        kind: 'apology-issued',
        data: {
          number,
          newDueAt,
          calendarVersion,
          dueAt: dates.dueAt ?? '',
          reason: { ...vault.hide(reason) },
          by: signedBy.name,
          signedBy: signedBy.officer,
          late: apologyLate,
        },
        returned: { newDueAt, apologyLate, dueAt: dates.dueAt ?? '' },
        secrets: vault.secrets,
      };
    });

    await keepSlip(ports, dossierId, job, '04', async (record) => {
      const slip = await apologySlipOf(ports, record);
      return slip === undefined ? undefined : ports.slips.apology(slip);
    });
    return { newDueAt: issued.newDueAt, apologyLate: issued.apologyLate };
  },
});
