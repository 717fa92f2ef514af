import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { NotFound, Refusal } from '../../domain/errors.ts';
import { isClosed } from '../../domain/dossier/state.ts';
import { Vault } from '../../domain/history/commitment.ts';
import { capacityFor, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';
import { runCommand, settledMessage, type Command } from './command.ts';
import { assertKnownComponents, attachedDocuments } from './submit-dossier.ts';

interface Answer {
  readonly note?: string | undefined;
  readonly components: readonly { readonly id: string; readonly originals: number; readonly certified: number; readonly copies: number }[];
  readonly attachments: readonly { readonly fileId: string; readonly component?: string | undefined }[];
}

/** Records what the applicant brought after a supplement request and lets the process go on. */
export async function answerSupplement(
  ports: Pick<Ports, 'dossiers' | 'releases' | 'files' | 'secrecy' | 'changes' | 'clock'>,
  officer: Officer,
  { dossier, supplement }: { readonly dossier: string; readonly supplement: string },
  answer: Answer,
  command: Command,
): Promise<CommandResult> {
  const { id } = await ports.dossiers.get(dossier);
  const { record } = await runCommand(ports, officer, id, command, async ({ state }) => {
    const actor = capacityFor(officer, 'answer-supplement', state);
    // An id from outside may be a name that every object has
    const open = Object.hasOwn(state.supplements, supplement) ? state.supplements[supplement] : undefined;
    if (open === undefined) throw new NotFound('supplement');
    if (isClosed(state) || open.closedAt !== undefined || open.answeredAt !== undefined)
      throw new Refusal('dossier-closed', 'Yêu cầu bổ sung này đã kết thúc.');
    const at = ports.clock.now();
    if (Date.parse(at) > Date.parse(open.dueAt)) throw new Refusal('supplement-late', 'Đã hết thời hạn nộp bổ sung ghi trong phiếu yêu cầu.');
    assertKnownComponents(answer.components, await ports.releases.get(state.procedure, state.release));
    const vault = new Vault(() => ports.secrecy.newSalt());
    const documents = await attachedDocuments(
      ports,
      officer,
      answer.attachments.map(({ fileId, component }) => ({ fileId, ...(component === undefined ? {} : { component }) })),
      vault,
      at,
    );
    const note = answer.note === undefined ? {} : { supplementNote: vault.hide(answer.note.normalize('NFC')) };
    const data = { supplementId: supplement, components: answer.components, documents, form: note } as unknown as Record<string, Json>;
    return {
      entries: [{ kind: 'supplement-answered', at, actor, data }],
      outbox: [{ kind: 'publish-message', message: 'supplement-answered', correlationKey: supplement, variables: {} }],
      secrets: vault.secrets,
    };
  });
  return settledMessage(ports, record, supplement);
}
