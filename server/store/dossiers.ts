import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { NotFound, Refusal, StaleVersion } from '../../domain/errors.ts';
import { fold, FOLD_VERSION } from '../../domain/dossier/fold.ts';
import type { Entry } from '../../domain/history/entry.ts';
import { canMove } from '../../domain/clock/under-calendar.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Changing, Committed, Dossiers } from '../ports/dossiers.ts';
import { historyIn } from './history.ts';
import { KeyedLock } from './keyed-lock.ts';
import { RecentRecords } from './recent-records.ts';
import { isDuplicate } from './within-reach.ts';

interface StoredDossier extends Omit<DossierRecord, 'id'> {
  readonly _id: string;
  readonly code?: string;
  /** When the sweeper must look: a settled dossier without outbox rows has none. */
  readonly wakeAt?: Date;
  /** Its date can still move. */
  readonly counting?: true;
  /** By which fold `state` was made. */
  readonly foldVersion?: number;
}

/** Fields are checked by the domain before they come here; mongoose keeps the shape open and the driver leaves undefined members out. */
const DossierSchema = new Schema<StoredDossier>({ _id: String }, { strict: false, minimize: false, versionKey: false, collection: 'dossiers' });

const DURABLE = { writeConcern: { w: 'majority', journal: true }, ignoreUndefined: true } as const;
const ATTEMPTS = 8;
/** How long the settler has, before the sweeper settles in its place. */
const SETTLE_GRACE_MS = 10_000;

export interface DossierStore extends Dossiers {
  /** Entries up to `seq` are in the history collection: the next write may drop them from `pending`. */
  noteSettled(id: string, seq: number): void;
  onCommitted(listener: (committed: Committed) => void): void;
}

