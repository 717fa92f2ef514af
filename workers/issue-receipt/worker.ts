import { z } from 'zod';
import { DossierCode, DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { vietnameseDate } from '../../domain/calendar/due-date.ts';
import { promiseOf } from '../../domain/clock/promise.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import { keepSlip } from '../keep-slip.ts';
import type { StepPorts } from '../ports.ts';
import { receiptSlipOf } from './receipt-slip-of.ts';

/**
 * Valid receipt: the dossier gets its one code, its promised date and slip 01. The code's number comes from a sequence of the receiving agency
 * and day; a number drawn by an attempt that died stays unused, it is never given twice.
 */
export const issueReceipt = defineWorker({
  type: 'issue-receipt',
  input: z.object({ dossierId: DossierId }),
  output: z.object({ dossierCode: DossierCode, dueAt: z.iso.datetime({ offset: true }) }),
  bpmnErrors: [],
  timeoutMs: 10_000,
  async run({ dossierId }, ports: StepPorts, job) {
    const { dossiers, releases, agencies, calendars, sequences, slips } = ports;
    const { state } = await dossiers.get(dossierId);
    const [release, agency] = await Promise.all([releases.get(state.procedure, state.release), agencies.get(state.receivingAgency)]);
    let code: string | undefined;

    const receipt = await ports.recordEffect(dossierId, job, 'receive', async (record, at) => {
      const calendar = await calendars.current();
      const reckoning = { rules: release.sheet.clock, calendarOf: (_version: number, of: string) => calendarFrom(calendar, of) };
      const due = promiseOf(record.state.clock, reckoning, { at, calendarVersion: calendar.version });
      const day = dayCode(at);
      code ??= `${agency.code}-${day}-${String(await sequences.next(`dossier-code:${agency.code}:${day}`)).padStart(4, '0')}`;
      return {
        kind: 'received',
        data: { code, dueAt: due.dueAt, calendarVersion: due.calendarVersion, limit: release.sheet.clock.limit, dueLines: due.lines },
        returned: { dossierCode: code, dueAt: due.dueAt },
      };
    });

    await keepSlip(ports, dossierId, job, '01', async (record) => slips.receipt(await receiptSlipOf(ports, record)));
    return receipt;
  },
});

/** YYMMDD of the day in Việt Nam. */
export const dayCode = (instant: string): string => vietnameseDate(instant).replaceAll('-', '').slice(2);
