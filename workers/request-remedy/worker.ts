import { z } from 'zod';
import { DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/**
 * Opens the time in which an inspected establishment remedies its faults, and says until when by our calendar; the diagram's timer reads the
 * date. What must be remedied stands in the decision before this step.
 */
export const requestRemedy = defineWorker({
  type: 'request-remedy',
  input: z.object({ dossierId: DossierId }),
  output: z.object({ remedyDueAt: z.iso.datetime({ offset: true }) }),
  bpmnErrors: [],
  timeoutMs: 10_000,
  run: ({ dossierId }, ports: StepPorts, job) =>
    ports.recordEffect(dossierId, job, 'request', async ({ state }, at) => {
      const { sheet } = await ports.releases.get(state.procedure, state.release);
      const due = dueDate(
        at,
        { limit: sheet.limits.remedy ?? sheet.clock.limit, cutOff: sheet.clock.cutOff },
        calendarFrom(await ports.calendars.current(), state.competentAgency),
      );
      return {
        kind: 'remedy-requested',
        data: { dueAt: due.dueAt, calendarVersion: due.calendarVersion },
        returned: { remedyDueAt: due.dueAt },
      };
    }),
});
