import type { mongo } from 'mongoose';
import { clockFactsOf } from '../../../domain/clock/clock-of.ts';
import type { Entry } from '../../../domain/history/entry.ts';
import type { Migration } from './migration.ts';

interface Dossier {
  readonly _id: string;
  readonly pending: readonly Entry[];
}

/** Dossiers of before get their clock from their history, and are settled again so that their rows show it. */
export const clock: Migration = {
  id: '050-clock',
  async up(db) {
    const dossiers = db.collection<Dossier>('dossiers');
    for await (const dossier of dossiers.find({ 'state.clock': { $exists: false } } as object).project<Dossier>({ pending: 1 })) {
      const facts = clockFactsOf(await historyOf(db, dossier));
      await dossiers.updateOne({ _id: dossier._id }, { $set: { 'state.clock': facts, wakeAt: new Date(0) }, $inc: { version: 1 } });
    }
  },
};

async function historyOf(db: mongo.Db, { _id, pending }: Dossier): Promise<readonly Entry[]> {
  const settled = await db
    .collection<{ readonly _id: string; readonly entry: Entry }>('history')
    .find({ _id: { $gt: `${_id}:`, $lt: `${_id};` } })
    .sort({ _id: 1 })
    .toArray();
  const first = pending[0]?.seq ?? Infinity;
  return [...settled.map(({ entry }) => entry).filter(({ seq }) => seq < first), ...pending];
}
