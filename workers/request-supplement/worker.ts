import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { SUPPLEMENT_SIDES } from '../../domain/dossier/state.ts';
import { legalBasisFor } from '../../domain/dossier/supplement-rule.ts';
import { reveal, Vault } from '../../domain/history/commitment.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import { supplementSlipOf } from '../../server/usecases/slips/supplement-slip-of.ts';
import { keepSlip } from '../keep-slip.ts';
import type { StepPorts } from '../ports.ts';

/**
 * Opens the one full request for supplement: what is missing is what the officer has just written, the date comes from our calendar.
 * Each side asks once; a second request needs the legal basis that a leader has written into the decision before this step.
 */
export const requestSupplement = defineWorker({
  type: 'request-supplement',
  input: z.object({ dossierId: DossierId, supplementRequestedBy: z.enum(SUPPLEMENT_SIDES).nullish() }),
  output: z.object({ supplementId: z.string(), supplementDueAt: z.iso.datetime({ offset: true }) }),
  bpmnErrors: ['supplement-repeated'],
  timeoutMs: 10_000,
  async run({ dossierId, supplementRequestedBy }, ports: StepPorts, job) {
    const request = await ports.recordEffect(dossierId, job, 'request', async ({ state, secrets }, at) => {
      const requestedBy = supplementRequestedBy ?? 'competent';
      const legalBasis = legalBasisFor(requestedBy, { state, secrets });
      const { sheet } = await ports.releases.get(state.procedure, state.release);
      const due = dueDate(
        at,
        { limit: sheet.limits.supplement ?? sheet.clock.limit, cutOff: sheet.clock.cutOff },
        calendarFrom(await ports.calendars.current(), state.receivingAgency),
      );
      const standing = state.decisions.filter(({ undone }) => undone !== true);
      // A leader's permission may come after the list of what is missing
      const asked = standing.findLast(({ values }) => values['items'] !== undefined) ?? standing.at(-1);
      const vault = new Vault(() => ports.secrecy.newSalt());
      const items = vault.hide({
        ...(reveal(asked?.values ?? {}, secrets) as Record<string, Json>),
        ...(asked?.reason === undefined ? {} : { reason: reveal(asked.reason, secrets) as Json }),
      });
      const supplementId = `supplement-${job.elementInstanceKey}`;
      return {
        kind: 'supplement-requested',
        data: {
          supplementId,
          dueAt: due.dueAt,
          calendarVersion: due.calendarVersion,
          items: { ...items },
          requestedBy,
          ...(legalBasis === undefined ? {} : { legalBasis }),
        },
        returned: { supplementId, supplementDueAt: due.dueAt },
        secrets: vault.secrets,
      };
    });
    await keepSlip(ports, dossierId, job, '02', async (record) => {
      const slip = await supplementSlipOf(ports, record, request.supplementId);
      return slip === undefined ? undefined : ports.slips.supplement(slip);
    });
    return request;
  },
});
