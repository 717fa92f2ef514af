import { Schema, type Connection } from 'mongoose';
import type { Sequences } from '../ports/index.ts';
import { DURABLE } from './connect.ts';
import { upserting } from './within-reach.ts';

interface SequenceRow {
  readonly _id: string;
  readonly last: number;
}

const sequenceSchema = new Schema<SequenceRow>(
  { _id: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: 'sequences', versionKey: false, strict: 'throw' },
);

export function sequencesIn(connection: Connection): Sequences {
  const model = connection.model<SequenceRow>('Sequence', sequenceSchema);
  return {
    async next(series) {
      const row = await upserting(() =>
        model
          .findOneAndUpdate({ _id: series }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after', writeConcern: DURABLE })
          .lean<SequenceRow>()
          .exec(),
      );
      return row.last;
    },
  };
}
