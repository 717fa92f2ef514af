import { z } from 'zod';
import { DossierCode, DossierId } from '../../contract/vocabulary.ts';
import { calendarFrom } from '../../domain/calendar/calendar.ts';
import { dueDate, vietnameseDate } from '../../domain/calendar/due-date.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { Vault } from '../../domain/history/commitment.ts';
import { fileIdFrom } from '../../domain/ids.ts';
import { defineWorker } from '../../server/ports/worker.ts';
import type { StepPorts } from '../ports.ts';
import { receiptSlipOf } from './receipt-slip-of.ts';

const SLIP = '01';

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
    const { dossiers, releases, agencies, calendars, sequences, slips, files, secrecy, clock } = ports;
    const { state } = await dossiers.get(dossierId);
    const [release, agency] = await Promise.all([releases.get(state.procedure, state.release), agencies.get(state.receivingAgency)]);
    let code: string | undefined;

    const receipt = await ports.recordEffect(dossierId, job, 'receive', async (_record, at) => {
      const due = dueDate(at, release.sheet.clock, calendarFrom(await calendars.current()));
      const day = dayCode(at);
      code ??= `${agency.code}-${day}-${String(await sequences.next(`dossier-code:${agency.code}:${day}`)).padStart(4, '0')}`;
      return {
        kind: 'received',
        data: { code, dueAt: due.dueAt, calendarVersion: due.calendarVersion, limit: release.sheet.clock.limit, dueLines: due.lines },
        returned: { dossierCode: code, dueAt: due.dueAt },
      };
    });

    const record = await dossiers.get(dossierId);
    const returnPlace = await agencies.get(state.returnAgency);
    const slip = await slips.receipt(receiptSlipOf(record, release, agency, returnPlace));
    const name = `Giay-tiep-nhan-${receipt.dossierCode}.pdf`;
    const fileId = fileIdFrom(dossierId, job.elementInstanceKey, 'slip');
    const file = await files.put({ fileId, name, mediaType: 'application/pdf', content: slip, uploadedBy: job.type, at: clock.now() });
    await ports.recordEffect(dossierId, job, 'slip', (_record, at) => {
      const vault = new Vault(() => secrecy.newSalt());
      const { mediaType, size, sha256 } = file;
      const document = { fileId, name: vault.hide(name), mediaType, size, sha256, slip: SLIP, at };
      return { kind: 'slip-printed', data: { document: document as unknown as Json }, returned: {}, secrets: vault.secrets };
    });
    return receipt;
  },
});

/** YYMMDD of the day in Việt Nam. */
export const dayCode = (instant: string): string => vietnameseDate(instant).replaceAll('-', '').slice(2);
