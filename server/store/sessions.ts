import { Schema, type Connection } from 'mongoose';
import type { SessionRecord, Sessions, SignInAttempts } from '../ports/sessions.ts';
import { DURABLE } from './connect.ts';
import { upserting, withinReach } from './within-reach.ts';

type SessionRow = Omit<SessionRecord, 'id'> & { readonly _id: string };

const sessionSchema = new Schema<SessionRow>(
  {
    _id: { type: String, required: true },
    officer: { type: String, required: true },
    startedAt: { type: String, required: true },
    endsAt: { type: String, required: true },
    rotatedAt: { type: String, required: true },
    current: { type: String, required: true },
    previous: String,
    revokedAt: String,
  },
  { collection: 'sessions', versionKey: false, strict: 'throw' },
);

export function sessionsIn(connection: Connection): Sessions {
  const model = connection.model<SessionRow>('Session', sessionSchema);
  return {
    async create({ id, ...session }) {
      await upserting(() => model.updateOne({ _id: id }, { $setOnInsert: session }, { upsert: true, writeConcern: DURABLE }));
    },
    async find(id) {
      const row = await withinReach(() => model.findOne({ _id: id }).lean<SessionRow>().exec());
      if (row === null) return undefined;
      const { _id, ...session } = row;
      return { id: _id, ...session };
    },
    async rotate(id, from, to, at) {
      const { matchedCount } = await withinReach(() =>
        model.updateOne(
          { _id: id, current: from, revokedAt: { $exists: false } },
          { $set: { current: to, previous: from, rotatedAt: at } },
          { writeConcern: DURABLE },
        ),
      );
      return matchedCount === 1;
    },
    async revoke(id, at) {
      await withinReach(() => model.updateOne({ _id: id, revokedAt: { $exists: false } }, { $set: { revokedAt: at } }, { writeConcern: DURABLE }));
    },
    async removeEnded(at) {
      await withinReach(() => model.deleteMany({ endsAt: { $lt: at } }));
    },
  };
}

interface AttemptRow {
  readonly _id: string;
  readonly failures: number;
  readonly notBefore?: string;
  readonly endsAt: string;
}

const attemptSchema = new Schema<AttemptRow>(
  { _id: { type: String, required: true }, failures: { type: Number, required: true }, notBefore: String, endsAt: { type: String, required: true } },
  { collection: 'sign-in-attempts', versionKey: false, strict: 'throw' },
);

export function signInAttemptsIn(connection: Connection): SignInAttempts {
  const model = connection.model<AttemptRow>('SignInAttempt', attemptSchema);
  return {
    async find(lane) {
      const row = await withinReach(() => model.findOne({ _id: lane }).lean<AttemptRow>().exec());
      return row?.notBefore === undefined ? undefined : { failures: row.failures, notBefore: row.notBefore };
    },
    async count(lane, before, after, endsAt) {
      if (before === undefined) {
        const { upsertedCount } = await upserting(() => model.updateOne({ _id: lane }, { $setOnInsert: { ...after, endsAt } }, { upsert: true }));
        return upsertedCount === 1;
      }
      const { matchedCount } = await withinReach(() => model.updateOne({ _id: lane, failures: before.failures }, { $set: { ...after, endsAt } }));
      return matchedCount === 1;
    },
    async clear(lane) {
      await withinReach(() => model.deleteOne({ _id: lane }));
    },
    async addToPlace(place, by, endsAt) {
      const row = await upserting(() =>
        model
          .findOneAndUpdate({ _id: place }, { $inc: { failures: by }, $set: { endsAt } }, { upsert: true, returnDocument: 'after' })
          .lean<AttemptRow>()
          .exec(),
      );
      return row.failures;
    },
    async removeEnded(at) {
      await withinReach(() => model.deleteMany({ endsAt: { $lt: at } }));
    },
  };
}
