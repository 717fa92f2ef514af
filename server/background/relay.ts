import type { DossierRecord } from '../../domain/dossier/record.ts';
import { applyChange } from '../../domain/dossier/record.ts';
import { backOffMs, writtenAt, type OutboxRow } from '../../domain/dossier/outbox.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Committed } from '../ports/dossiers.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';

interface Needs extends Pick<Ports, 'dossiers' | 'engine' | 'messenger' | 'clock'> {
  readonly failpoint: Failpoint;
  readonly log: Log;
}

export interface Relay {
  /** Tells the engine about the rows that this write has brought. Called right after a commit, by the process that committed. */
  tellNew(committed: Committed): void;
  /** Tells again what is due by then, and writes down how it went. Called by the sweeper. */
  tellDue(record: DossierRecord, until: string): Promise<void>;
  idle(): Promise<void>;
}

/** Long enough for a retry of the start to be recognised by the engine, short enough that it forgets soon after. */
const START_TTL_MS = 3_600_000;
const MESSAGE_TTL_MS = 86_400_000;
/** Longer than any attempt at sending a mail takes; a message in hand for longer was in the hands of a process that died. */
const SENDING_MS = 60_000;

/** `done`: the row may go; `told`: wait for the engine's record; `later`: try again. */
type Told = 'done' | 'told' | 'later';

export function createRelay({ dossiers, engine, messenger, clock, failpoint, log }: Needs): Relay {
  const inHand = new Map<string, Promise<unknown>>();

  async function tell(record: DossierRecord, row: OutboxRow): Promise<Told> {
    failpoint('relay.beforeEngine');
    try {
      const told = await tellOnce(record, row);
      failpoint('relay.afterEngine');
      return told;
    } catch (error) {
      if (error instanceof EngineUnavailable) return 'later';
      if (error instanceof EngineRefused && error.reason === 'not-found') return row.kind === 'cancel-process' ? 'done' : 'told';
      log.error(
        { err: error, dossierId: record.id, row: row.id, kind: row.kind },
        error instanceof EngineRefused ? 'the engine refused an outbox row' : 'an outbox row could not be told',
      );
      return 'later';
    }
  }

  async function tellOnce(record: DossierRecord, row: OutboxRow): Promise<Told> {
    switch (row.kind) {
      case 'start-process':
        // A second instance would be wrong even for a moment: once one is known, there is nothing to tell
        if (record.state.processInstanceKey !== undefined) return 'done';
        await engine.publishMessage({
          name: row.message,
          correlationKey: record.id,
          messageId: record.id,
          timeToLiveMs: START_TTL_MS,
          variables: row.variables,
        });
        return 'told';
      case 'complete-task':
        await engine.completeUserTask(row.taskKey, row.variables);
        return 'told';
      case 'publish-message':
        await engine.publishMessage({
          name: row.message,
          correlationKey: row.correlationKey,
          messageId: row.id,
          timeToLiveMs: MESSAGE_TTL_MS,
          variables: row.variables,
        });
        return 'done';
      case 'cancel-process':
        await engine.cancelProcessInstance(row.processInstanceKey);
        return 'told';
      case 'send-message':
        return sendMessage(record, row);
    }
  }

  /** At most once: the attempt is written down before it is made, and an attempt whose end is unknown is not repeated. */
  async function sendMessage(record: DossierRecord, row: OutboxRow & { kind: 'send-message' }): Promise<Told> {
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

  function alone(row: OutboxRow, work: () => Promise<void>): void {
    if (inHand.has(row.id)) return;
    const running = work()
      .catch((error: unknown) => {
        log.warn({ err: error, row: row.id }, 'relay failed, the sweeper will try again');
      })
      .finally(() => inHand.delete(row.id));
    inHand.set(row.id, running);
  }

  return {
    tellNew({ record, before }) {
      for (const row of record.outbox)
        if (writtenAt(row) > before && row.attempts === 0)
          alone(row, async () => {
            await tell(record, row);
          });
    },
    async tellDue(record, until) {
      for (const row of record.outbox) {
        if (row.nextAt > until || inHand.has(row.id)) continue;
        const result = await tell(record, row);
        await dossiers.change(record.id, (current) => afterAttempt(current, row.id, result, clock.now()));
      }
    },
    async idle() {
      while (inHand.size > 0) await Promise.allSettled(inHand.values());
    },
  };
}

function afterAttempt(record: DossierRecord, rowId: string, result: Told, now: string): DossierRecord {
  const row = record.outbox.find(({ id }) => id === rowId);
  if (row === undefined) return record;
  if (result === 'done') return { ...record, outbox: record.outbox.filter(({ id }) => id !== rowId) };
  const nextAt = new Date(Date.parse(now) + backOffMs(row.attempts)).toISOString();
  return { ...record, outbox: record.outbox.map((one) => (one.id === rowId ? { ...one, attempts: one.attempts + 1, nextAt } : one)) };
}