export function dossiersIn(connection: Connection): DossierStore {
  const collection = connection.model('Dossier', DossierSchema).collection;
  const history = historyIn(connection);
  const locks = new KeyedLock();
  const settled = new Map<string, number>();
  const recent = new RecentRecords();
  const listeners: ((committed: Committed) => void)[] = [];

  async function open(stored: StoredDossier | null): Promise<DossierRecord | undefined> {
    const record = fromStored(stored);
    return record === undefined || stored?.foldVersion === FOLD_VERSION ? record : refolded(record);
  }
  const openAll = async (stored: readonly StoredDossier[]): Promise<DossierRecord[]> => (await Promise.all(stored.map(open))).flatMap((one) => one ?? []);

  /** The state that the fold of this program makes of the dossier's history. */
  async function refolded(record: DossierRecord): Promise<DossierRecord> {
    const settledOnes = (record.pending[0]?.seq ?? record.head.seq + 1) - 1;
    const entries: Entry[] = [];
    for (let page: readonly Entry[] = []; entries.length < settledOnes; entries.push(...page)) {
      page = await history.read(record.id, entries.length, Math.min(1_000, settledOnes - entries.length));
      if (page.length === 0) break;
    }
    entries.push(...record.pending);
    if (entries.at(-1)?.hash !== record.head.hash || entries.length !== record.head.seq)
      throw new Refusal('history-gap', 'Lịch sử của hồ sơ không đủ để dựng lại trạng thái.');
    return { ...record, state: fold(entries) };
  }

  /** The newest version of a dossier. One that is at hand is asked for only if it has changed: nobody has to read it again to learn that it is the same. */
  async function load(id: string): Promise<DossierRecord | undefined> {
    const known = recent.find(id);
    const newer = await collection.findOne<StoredDossier>(known === undefined ? { _id: id as never } : { _id: id as never, version: { $ne: known.version } });
    const record = (await open(newer)) ?? known;
    if (record !== undefined) recent.keep(record);
    return record;
  }
  const loadMany = async (ids: readonly string[]): Promise<DossierRecord[]> =>
    openAll(await collection.find<StoredDossier>({ _id: { $in: [...ids] as never[] } }).toArray());

  function trimmed(record: DossierRecord): DossierRecord {
    const upTo = settled.get(record.id);
    if (upTo === undefined || (record.pending[0]?.seq ?? Infinity) > upTo) return record;
    return { ...record, pending: record.pending.filter((entry) => entry.seq > upTo) };
  }

  function committed(record: DossierRecord, before: number): void {
    recent.keep(record);
    for (const listener of listeners) listener({ record, before });
  }

  async function changeLocked(id: string, change: Changing): Promise<DossierRecord> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const stored = await load(id);
      if (stored === undefined) throw new NotFound('dossier');
      const record = trimmed(stored);
      const changed = await change(record);
      if (changed === record) return stored;
      const next = { ...changed, version: record.version + 1 };
      const { matchedCount } = (await collection.replaceOne({ _id: id as never, version: record.version }, toStored(next), DURABLE)) as {
        matchedCount: number;
      };
      if (matchedCount === 1) {
        committed(next, record.head.seq);
        return next;
      }
    }
    throw new StaleVersion();
  }

  return {
    recent: (id) => recent.find(id),
    holderOf: (taskKey) => recent.holderOf(taskKey),
    async find(idOrCode) {
      const byId = /^d[0-9a-z]{25}$/.test(idOrCode);
      return byId ? load(idOrCode) : open(await collection.findOne<StoredDossier>({ code: idOrCode }));
    },
    async get(idOrCode) {
      const record = await this.find(idOrCode);
      if (record === undefined) throw new NotFound('dossier');
      return record;
    },
    async create(record) {
      const first = { ...record, version: 1 };
      try {
        await collection.insertOne(toStored(first) as never, DURABLE);
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
      committed(first, 0);
      return true;
    },
    change: (id, change) => locks.run([id], () => changeLocked(id, change)),
    changeMany: (ids, change) =>
      locks.run(ids, async () => {
        const before = (await loadMany(ids)).map(trimmed);
        const changed = before.flatMap((record) => {
          const next = change(record);
          return next === record ? [] : [{ from: record, to: { ...next, version: record.version + 1 } }];
        });
        if (changed.length === 0) return before;
        const untouched = before.filter((record) => !changed.some(({ from }) => from.id === record.id));
        const { matchedCount } = await collection.bulkWrite(
          changed.map(({ from, to }) => ({ replaceOne: { filter: { _id: from.id as never, version: from.version }, replacement: toStored(to) as never } })),
          { ordered: false, ...DURABLE },
        );
        if (matchedCount === changed.length) {
          for (const { from, to } of changed) committed(to, from.head.seq);
          return [...untouched, ...changed.map(({ to }) => to)];
        }
        // Another process won some of them, and may have written on top of others of ours: whose write landed, the chain tells
        const stored = new Map((await loadMany(changed.map(({ to }) => to.id))).map((record) => [record.id, record]));
        const results: DossierRecord[] = [];
        for (const { from, to } of changed) {
          const now = stored.get(to.id);
          const landed =
            now !== undefined && to.head.seq > from.head.seq && (now.head.hash === to.head.hash || now.pending.some(({ hash }) => hash === to.head.hash));
          if (landed) committed(to, from.head.seq);
          results.push(landed ? now : await changeLocked(to.id, change));
        }
        return [...untouched, ...results];
      }),
    async due(now, limit) {
      const stored = await collection
        .find<StoredDossier>({ wakeAt: { $lte: new Date(now) } })
        .sort({ wakeAt: 1 })
        .limit(limit)
        .toArray();
      return openAll(stored);
    },
    async ids(after, limit) {
      const page = await collection
        .find(after === undefined ? {} : { _id: { $gt: after as never } })
        .project({ _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return page.map(({ _id }) => String(_id));
    },
    async counting(after, limit) {
      const filter = { counting: true, ...(after === undefined ? {} : { _id: { $gt: after as never } }) };
      const stored = await collection.find<StoredDossier>(filter).sort({ _id: 1 }).limit(limit).toArray();
      return openAll(stored);
    },
    async findByDecision(taskKey) {
      return open(await collection.findOne<StoredDossier>({ 'state.decisions.taskKey': taskKey }));
    },
    async findByIdHash(hash, limit) {
      const stored = await collection.find<StoredDossier>({ idHashes: hash }).limit(limit).toArray();
      return openAll(stored);
    },
    noteSettled(id, seq) {
      settled.delete(id);
      settled.set(id, seq);
      if (settled.size > 20_000) settled.delete(settled.keys().next().value ?? '');
    },
    onCommitted(listener) {
      listeners.push(listener);
    },
  };
}

function toStored(record: DossierRecord): StoredDossier {
  const { id, ...rest } = record;
  const times = record.outbox.map(({ nextAt }) => Date.parse(nextAt));
  if (record.pending.length > 0) times.push(Date.parse(record.state.updatedAt) + SETTLE_GRACE_MS);
  return {
    _id: id,
    ...rest,
    foldVersion: FOLD_VERSION,
    ...(record.state.code === undefined ? {} : { code: record.state.code }),
    ...(times.length === 0 ? {} : { wakeAt: new Date(Math.min(...times)) }),
    ...(canMove(record.state.clock) ? { counting: true } : {}),
  };
}

function fromStored(stored: StoredDossier | null): DossierRecord | undefined {
  if (stored === null) return undefined;
  const { _id, code: _code, wakeAt: _wakeAt, counting: _counting, foldVersion: _foldVersion, ...rest } = stored;
  return { id: _id, ...rest };
}
