import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import type { OutboxRow } from '../../domain/dossier/outbox.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';

type MessageRow = OutboxRow & { readonly kind: 'send-message' };

/** Longer than any attempt at sending a mail takes; a message in hand for longer was in the hands of a process that died. */
const SENDING_MS = 60_000;

/** Sends what stands in an outbox for the applicant. `done`: the row may go or has gone; `told`: another attempt is under way. */
export function messageSender({
  dossiers,
  messenger,
  clock,
  log,
}: Pick<Ports, 'dossiers' | 'messenger' | 'clock'> & { readonly log: Log }): (record: DossierRecord, row: MessageRow) => Promise<'done' | 'told'> {
  return sendMessage;

  /** At most once: the attempt is written down before it is made, and an attempt whose end is unknown is not repeated. */
  async function sendMessage(record: DossierRecord, row: MessageRow): Promise<'done' | 'told'> {
    const message = record.state.messages.find(({ id }) => id === row.messageId);
    if (message === undefined || message.status !== 'queued') return 'done';
    if (row.startedAt !== undefined) {
      if (Date.parse(clock.now()) - Date.parse(row.startedAt) < SENDING_MS) return 'told';
      await settleMessage(record.id, row, 'message-failed', { messageId: row.messageId, why: 'interrupted' });
      return 'done';
    }
    if (!(await takeMessage(record.id, row.id))) return 'told';
    const to = reveal(message.to, record.secrets) as { email?: string; phone?: string };
    const text = reveal(message.text, record.secrets) as string;
    const sent = await messenger.send({ id: message.id, to, subject: record.state.code ?? 'Một Cửa', text }).catch((error: unknown) => {
      log.warn({ err: error, dossierId: record.id, messageId: row.messageId }, 'a message could not be sent');
      return 'refused' as const;
    });
    if (sent === 'refused') await settleMessage(record.id, row, 'message-failed', { messageId: row.messageId, why: 'refused' });
    else await settleMessage(record.id, row, 'message-sent', { messageId: row.messageId, kept: !sent });
    return 'done';
  }

  /** True for the one process that may send the message. */
  async function takeMessage(id: string, rowId: string): Promise<boolean> {
    let mine = false;
    await dossiers.change(id, (current) => {
      const row = current.outbox.find((one) => one.id === rowId);
      mine = row?.kind === 'send-message' && row.startedAt === undefined;
      return mine ? { ...current, outbox: current.outbox.map((one) => (one.id === rowId ? { ...one, startedAt: clock.now() } : one)) } : current;
    });
    return mine;
  }

  async function settleMessage(
    id: string,
    row: OutboxRow,
    kind: 'message-sent' | 'message-failed',
    data: { messageId: string; kept?: boolean; why?: string },
  ): Promise<void> {
    await dossiers.change(id, (current) => {
      if (!current.outbox.some((one) => one.id === row.id)) return current;
      return applyChange({ ...current, outbox: current.outbox.filter((one) => one.id !== row.id) }, { entries: [{ kind, at: clock.now(), data }] });
    });
  }
}
