import type { CommandResult, StopRequest } from '../../contract/endpoints/dossiers.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { whyNotToEnd } from '../../domain/dossier/ending.ts';
import type { OutboxDraft } from '../../domain/dossier/outbox.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { isClosed, type DossierState } from '../../domain/dossier/state.ts';
import { Vault } from '../../domain/history/commitment.ts';
import { capacityFor, type Officer } from '../../domain/policy.ts';
import type { Release } from '../../domain/release.ts';
import type { Ports } from '../ports/index.ts';
import { commandResult, runCommand, SETTLE_WAIT_MS, type Command } from './command.ts';

const MESSAGE = 'dossier-stopped';

/**
 * A leader of the competent agency stops resolving a dossier while no result is signed (form 05): with the reason, the legal basis, where the
 * dossier stood and what had been paid. The decision itself ends the dossier; the diagram's event sub-process tells the applicant.
 */
export async function stopDossier(
  ports: Pick<Ports, 'dossiers' | 'releases' | 'secrecy' | 'changes' | 'clock'>,
  officer: Officer,
  dossier: string,
  { reason, legalBasis, decisionNumber }: StopRequest,
  command: Command,
): Promise<CommandResult> {
  const { id } = await ports.dossiers.get(dossier);
  await runCommand(ports, officer, id, command, async ({ state }) => {
    const actor = capacityFor(officer, 'stop-dossier', state);
    const refusal = whyNotToEnd(state);
    if (refusal !== undefined) throw refusal;
    const vault = new Vault(() => ports.secrecy.newSalt());
    const data = {
      reason: { ...vault.hide(reason.normalize('NFC')) },
      legalBasis: legalBasis.normalize('NFC'),
      paid: paidSoFar(state),
      ...(decisionNumber === undefined ? {} : { decisionNumber: decisionNumber.normalize('NFC') }),
      ...(state.phase === undefined ? {} : { stage: state.phase }),
    } satisfies Record<string, Json>;
    return {
      entries: [{ kind: MESSAGE, at: ports.clock.now(), actor, data }],
      outbox: [endOf(state, await ports.releases.get(state.procedure, state.release))],
      secrets: vault.secrets,
    };
  });
  const closed = ({ state }: DossierRecord): boolean => isClosed(state);
  const latest = await ports.changes.waitFor(id, closed, SETTLE_WAIT_MS);
  return commandResult(latest, closed(latest));
}

const paidSoFar = ({ fees }: DossierState): number =>
  Object.values(fees)
    .filter(({ status }) => status === 'paid')
    .reduce((sum, { total }) => sum + total, 0);

/** A diagram that knows nothing of stopping is ended from outside: the law does not wait for it. */
function endOf({ id, processInstanceKey }: DossierState, { diagram }: Release): OutboxDraft {
  const knowsHow = diagram.includes(`name="${MESSAGE}"`);
  return knowsHow || processInstanceKey === undefined
    ? { kind: 'publish-message', message: MESSAGE, correlationKey: id, variables: {} }
    : { kind: 'cancel-process', processInstanceKey };
}
