import { NotFound, StaleVersion } from '../../../domain/errors.ts';
import { canMove } from '../../../domain/clock/under-calendar.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { Changing, Committed } from '../../../server/ports/dossiers.ts';
import { KeyedLock } from '../../../server/store/keyed-lock.ts';
import { RecentRecords } from '../../../server/store/recent-records.ts';
import type { DossierStore } from '../../../server/store/dossiers.ts';
import { stored } from './stored.ts';

const ATTEMPTS = 8;
const SETTLE_GRACE_MS = 10_000;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The documents of a database that never forgets; two stores on it are two processes. */
export type DossierDocuments = Map<string, DossierRecord>;

export function dossierDocuments(records: readonly DossierRecord[] = []): DossierDocuments {
  return new Map(records.map((record) => [record.id, stored({ ...record, version: Math.max(1, record.version) })]));
}

export function fakeDossiers(documents: DossierDocuments = new Map()): DossierStore {
  const locks = new KeyedLock();
  const settled = new Map<string, number>();
  const recent = new RecentRecords();
  const listeners: ((committed: Committed) => void)[] = [];

  const load = async (id: string): Promise<DossierRecord | undefined> => {
    await turn();
    const found = documents.get(id);
    return found === undefined ? undefined : stored(found);
  };
  const trimmed = (record: DossierRecord): DossierRecord => {
    const upTo = settled.get(record.id);
    return upTo === undefined || (record.pending[0]?.seq ?? Infinity) > upTo ? record : { ...record, pending: record.pending.filter(({ seq }) => seq > upTo) };
  };
  const committed = (record: DossierRecord, before: number): void => {
    recent.keep(record);
    for (const listener of listeners) listener({ record, before });
  };
  /** Compare and set: false when somebody else has written meanwhile. */
  async function write(from: DossierRecord, to: DossierRecord): Promise<boolean> {
    await turn();
    if (documents.get(from.id)?.version !== from.version) return false;
    documents.set(to.id, stored(to));
    return true;
  }

  async function changeLocked(id: string, change: Changing): Promise<DossierRecord> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const found = await load(id);
      if (found === undefined) throw new NotFound('dossier');
      const record = trimmed(found);
      const changed = await change(record);
      if (changed === record) return found;
      const next = { ...changed, version: record.version + 1 };
      if (!(await write(record, next))) continue;
      committed(next, record.head.seq);
      return next;
    }
    throw new StaleVersion();
  }

  const all = (): DossierRecord[] => [...documents.values()].map(stored);
  return {
    recent: (id) => recent.find(id),
    holderOf: (taskKey) => recent.holderOf(taskKey),
    async find(idOrCode) {
      await turn();
      const found = documents.get(idOrCode) ?? [...documents.values()].find(({ state }) => state.code === idOrCode);
      return found === undefined ? undefined : stored(found);
    },
    async get(idOrCode) {
      const record = await this.find(idOrCode);
      if (record === undefined) throw new NotFound('dossier');
      return record;
    },
    async create(record) {
      await turn();
      if (documents.has(record.id)) return false;
      const first = { ...record, version: 1 };
      documents.set(record.id, stored(first));
      committed(first, 0);
      return true;
    },
    change: (id, change) => locks.run([id], () => changeLocked(id, change)),
    changeMany: (ids, change) =>
      locks.run(ids, async () => {
        const before = (await Promise.all([...new Set(ids)].map(load))).flatMap((record) => (record === undefined ? [] : [trimmed(record)]));
        const results: DossierRecord[] = [];
        for (const record of before) {
          const next = change(record);
          if (next === record) continue;
          const to = { ...next, version: record.version + 1 };
          const ours = await write(record, to);
          if (ours) committed(to, record.head.seq);
          results.push(ours ? to : await changeLocked(record.id, change));
        }
        return results.length === 0 ? before : results;
      }),
    async due(now, limit) {
      await turn();
      return all()
        .flatMap((record) => {
          const at = wakeAt(record);
          return at === undefined || at > Date.parse(now) ? [] : [{ at, record }];
        })
        .sort((a, b) => a.at - b.at)
        .slice(0, limit)
        .map(({ record }) => record);
    },
    async ids(after, limit) {
      await turn();
      return [...documents.keys()]
        .sort()
        .filter((id) => after === undefined || id > after)
        .slice(0, limit);
    },
    async counting(after, limit) {
      await turn();
      return all()
        .filter(({ id, state }) => canMove(state.clock) && (after === undefined || id > after))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async findByDecision(taskKey) {
      await turn();
      return all().find(({ state }) => state.decisions.some((decision) => decision.taskKey === taskKey));
    },
    async findByIdHash(hash, limit) {
      await turn();
      return all()
        .filter(({ idHashes }) => idHashes.includes(hash))
        .slice(0, limit);
    },
    noteSettled(id, seq) {
      settled.set(id, seq);
    },
    onCommitted(listener) {
      listeners.push(listener);
    },
  };
}

function wakeAt({ outbox, pending, state }: DossierRecord): number | undefined {
  const times = outbox.map(({ nextAt }) => Date.parse(nextAt));
  if (pending.length > 0) times.push(Date.parse(state.updatedAt) + SETTLE_GRACE_MS);
  return times.length === 0 ? undefined : Math.min(...times);
}
