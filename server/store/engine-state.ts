import { Schema, type Connection } from 'mongoose';
import type { EngineFact } from '../../domain/engine-fact.ts';
import type { EngineMarks, InstanceLinks, Leases } from '../ports/leases.ts';
import { isDuplicate } from './within-reach.ts';

const open = { strict: false, versionKey: false } as const;
const DURABLE = { writeConcern: { w: 'majority', journal: true }, ignoreUndefined: true } as const;

const LeaseSchema = new Schema<{ _id: string; holder: string; until: Date }>(
  { _id: String, holder: String, until: Date },
  { versionKey: false, collection: 'leases' },
);

export function leasesIn(connection: Connection): Leases {
  const model = connection.model('Lease', LeaseSchema);
  return {
    async hold(name, holder, ttlMs) {
      const now = Date.now();
      const until = new Date(now + ttlMs);
      try {
        const mineOrExpired = { _id: name, $or: [{ holder }, { until: { $lt: new Date(now) } }] };
        await model.updateOne(mineOrExpired, { $set: { holder, until } }, { upsert: true, writeConcern: DURABLE.writeConcern });
        return true;
      } catch (error) {
        // Nothing matched, so the upsert tried to insert a lease that somebody else holds
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async release(name, holder) {
      await model.deleteOne({ _id: name, holder });
    },
  };
}

const MarkSchema = new Schema({ _id: Number }, { ...open, collection: 'engine_marks' });
const GapSchema = new Schema({}, { ...open, collection: 'history_gaps' });

export function engineMarksIn(connection: Connection): EngineMarks {
  const marks = connection.model('EngineMark', MarkSchema).collection;
  const gaps = connection.model('HistoryGap', GapSchema).collection;
  return {
    async position(partition) {
      const mark = await marks.findOne<{ position: number }>({ _id: partition as never });
      return mark?.position;
    },
    async advance(partition, position) {
      await marks.updateOne({ _id: partition as never }, { $max: { position } }, { upsert: true, ...DURABLE });
    },
    async log(partition) {
      const mark = await marks.findOne<{ log?: string }>({ _id: partition as never });
      return mark?.log;
    },
    async restart(partition, log) {
      await marks.updateOne({ _id: partition as never }, { $set: { position: -1, log } }, { upsert: true, ...DURABLE });
    },
    async recordGap(gap) {
      // A batch that is taken again shows the same gap
      await gaps.updateOne({ _id: `${String(gap.partition)}:${String(gap.after)}` as never }, { $setOnInsert: { ...gap } }, { upsert: true, ...DURABLE });
    },
    async gaps() {
      return gaps.find<{ partition: number; after: number; mark?: number; at: string }>({}).limit(100).toArray();
    },
  };
}

const LinkSchema = new Schema({ _id: String }, { ...open, collection: 'process_instances' });
const SetAsideSchema = new Schema({ _id: String }, { ...open, minimize: false, collection: 'unlinked_facts' });
const CACHE_SIZE = 50_000;

export function instanceLinksIn(connection: Connection): InstanceLinks {
  const links = connection.model('ProcessInstance', LinkSchema).collection;
  const aside = connection.model('UnlinkedFact', SetAsideSchema).collection;
  const cache = new Map<string, string>();

  const remember = (key: string, dossierId: string): void => {
    cache.set(key, dossierId);
    if (cache.size > CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
  };
  const asideId = (fact: EngineFact): string => `${String(fact.partition)}-${String(fact.position)}`;

  return {
    async find(keys) {
      const missing = keys.filter((key) => !cache.has(key));
      if (missing.length > 0) {
        const stored = await links.find<{ _id: unknown; dossierId: string }>({ _id: { $in: missing as never[] } }).toArray();
        for (const { _id, dossierId } of stored) remember(String(_id), dossierId);
      }
      return new Map(
        keys.flatMap((key) => {
          const id = cache.get(key);
          return id === undefined ? [] : [[key, id] as const];
        }),
      );
    },
    async add(added) {
      if (added.length === 0) return;
      const writes = added.map(({ processInstanceKey, dossierId }) => ({
        updateOne: { filter: { _id: processInstanceKey as never }, update: { $setOnInsert: { dossierId } }, upsert: true },
      }));
      await links.bulkWrite(writes, { ordered: false, ...DURABLE });
      for (const { processInstanceKey, dossierId } of added) remember(processInstanceKey, dossierId);
    },
    async setAside(facts) {
      if (facts.length === 0) return;
      const writes = facts.map((fact) => ({
        updateOne: { filter: { _id: asideId(fact) as never }, update: { $setOnInsert: { processInstanceKey: fact.processInstanceKey, fact } }, upsert: true },
      }));
      await aside.bulkWrite(writes, { ordered: false, ...DURABLE });
    },
    async takeBack(keys) {
      if (keys.length === 0) return [];
      const stored = await aside.find<{ fact: EngineFact }>({ processInstanceKey: { $in: [...keys] } }).toArray();
      return stored.map(({ fact }) => fact).sort((a, b) => a.position - b.position);
    },
    async forget(facts) {
      if (facts.length > 0) await aside.deleteMany({ _id: { $in: facts.map(asideId) as never[] } });
    },
    countSetAside: () => aside.countDocuments({}, { limit: 1000 }),
  };
}
