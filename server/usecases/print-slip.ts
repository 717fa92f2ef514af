import type { PrintedSlip } from '../../contract/endpoints/slips.ts';
import type { SlipNumber } from '../../contract/vocabulary.ts';
import type { Json } from '../../domain/canonical-json.ts';
import type { Change, DossierRecord } from '../../domain/dossier/record.ts';
import type { DossierDocument } from '../../domain/dossier/state.ts';
import { NotFound, Refusal } from '../../domain/errors.ts';
import { Vault } from '../../domain/history/commitment.ts';
import type { Actor } from '../../domain/history/entry.ts';
import { fileIdFrom } from '../../domain/ids.ts';
import { capacityFor, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';
import { commandResult, runCommand, type Command } from './command.ts';
import { readEntries } from './get-dossier.ts';
import { controlSlipOf, type ControlPorts } from './slips/control-slip-of.ts';
import { slipDocument, slipFileName } from './slips/slip-document.ts';
import { stopSlipOf } from './slips/stop-slip-of.ts';

export type PrintPorts = ControlPorts & Pick<Ports, 'dossiers' | 'files' | 'slips' | 'secrecy' | 'clock'>;

/**
 * Prints a slip on demand. One that has been printed is handed out as it was, however the data have changed since; the control slip is told anew
 * each time, and the notice of stopping where no step of the diagram has printed it. Each print is an entry of the history.
 */
export async function printSlip(
  ports: PrintPorts,
  officer: Officer,
  { dossier, slip }: { readonly dossier: string; readonly slip: SlipNumber },
  { fileId }: { readonly fileId?: string | undefined },
  command: Command,
): Promise<PrintedSlip> {
  const { id } = await ports.dossiers.get(dossier);
  const { record } = await runCommand(ports, officer, id, command, (current) => {
    const actor = capacityFor(officer, 'print-slip', current.state);
    const kept = slip === '06' ? undefined : keptSlip(current, slip, fileId);
    return kept === undefined ? printNew(ports, current, slip, { actor, command }) : reprint(ports, kept, actor);
  });
  return { ...commandResult(record, true), slip, ...(await whatWasPrinted(ports, record, command)) };
}

/** @throws NotFound when a certain one is asked for and the dossier has no such slip */
function keptSlip({ state }: DossierRecord, slip: SlipNumber, fileId: string | undefined): DossierDocument | undefined {
  const kept = state.documents.findLast((document) => document.slip === slip && (fileId === undefined || document.fileId === fileId));
  if (kept === undefined && fileId !== undefined) throw new NotFound('file');
  return kept;
}

function reprint({ clock }: Pick<Ports, 'clock'>, { fileId, sha256, slip = '' }: DossierDocument, actor: Actor): Change {
  return { entries: [{ kind: 'slip-reprinted', at: clock.now(), actor, data: { slip, fileId, sha256 } }] };
}

/** The file comes before the entry that names it; a command that died in between finds its first file again. */
async function printNew(
  ports: PrintPorts,
  record: DossierRecord,
  slip: SlipNumber,
  { actor, command }: { readonly actor: Actor; readonly command: Command },
): Promise<Change> {
  const at = ports.clock.now();
  const content = await contentOf(ports, record, slip, at);
  if (content === undefined) throw new Refusal('slip-not-printed', 'Hồ sơ này chưa có phiếu cần in. Phiếu được lập khi đến bước của nó.');
  const file = await ports.files.put({
    fileId: fileIdFrom(record.id, command.key, slip),
    name: slipFileName(slip, record.state.code),
    mediaType: 'application/pdf',
    content,
    uploadedBy: actor.officer,
    at,
  });
  const vault = new Vault(() => ports.secrecy.newSalt());
  const data = { document: slipDocument(file, slip, at, vault) } satisfies Record<string, Json>;
  return { entries: [{ kind: 'slip-printed', at, actor, data }], secrets: vault.secrets };
}

async function contentOf(ports: PrintPorts, record: DossierRecord, slip: SlipNumber, at: string): Promise<Uint8Array | undefined> {
  if (slip === '06') {
    const control = await controlSlipOf(ports, record, at);
    return control && ports.slips.control(control);
  }
  const stop = slip === '05' ? await stopSlipOf(ports, record) : undefined;
  return stop && ports.slips.stop(stop);
}

/** Told from the entry, so that a repeated command hears of the same document. */
async function whatWasPrinted(ports: Pick<Ports, 'history'>, record: DossierRecord, { key }: Command): Promise<Pick<PrintedSlip, 'fileId' | 'reprinted'>> {
  const mark = record.commands.find((one) => one.key === key);
  const [entry] = mark === undefined ? [] : await readEntries(ports, record, mark.entry - 1, 1);
  const { fileId, document } = (entry?.data ?? {}) as { fileId?: string; document?: { fileId: string } };
  const printed = document?.fileId ?? fileId;
  if (printed === undefined) throw new TypeError(`The history of ${record.id} does not name what was printed`);
  return { fileId: printed, reprinted: entry?.kind === 'slip-reprinted' };
}
