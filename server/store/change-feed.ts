import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { ChangeFeed, SharedChange } from '../ports/change-feed.ts';

interface StoredChanges {
  readonly _id: string;
  readonly by: string;
  readonly changes: readonly SharedChange[];
}

/** Nobody's work is lost with a notice. */
const FLEETING = { writeConcern: { w: 1, journal: false } } as const;
const DIGITS = 15;
const idFrom = (at: number): string => String(at).padStart(DIGITS, '0');

/** The collection `changes`; its only index is that of `_id`, which begins with the time. */
export function changeFeedIn(connection: Connection): ChangeFeed {
  const collection = connection.collection<StoredChanges>('changes');
  return {
    async tell(by, at, changes) {
      await collection.insertOne({ _id: `${idFrom(at)}-${randomBytes(6).toString('hex')}`, by, changes }, FLEETING);
    },
    async heard(by, since, known) {
      const told = await collection
        .find({ _id: { $gte: idFrom(since), $nin: [...known] }, by: { $ne: by } })
        .sort({ _id: 1 })
        .toArray();
      return told.map(({ _id, changes }) => ({ id: _id, changes }));
    },
    async removeBefore(at) {
      await collection.deleteMany({ _id: { $lt: idFrom(at) } }, FLEETING);
    },
  };
}
