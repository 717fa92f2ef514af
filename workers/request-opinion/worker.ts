import { z } from 'zod';
import { AgencyId, DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/** Asks an agency for its opinion and says until when by our calendar, because FEEL knows no working days; the diagram's timer reads the date. */
export const requestOpinion = defineWorker({
  type: 'request-opinion',
  input: z.object({ dossierId: DossierId, consultedAgency: AgencyId }),
  output: z.object({ opinionId: z.string(), opinionDueAt: z.iso.datetime({ offset: true }) }),
  bpmnErrors: ['agency-not-found'],
  timeoutMs: 10_000,
  async run({ dossierId, consultedAgency }, ports: StepPorts, job) {
    const [agency, calendar] = await Promise.all([ports.agencies.get(consultedAgency), ports.calendars.current()]);
    return ports.recordEffect(dossierId, job, 'request', async ({ state }, at) => {
      const { sheet } = await ports.releases.get(state.procedure, state.release);
      const due = dueDate(at, { limit: sheet.limits.opinion ?? sheet.clock.limit, cutOff: sheet.clock.cutOff }, calendarFrom(calendar, agency.id));
      const opinionId = `opinion-${job.elementInstanceKey}`;
      return {
        kind: 'opinion-requested',
        data: { opinionId, agency: agency.id, agencyName: agency.name.vi, dueAt: due.dueAt, calendarVersion: due.calendarVersion },
        returned: { opinionId, opinionDueAt: due.dueAt },
      };
    });
  },
});
