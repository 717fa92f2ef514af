import { z } from 'zod';
import { AgencyId, DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { transferDueAt } from '../../domain/clock/transfer-due.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { CalendarNotConfirmed } from '../../domain/errors.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';

/**
 * Hands a dossier over: both sides are named as they are called on that day. `competent`: whoever receives it resolves it from here on, whichever
 * agency was named when it was submitted.
 */
export const transferDossier = defineWorker({
  type: 'transfer-dossier',
  input: z.object({ dossierId: DossierId, fromAgency: AgencyId, toAgency: AgencyId, competent: z.boolean().nullish() }),
  output: z.object({ transferId: z.string() }),
  bpmnErrors: ['agency-not-found'],
  timeoutMs: 10_000,
  async run({ dossierId, fromAgency, toAgency, competent }, ports: StepPorts, job) {
    const [from, to] = await Promise.all([ports.agencies.get(fromAgency), ports.agencies.get(toAgency)]);
    return ports.recordEffect(dossierId, job, 'transfer', async ({ state }) => {
      const transferId = `transfer-${job.elementInstanceKey}`;
      const side = ({ id, code, name }: typeof from): { id: string; code: string; name: string } => ({ id, code, name: name.vi });
      const arrives = competent === true || to.id === state.competentAgency;
      const dueAt = arrives && from.id === state.receivingAgency ? await handOverDueAt(ports, state) : undefined;
      const data = { transferId, from: side(from), to: side(to), ...(competent === true ? { competent } : {}), ...(dueAt === undefined ? {} : { dueAt }) };
      return { kind: 'transferred', data, returned: { transferId } };
    });
  },
});

/** By when the receiving agency had to hand a received dossier on; nothing where nobody knows the calendar of those days. */
async function handOverDueAt(ports: StepPorts, { clock, receivingAgency, procedure, release }: DossierState): Promise<string | undefined> {
  const { receipt } = clock;
  if (receipt === undefined) return undefined;
  const [{ sheet }, calendar] = await Promise.all([ports.releases.get(procedure, release), ports.calendars.get(receipt.calendarVersion)]);
  try {
    return transferDueAt(receipt.at, sheet.clock.cutOff, calendarFrom(calendar, receivingAgency));
  } catch (error) {
    if (error instanceof CalendarNotConfirmed) return undefined;
    throw error;
  }
}
