import { Schema, type Connection } from 'mongoose';
import type { Entry } from '../../domain/history/entry.ts';
import type { History } from '../ports/dossiers.ts';

/** `_id` = dossier id and zero-padded `seq`: one index serves identity, order and reading by dossier. */
const HistorySchema = new Schema({ _id: String }, { strict: false, minimize: false, versionKey: false, collection: 'history' });

const keyOf = (dossierId: string, seq: number): string => `${dossierId}:${String(seq).padStart(9, '0')}`;

export function historyIn(connection: Connection): History {
  const collection = connection.model('History', HistorySchema).collection;
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const rows = entries.map((entry) => ({ _id: keyOf(entry.dossierId, entry.seq) as never, entry }));
      try {
        await collection.insertMany(rows, { ordered: false, writeConcern: { w: 'majority', journal: true }, ignoreUndefined: true });
      } catch (error) {
        if (!onlyDuplicates(error)) throw error;
      }
    },
    async read(dossierId, after, limit) {
      const rows = await collection
        .find<{ entry: Entry }>({ _id: { $gt: keyOf(dossierId, after) as never, $lte: keyOf(dossierId, 999_999_999) as never } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return rows.map(({ entry }) => entry);
    },
  };
}

/** An entry already there is our own earlier success: entries never change. */
function onlyDuplicates(error: unknown): boolean {
  const { writeErrors, code, result } = error as {
    writeErrors?: { code: number }[] | { code: number };
    code?: number;
    result?: { getWriteConcernError?: () => unknown };
  };
  // Not durable is not done, whatever else was a repeat
  if (result?.getWriteConcernError?.() !== undefined) return false;
  const errors = writeErrors === undefined ? [] : Array.isArray(writeErrors) ? writeErrors : [writeErrors];
  return errors.length > 0 ? errors.every((one) => one.code === 11000) : code === 11000;
}
