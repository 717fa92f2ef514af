import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { reveal, Vault } from '../../domain/history/commitment.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/** Opens the one full request for supplement: what is missing is what the officer has just written, the date comes from our calendar. */
export const requestSupplement = defineWorker({
  type: 'request-supplement',
  input: z.object({ dossierId: DossierId }),
  output: z.object({ supplementId: z.string(), supplementDueAt: z.iso.datetime({ offset: true }) }),
  bpmnErrors: [],
  timeoutMs: 10_000,
  run: ({ dossierId }, ports: StepPorts, job) =>
    ports.recordEffect(dossierId, job, 'request', async ({ state, secrets }, at) => {
      const { sheet } = await ports.releases.get(state.procedure, state.release);
      const due = dueDate(
        at,
        { limit: sheet.limits.supplement ?? sheet.clock.limit, cutOff: sheet.clock.cutOff },
        calendarFrom(await ports.calendars.current()),
      );
      const asked = state.decisions.filter(({ undone }) => undone !== true).at(-1);
      const vault = new Vault(() => ports.secrecy.newSalt());
      const items = vault.hide({
        ...(reveal(asked?.values ?? {}, secrets) as Record<string, Json>),
        ...(asked?.reason === undefined ? {} : { reason: reveal(asked.reason, secrets) as Json }),
      });
      const supplementId = `supplement-${job.elementInstanceKey}`;
      return {
        kind: 'supplement-requested',
        data: { supplementId, dueAt: due.dueAt, calendarVersion: due.calendarVersion, items: { ...items } },
        returned: { supplementId, supplementDueAt: due.dueAt },
        secrets: vault.secrets,
      };
    }),
});
