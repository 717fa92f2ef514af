import { touchesLists } from '../../domain/dossier/fold.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Committed, History } from '../ports/dossiers.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Log } from '../ports/log.ts';
import type { Ports } from '../ports/index.ts';
import type { ReadModels } from '../ports/read-models.ts';
import { linesOf } from '../usecases/lines-of.ts';

export interface Settled {
  readonly record: DossierRecord;
  readonly listsChanged: boolean;
}

interface Needs extends Pick<Ports, 'releases' | 'calendars'> {
  readonly history: History;
  readonly readModels: ReadModels;
  readonly noteSettled: (id: string, seq: number) => void;
  readonly onSettled: (settled: readonly Settled[]) => void;
  readonly failpoint: Failpoint;
  readonly log: Log;
}

export interface Settler {
  /** Queues a committed record; many are settled together. */
  add(committed: Committed): void;
  /** Settles one record now, whatever it shows: for the sweeper, after a process has died in between. */
  settle(record: DossierRecord): Promise<void>;
  idle(): Promise<void>;
}

const RETRY_MS = 500;
const BATCH = 500;

/** Copies pending entries to the history collection and brings the read models up to date. Idempotent; order does not matter, versions decide. */
export function createSettler({ history, readModels, releases, calendars, noteSettled, onSettled, failpoint, log }: Needs): Settler {
  const waiting = new Map<string, Settled>();
  let running: Promise<void> | undefined;

  async function settleAll(batch: readonly Settled[]): Promise<void> {
    await history.append(batch.flatMap(({ record }) => record.pending));
    failpoint('settler.afterHistory');
    const shown = batch.filter(({ listsChanged }) => listsChanged);
    await readModels.replace(
      await linesOf(
        { releases, calendars },
        shown.map(({ record }) => record),
      ),
    );
    failpoint('settler.afterReadModels');
    for (const { record } of batch) noteSettled(record.id, record.head.seq);
    try {
      onSettled(batch);
    } catch (error) {
      log.warn({ err: error }, 'somebody who listens to changes failed; what they listen to is settled all the same');
    }
  }

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting.values()].slice(0, BATCH);
      for (const { record } of batch) waiting.delete(record.id);
      try {
        await settleAll(batch);
      } catch (error) {
        log.warn({ err: error, count: batch.length }, 'settling together failed, trying each dossier alone');
        if ((await settleEach(batch)) > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    running = undefined;
  }

  /** One dossier that cannot be settled must not keep the others from being shown. Returns how many could not. */
  async function settleEach(batch: readonly Settled[]): Promise<number> {
    let failed = 0;
    for (const one of batch) {
      try {
        await settleAll([one]);
      } catch {
        failed++;
        queue(one);
      }
    }
    return failed;
  }

  /** Keeps the newest record of a dossier, and that its lists have changed in any version since. */
  function queue(next: Settled): void {
    const before = waiting.get(next.record.id);
    const newest = before !== undefined && before.record.version > next.record.version ? before.record : next.record;
    waiting.set(newest.id, { record: newest, listsChanged: next.listsChanged || (before?.listsChanged ?? false) });
  }

  return {
    add({ record }) {
      // Also what a step wrote in a process of its own and nobody has settled yet
      queue({ record, listsChanged: record.pending.some(touchesLists) });
      running ??= Promise.resolve().then(run);
    },
    settle: (record) => settleAll([{ record, listsChanged: true }]),
    async idle() {
      while (running !== undefined) await running;
    },
  };
}
