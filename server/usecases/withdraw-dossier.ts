import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { whyNotToEnd } from '../../domain/dossier/ending.ts';
import { isClosed } from '../../domain/dossier/state.ts';
import { Vault } from '../../domain/history/commitment.ts';
import { capacityFor, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';
import { commandResult, runCommand, SETTLE_WAIT_MS, type Command } from './command.ts';

/** The applicant withdraws while no result has been signed; the diagram's event sub-process ends the work. */
export async function withdrawDossier(
  ports: Pick<Ports, 'dossiers' | 'secrecy' | 'changes' | 'clock'>,
  officer: Officer,
  dossier: string,
  { reason }: { readonly reason: string },
  command: Command,
): Promise<CommandResult> {
  const { id } = await ports.dossiers.get(dossier);
  await runCommand(ports, officer, id, command, ({ state }) => {
    const actor = capacityFor(officer, 'withdraw-dossier', state);
    const refusal = whyNotToEnd(state);
    if (refusal !== undefined) throw refusal;
    const vault = new Vault(() => ports.secrecy.newSalt());
    return {
      entries: [{ kind: 'withdrawal-requested', at: ports.clock.now(), actor, data: { reason: { ...vault.hide(reason.normalize('NFC')) } } }],
      outbox: [{ kind: 'publish-message', message: 'dossier-withdrawn', correlationKey: id, variables: {} }],
      secrets: vault.secrets,
    };
  });
  const closed = ({ state }: DossierRecord): boolean => isClosed(state);
  const latest = await ports.changes.waitFor(id, closed, SETTLE_WAIT_MS);
  return commandResult(latest, closed(latest));
}
