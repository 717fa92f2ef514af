import { Schema, type Connection } from 'mongoose';
import type { ClockHold, ClockMarks } from '../ports/clock-marks.ts';
import { isDuplicate } from './within-reach.ts';

interface StoredMark {
  readonly _id: string;
  readonly seenAt: string;
  readonly held?: ClockHold;
  readonly confirmations: number;
  readonly confirmed: readonly (ClockHold & { readonly confirmedAt: string; readonly confirmedBy: string })[];
}

const MarkSchema = new Schema({ _id: String }, { strict: false, versionKey: false, collection: 'clock_marks' });
const DURABLE = { writeConcern: { w: 'majority', journal: true }, ignoreUndefined: true } as const;
/** There is one clock. */
const ID = { _id: 'clock' as never };

export function clockMarksIn(connection: Connection): ClockMarks {
  const collection = connection.model('ClockMark', MarkSchema).collection;
  const find = (): Promise<StoredMark | null> => collection.findOne<StoredMark>(ID);

  return {
    async read() {
      const mark = await find();
      return mark === null ? undefined : { seenAt: mark.seenAt, confirmations: mark.confirmations, ...(mark.held === undefined ? {} : { held: mark.held }) };
    },
    async see(at) {
      try {
        const first = { $setOnInsert: { confirmations: 0, confirmed: [] } };
        await collection.updateOne({ ...ID, held: { $exists: false } }, { $set: { seenAt: at }, ...first }, { upsert: true, ...DURABLE });
      } catch (error) {
        // A held mark does not match, so the upsert tried to insert a second one
        if (!isDuplicate(error)) throw error;
      }
    },
    async hold(held) {
      await collection.updateOne({ ...ID, held: { $exists: false } }, { $set: { held } }, DURABLE);
    },
    async confirm({ at, by }) {
      const mark = await find();
      if (mark?.held === undefined) return false;
      const { matchedCount } = await collection.updateOne(
        { ...ID, confirmations: mark.confirmations },
        {
          $set: { seenAt: at },
          $unset: { held: '' },
          $inc: { confirmations: 1 },
          $push: { confirmed: { ...mark.held, confirmedAt: at, confirmedBy: by } as never },
        },
        DURABLE,
      );
      return matchedCount === 1;
    },
  };
}
