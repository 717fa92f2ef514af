import type { SlipNumber } from '../contract/vocabulary.ts';
import { effectKey } from '../domain/dossier/fold.ts';
import type { DossierRecord } from '../domain/dossier/record.ts';
import { Vault } from '../domain/history/commitment.ts';
import { fileIdFrom } from '../domain/ids.ts';
import type { StepJob } from '../server/ports/worker.ts';
import { slipDocument, slipFileName } from '../server/usecases/slips/slip-document.ts';
import type { StepPorts } from './ports.ts';

const EFFECT = 'slip';

/**
 * Prints a slip and keeps it as a document of the dossier, once per visit of the step. The file comes before the entry that names it; a step
 * that died in between finds its first file again.
 * @param print undefined: this dossier has no such slip
 */
export async function keepSlip(
  ports: StepPorts,
  dossierId: string,
  job: StepJob,
  slip: SlipNumber,
  print: (record: DossierRecord) => Promise<Uint8Array | undefined>,
): Promise<void> {
  const { dossiers, files, secrecy, clock } = ports;
  const record = await dossiers.get(dossierId);
  if (record.state.effects[effectKey(job.elementInstanceKey, EFFECT)] !== undefined) return;
  const content = await print(record);
  if (content === undefined) return;
  const file = await files.put({
    fileId: fileIdFrom(dossierId, job.elementInstanceKey, EFFECT),
    name: slipFileName(slip, record.state.code),
    mediaType: 'application/pdf',
    content,
    uploadedBy: job.type,
    at: clock.now(),
  });
  await ports.recordEffect(dossierId, job, EFFECT, (_record, at) => {
    const vault = new Vault(() => secrecy.newSalt());
    return { kind: 'slip-printed', data: { document: slipDocument(file, slip, at, vault) }, returned: {}, secrets: vault.secrets };
  });
}
