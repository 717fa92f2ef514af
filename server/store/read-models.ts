import { Schema, type Connection } from 'mongoose';
import type { DossierListRow, InboxQuery, InboxRow, ReadModels } from '../ports/read-models.ts';
import { isDuplicate } from './within-reach.ts';

const open = { strict: false, minimize: false, versionKey: false } as const;
const InboxSchema = new Schema({ _id: String }, { ...open, collection: 'inbox' });
const DossierListSchema = new Schema({ _id: String }, { ...open, collection: 'dossier_list' });

/** Rows can be rebuilt from history, so their writes need no journal of their own. */
const REBUILDABLE = { ordered: false, ignoreUndefined: true } as const;
const COUNT_CAP = 999;

/** Nobody: kept as text, so that "free" is an equality the index can use. */
const NOBODY = '';
type StoredInboxRow = Omit<InboxRow, 'key'> & { readonly _id: string; readonly assignee: string };
type StoredListRow = Omit<DossierListRow, 'id'> & { readonly _id: string };

export function readModelsIn(connection: Connection): ReadModels {
  const inbox = connection.model('Inbox', InboxSchema).collection;
  const list = connection.model('DossierList', DossierListSchema).collection;

  async function versionsOf(dossiers: readonly { readonly dossierId: string }[]): Promise<ReadonlyMap<string, number>> {
    const rows = await list
      .find<{ _id: unknown; version: number }>({ _id: { $in: dossiers.map(({ dossierId }) => dossierId) as never[] } })
      .project({ version: 1 })
      .toArray();
    return new Map(rows.map(({ _id, version }) => [String(_id), Number(version)]));
  }

  /** A newer writer came between our look and our write: what it removed must not have come back through us. */
  async function removeOvertaken(dossiers: readonly { readonly dossierId: string; readonly version: number }[]): Promise<void> {
    const known = await versionsOf(dossiers);
    const overtaken = dossiers.filter(({ dossierId, version }) => (known.get(dossierId) ?? 0) > version);
    for (const { dossierId, version } of overtaken) await inbox.deleteMany({ dossierId, dossierVersion: { $lte: version } });
  }

  return {
    async replace(dossiers) {
      if (dossiers.length === 0) return;
      // The list row goes first: its version tells every later writer what the newest one is. An upsert that meets a newer version
      // tries to insert and finds the id taken: the newer row stays
      const listWrites = dossiers.map(({ version, row }) => ({
        replaceOne: { filter: { _id: row.id as never, version: { $lt: version } }, replacement: listRow(row) as never, upsert: true },
      }));
      const overtaken = await duplicatesOf(list.bulkWrite(listWrites, REBUILDABLE));
      const current = dossiers.filter((_, i) => !overtaken.has(i));
      const inboxWrites = current.flatMap(({ dossierId, version, inbox: rows }) => [
        { deleteMany: { filter: { dossierId, dossierVersion: { $lt: version }, _id: { $nin: rows.map(({ key }) => key) as never[] } } } },
        ...rows.map((row) => ({
          replaceOne: { filter: { _id: row.key as never, dossierVersion: { $lt: version } }, replacement: toStored(row) as never, upsert: true },
        })),
      ]);
      if (inboxWrites.length > 0) await duplicatesOf(inbox.bulkWrite(inboxWrites, REBUILDABLE));
      await removeOvertaken(current);
    },
    async put({ dossierId, inbox: rows, row }) {
      await inbox.bulkWrite([{ deleteMany: { filter: { dossierId } } }, ...rows.map((one) => ({ insertOne: { document: toStored(one) as never } }))], {
        ignoreUndefined: true,
      });
      await list.replaceOne({ _id: row.id as never }, listRow(row), { upsert: true, ignoreUndefined: true });
    },
    async inbox(query) {
      const cursor = parseCursor(query.cursor);
      const filter = {
        ...queueFilter(query.queue, query.groups, query.officer),
        ...codeFilter(query.code),
        ...(cursor === undefined ? {} : afterCursor('sortAt', cursor, '$gt')),
      };
      const rows = await inbox
        .find<StoredInboxRow>(filter as never)
        .sort({ sortAt: 1, _id: 1 })
        .limit(query.limit + 1)
        .toArray();
      const items = rows.slice(0, query.limit).map(fromStored);
      const last = items.at(-1);
      return { items, next: rows.length > query.limit && last !== undefined ? `${last.sortAt}|${last.key}` : null };
    },
    async counts(groups, officer) {
      const count = (queue: InboxQuery['queue']): Promise<number> => inbox.countDocuments(queueFilter(queue, groups, officer), { limit: COUNT_CAP });
      const [mine, free, all, fees, supplements] = await Promise.all([count('mine'), count('free'), count('all'), count('fees'), count('supplements')]);
      return { mine, free, all, fees, supplements };
    },
    async findTask(key) {
      const row = await inbox.findOne<StoredInboxRow>({ _id: key as never });
      return row === null ? undefined : fromStored(row);
    },
    async dossiers({ agencies, status, procedure, code, cursor, limit }) {
      const at = parseCursor(cursor);
      const filter = {
        ...(agencies === 'all' ? {} : { agencies: { $in: [...agencies] } }),
        ...(status === undefined ? {} : { status }),
        ...(procedure === undefined ? {} : { procedure }),
        ...codeFilter(code),
        ...(at === undefined ? {} : afterCursor('submittedAt', at, '$lt')),
      };
      const rows = await list
        .find<StoredListRow>(filter as never)
        .sort({ submittedAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = rows.slice(0, limit).map(fromListRow);
      const last = page.at(-1);
      return { rows: page, next: rows.length > limit && last !== undefined ? `${last.submittedAt}|${last.id}` : null };
    },
    async dueClocks(now, limit, after) {
      const beyond = after === undefined ? {} : afterCursor('clockWakeAt', { at: after.wakeAt, id: after.dossierId }, '$gt');
      const rows = await list
        .find<StoredListRow>({ clockWakeAt: { $lt: now }, ...beyond } as never)
        .project<{ _id: unknown; clockWakeAt: string }>({ clockWakeAt: 1 })
        .sort({ clockWakeAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map(({ _id, clockWakeAt }) => ({ dossierId: String(_id), wakeAt: clockWakeAt }));
    },
    async received({ agency, agencyCode, year, after, limit }) {
      const prefix = codesOf(agencyCode, year);
      // A colon comes after every digit
      const rows = await list
        .find<StoredListRow>({ code: { $gt: after ?? prefix, $lt: `${prefix}:` }, receivingAgency: agency } as never)
        .sort({ code: 1 })
        .limit(limit)
        .toArray();
      return rows.map(fromListRow);
    },
    async snapshot(dossierId) {
      const [rows, row] = await Promise.all([
        inbox.find<StoredInboxRow>({ dossierId }).sort({ _id: 1 }).toArray(),
        list.findOne<StoredListRow>({ _id: dossierId as never }),
      ]);
      return { inbox: rows.map(fromStored), row: row === null ? undefined : fromListRow(row) };
    },
  };
}

function queueFilter(queue: InboxQuery['queue'], groups: readonly string[], officer: string): Record<string, unknown> {
  const mineOrOurs = { groups: { $in: [...groups] } };
  switch (queue) {
    case 'mine':
      return { assignee: officer };
    case 'free':
      return { ...mineOrOurs, assignee: NOBODY, kind: 'task' };
    case 'all':
      return { ...mineOrOurs, kind: 'task' };
    case 'fees':
      return { ...mineOrOurs, kind: 'fee' };
    case 'supplements':
      return { ...mineOrOurs, kind: 'supplement' };
  }
}

/** A whole code, or its end; codes hold nothing but letters, digits, dots and hyphens. */
function codeFilter(code: string | undefined): Record<string, unknown> {
  if (code === undefined) return {};
  const safe = code
    .toUpperCase()
    .replace(/[^A-Z0-9.-]/g, '')
    .replaceAll('.', '\\.');
  return safe === '' ? { code: { $in: [] } } : { code: { $regex: `${safe}$` } };
}

/** What the codes of an agency and year begin with. */
const codesOf = (agencyCode: string, year: number): string => `${agencyCode}-${String(year).slice(2)}`;

interface Cursor {
  readonly at: string;
  readonly id: string;
}

function parseCursor(text: string | undefined): Cursor | undefined {
  const [at, id] = text?.split('|') ?? [];
  return at === undefined || id === undefined ? undefined : { at, id };
}

const afterCursor = (field: string, { at, id }: Cursor, beyond: '$gt' | '$lt'): Record<string, unknown> => ({
  $or: [{ [field]: { [beyond]: at } }, { [field]: at, _id: { [beyond]: id } }],
});

function toStored({ key, ...row }: InboxRow): StoredInboxRow {
  return { _id: key, ...row, assignee: row.assignee ?? NOBODY };
}

function fromStored({ _id, assignee, ...row }: StoredInboxRow): InboxRow {
  return { key: _id, ...row, ...(assignee === NOBODY ? {} : { assignee }) };
}

const listRow = ({ id, ...row }: DossierListRow): StoredListRow => ({ _id: id, ...row });
const fromListRow = ({ _id, ...row }: StoredListRow): DossierListRow => ({ id: _id, ...row });

/** Which of the writes met an id that was taken: there, a newer version stands. */
async function duplicatesOf(write: Promise<unknown>): Promise<ReadonlySet<number>> {
  try {
    await write;
    return new Set();
  } catch (error) {
    const { writeErrors } = error as { writeErrors?: { code: number; index: number }[] | { code: number; index: number } };
    const errors = writeErrors === undefined ? [] : Array.isArray(writeErrors) ? writeErrors : [writeErrors];
    if (errors.some(({ code }) => code !== 11000) || !isDuplicate(error)) throw error;
    return new Set(errors.map(({ index }) => index));
  }
}
