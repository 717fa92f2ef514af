import type { DossierRecord } from '../../domain/dossier/record.ts';
import { backOffMs, writtenAt, type OutboxRow } from '../../domain/dossier/outbox.ts';
import type { Committed } from '../ports/dossiers.ts';
import { EngineRefused, EngineUnavailable } from '../ports/engine.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';
import { messageSender } from './send-message.ts';

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
/** `done`: the row may go; `told`: wait for the engine's record; `later`: try again; `away`: try again, and nothing that comes after it before. */
type Told = 'done' | 'told' | 'later' | 'away';

/** Enough for all rows that can be open at once; one that has fallen out is only told again. */
const REMEMBERED = 20_000;

export function createRelay({ dossiers, engine, messenger, clock, failpoint, log }: Needs): Relay {
  const sendMessage = messageSender({ dossiers, messenger, clock, log });
  const inHand = new Map<string, Promise<unknown>>();
  /** What each dossier's engine rows are waiting for. */
  const lanes = new Map<string, Promise<unknown>>();
  /** Rows that the engine has answered, to us. Those of another process are not among them. */
  const answered = new Set<string>();

  async function tell(record: DossierRecord, row: OutboxRow): Promise<Told> {
    failpoint('relay.beforeEngine');
    try {
      const told = await tellOnce(record, row);
      failpoint('relay.afterEngine');
      remember(row);
      return told;
    } catch (error) {
      if (error instanceof EngineUnavailable) return 'away';
      remember(row);
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
          timeToLiveMs: row.fleeting === true ? 0 : MESSAGE_TTL_MS,
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

  /** A refusal is an answer, too: one row that the engine does not want must not hold up all others. */
  function remember({ id }: OutboxRow): void {
    answered.add(id);
    if (answered.size > REMEMBERED) answered.delete(answered.values().next().value ?? '');
  }

  function takeInHand(rows: readonly OutboxRow[], work: () => Promise<void>): Promise<void> {
    const running = work()
      .catch((error: unknown) => {
        log.warn({ err: error, rows: rows.map(({ id }) => id) }, 'relay failed, the sweeper will try again');
      })
      .finally(() => {
        for (const { id } of rows) inHand.delete(id);
      });
    for (const { id } of rows) inHand.set(id, running);
    return running;
  }

  /** No row overtakes an earlier one: what another process has written and not yet told, or could not tell, keeps the rest for the sweeper. */
  async function tellInOrder(record: DossierRecord, before: number): Promise<void> {
    for (const row of record.outbox.filter(isOrdered)) {
      if (answered.has(row.id)) continue;
      if (writtenAt(row) <= before || (await tell(record, row)) === 'away') return;
    }
  }

  async function tellFleeting(record: DossierRecord, row: OutboxRow): Promise<void> {
    const told = await tell(record, row);
    // No record of the engine ever settles a message that nobody waited for, and the engine does not recognise its repeat
    if (told === 'done' && isFleeting(row)) await dossiers.change(record.id, (current) => afterAttempt(current, row.id, told, clock.now()));
  }

  return {
    tellNew({ record, before }) {
      const fresh = record.outbox.filter((row) => writtenAt(row) > before && row.attempts === 0 && !inHand.has(row.id));
      for (const row of fresh.filter((one) => !isOrdered(one))) void takeInHand([row], () => tellFleeting(record, row));
      const ordered = fresh.filter(isOrdered);
      if (ordered.length === 0) return;
      const earlier = lanes.get(record.id);
      const lane = takeInHand(ordered, async () => {
        await earlier;
        await tellInOrder(record, before);
      });
      lanes.set(record.id, lane);
      void lane.finally(() => {
        if (lanes.get(record.id) === lane) lanes.delete(record.id);
      });
    },
    async tellDue(record, until) {
      let blocking: OutboxRow | undefined;
      for (const row of record.outbox) {
        if (blocking !== undefined && isOrdered(row)) continue;
        if (row.nextAt > until || inHand.has(row.id)) {
          if (isOrdered(row) && !answered.has(row.id)) blocking = row;
          continue;
        }
        const result = await tell(record, row);
        await dossiers.change(record.id, (current) => afterAttempt(current, row.id, result, clock.now()));
        if (result === 'away' && isOrdered(row)) blocking = row;
      }
      if (blocking !== undefined) await dossiers.change(record.id, (current) => afterThat(current, blocking.id));
    },
    async idle() {
      while (inHand.size > 0) await Promise.allSettled(inHand.values());
    },
  };
}

const isFleeting = (row: OutboxRow): boolean => row.kind === 'publish-message' && row.fleeting === true;
/** What the engine must hear in the order in which it was written; mails and what the clock says stand apart. */
const isOrdered = (row: OutboxRow): boolean => row.kind !== 'send-message' && !isFleeting(row);

function afterAttempt(record: DossierRecord, rowId: string, result: Told, now: string): DossierRecord {
  const row = record.outbox.find(({ id }) => id === rowId);
  if (row === undefined) return record;
  if (result === 'done') return { ...record, outbox: record.outbox.filter(({ id }) => id !== rowId) };
  const nextAt = new Date(Date.parse(now) + backOffMs(row.attempts)).toISOString();
  return { ...record, outbox: record.outbox.map((one) => (one.id === rowId ? { ...one, attempts: one.attempts + 1, nextAt } : one)) };
}

/** Rows that wait for an earlier one come up together with it, or they would keep the sweeper from others. */
function afterThat(record: DossierRecord, rowId: string): DossierRecord {
  const at = record.outbox.findIndex(({ id }) => id === rowId);
  const notBefore = record.outbox[at]?.nextAt;
  const isEarly = (row: OutboxRow, i: number): boolean => notBefore !== undefined && i > at && isOrdered(row) && row.nextAt < notBefore;
  if (!record.outbox.some(isEarly)) return record;
  return { ...record, outbox: record.outbox.map((row, i) => (notBefore !== undefined && isEarly(row, i) ? { ...row, nextAt: notBefore } : row)) };
}
