import type { CommandResult } from '../../contract/endpoints/dossiers.ts';
import { isClosed } from '../../domain/dossier/state.ts';
import { InvalidInput, NotFound, Refusal } from '../../domain/errors.ts';
import { capacityFor, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';
import { runCommand, settledMessage, type Command } from './command.ts';

/** The cashier has the money: the fee is paid once, whatever is repeated. Amounts are integer đồng and must match to the đồng. */
export async function confirmFee(
  ports: Pick<Ports, 'dossiers' | 'changes' | 'clock'>,
  officer: Officer,
  { dossier, fee: feeId }: { readonly dossier: string; readonly fee: string },
  payment: { readonly amount: number; readonly method: string },
  command: Command,
): Promise<CommandResult> {
  const { id } = await ports.dossiers.get(dossier);
  const { record } = await runCommand(ports, officer, id, command, ({ state }) => {
    const actor = capacityFor(officer, 'confirm-fee', state);
    // An id from outside may be a name that every object has
    const fee = Object.hasOwn(state.fees, feeId) ? state.fees[feeId] : undefined;
    if (fee === undefined) throw new NotFound('fee');
    if (isClosed(state)) throw new Refusal('dossier-closed', 'Hồ sơ đã kết thúc, không thu nữa.');
    if (fee.status !== 'requested') throw new Refusal('fee-already-settled', 'Khoản này không còn chờ thu.');
    if (payment.amount !== fee.total)
      throw new InvalidInput('amount-differs', `Số tiền phải đúng ${String(fee.total)} đồng.`, [
        { pointer: '/amount', detail: `Phải là ${String(fee.total)}` },
      ]);
    return {
      entries: [{ kind: 'fee-paid', at: ports.clock.now(), actor, data: { feeId, amount: payment.amount, method: payment.method } }],
      outbox: [{ kind: 'publish-message', message: 'fee-paid', correlationKey: feeId, variables: {} }],
    };
  });
  return settledMessage(ports, record, feeId);
}
