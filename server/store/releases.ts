import { Schema, type Connection } from 'mongoose';
import { NotFound } from '../../domain/errors.ts';
import { releaseId, type Release } from '../../domain/release.ts';
import type { Releases } from '../ports/index.ts';
import { isDuplicate } from './within-reach.ts';

/** Forms and decisions are kept as JSON text: their keys may hold dots and dollars. */
interface StoredRelease {
  readonly _id: string;
  readonly procedure: string;
  readonly number: number;
  readonly isDeployed: boolean;
  readonly content: string;
  readonly deployed: { readonly id: string; readonly key: string }[];
}
const ReleaseSchema = new Schema<StoredRelease>(
  { _id: String, procedure: String, number: Number, isDeployed: Boolean, content: String, deployed: [{ _id: false, id: String, key: String }] },
  { versionKey: false, collection: 'releases' },
);

const DURABLE = { w: 'majority', j: true } as const;

export function releasesIn(connection: Connection): Releases {
  const model = connection.model('Release', ReleaseSchema);
  // A deployed release never changes again, so it may be remembered for good
  const known = new Map<string, Release>();

  const find = async (id: string): Promise<Release | undefined> => {
    const cached = known.get(id);
    if (cached !== undefined) return cached;
    const stored = await model.findById(id).lean<StoredRelease>();
    if (stored === null) return undefined;
    const release = fromStored(stored);
    if (stored.isDeployed) known.set(id, release);
    return release;
  };
  return {
    find,
    async get(procedure, number) {
      const release = await find(releaseId(procedure, number));
      if (release === undefined) throw new NotFound('release');
      return release;
    },
    async newest(procedure) {
      const newest = await model.findOne({ procedure }).sort({ number: -1 }).select({ _id: 1 }).lean<Pick<StoredRelease, '_id'>>();
      return newest === null ? undefined : find(newest._id);
    },
    async all() {
      const stored = await model
        .find({ isDeployed: true })
        .sort({ procedure: 1, number: -1 })
        .select({ procedure: 1 })
        .lean<Pick<StoredRelease, '_id' | 'procedure'>[]>();
      const newest = new Map<string, string>();
      for (const { _id, procedure } of stored) if (!newest.has(procedure)) newest.set(procedure, _id);
      return (await Promise.all([...newest.values()].map(find))).flatMap((release) => release ?? []);
    },
    async add(release) {
      try {
        await new model(toStored(release)).save({ writeConcern: DURABLE } as never);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async markDeployed(id, keys) {
      const deployed = Object.entries(keys).map(([qualified, key]) => ({ id: qualified, key }));
      await model.updateOne({ _id: id }, { $set: { isDeployed: true, deployed } }, { writeConcern: DURABLE });
    },
  };
}

function toStored(release: Release): StoredRelease {
  return {
    _id: release.id,
    procedure: release.procedure,
    number: release.number,
    isDeployed: Object.keys(release.deployed).length > 0,
    content: JSON.stringify(release),
    deployed: Object.entries(release.deployed).map(([id, key]) => ({ id, key })),
  };
}

function fromStored(stored: StoredRelease): Release {
  const content = JSON.parse(stored.content) as Release;
  return { ...content, deployed: Object.fromEntries(stored.deployed.map(({ id, key }) => [id, key])) };
}
