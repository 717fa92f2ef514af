import { NotFound, Refusal } from '../../domain/errors.ts';
import { can, type Officer } from '../../domain/policy.ts';
import type { Change, DossierRecord } from '../../domain/dossier/record.ts';
import { applyChange } from '../../domain/dossier/record.ts';
import type { Ports } from '../ports/index.ts';
import type { CommandResult } from '../../contract/endpoints/dossiers.ts';

/** The caller's name for one intention: the same key with the same body is the same command (IETF Idempotency-Key). */
export interface Command {
  readonly key: string;
  /** SHA-256 over operation and canonical body. */
  readonly bodyHash: string;
}

/** How long a request waits for the engine to confirm before it answers "accepted". */
export const SETTLE_WAIT_MS = 2_000;

/**
 * One command on one dossier: at most one effect per key, one document write.
 * @throws NotFound for a dossier the officer may not see
 * @param decide pure: sees the newest record and returns what to change, or throws a refusal
 */
export async function runCommand(
  { dossiers }: Pick<Ports, 'dossiers'>,
  officer: Officer,
  dossierId: string,
  command: Command,
  decide: (record: DossierRecord) => Change | Promise<Change>,
): Promise<{ readonly record: DossierRecord; readonly repeated: boolean }> {
  let repeated = false;
  const record = await dossiers.change(dossierId, async (current) => {
    // Before anything is said, also to a repeat: another agency's dossier answers like a missing one
    if (!can(officer, 'read-dossier', current.state)) throw new NotFound('dossier');
    const mark = current.commands.find(({ key }) => key === command.key);
    repeated = mark !== undefined;
    if (mark !== undefined) {
      assertSameBody(mark.bodyHash, command);
      return current;
    }
    return applyChange(current, { ...(await decide(current)), command });
  });
  return { record, repeated };
}

export function assertSameBody(bodyHash: string, command: Command): void {
  if (bodyHash !== command.bodyHash) throw new Refusal('idempotency-key-reused', 'Mã lệnh này đã dùng cho một nội dung khác. Gửi lại với mã lệnh mới.');
}

/** Waits until the engine shows that a message has come through, or says by its silence that it may take longer. @throws Refusal when the wait was over before */
export async function settledMessage({ changes }: Pick<Ports, 'changes'>, record: DossierRecord, correlationKey: string): Promise<CommandResult> {
  const through = (now: DossierRecord): boolean => !now.outbox.some((row) => row.kind === 'publish-message' && row.correlationKey === correlationKey);
  const latest = through(record) ? record : await changes.waitFor(record.id, through, SETTLE_WAIT_MS);
  if (latest.state.missed.includes(correlationKey))
    throw new Refusal('decision-undone', 'Hồ sơ đã sang bước khác trước khi việc này đến nơi. Nội dung vẫn được giữ trong lịch sử hồ sơ.');
  return commandResult(latest, through(latest));
}

export const commandResult = ({ id, version, state }: DossierRecord, settled: boolean): CommandResult => ({
  dossierId: id,
  version,
  settled,
  ...(state.code === undefined ? {} : { code: state.code }),
  ...(settled ? {} : { message: 'Đã ghi nhận. Hệ thống sẽ tự chuyển bước khi bộ máy quy trình phản hồi.' }),
});
