import { mongo, type Connection } from 'mongoose';
import { withinReach } from './within-reach.ts';

interface Position {
  readonly _id: string;
  readonly upTo: mongo.ObjectId;
}

/** A quarter of a megabyte each: some servers read whole documents even when only their ids are asked for. */
const PAGE = 50;
const PATIENCE_MS = 15_000;

/**
 * Removes the chunks of files whose writer died before it wrote the file's row. GridFS ids begin with the time of their making, so each hour
 * looks only at what has come of age since; how far it got stands in `files.swept`. Returns how many files' chunks went.
 * @param before ISO instant; by then every upload that began earlier must be over
 */
export async function removeOrphanChunks(connection: Connection, before: string): Promise<number> {
  const chunks = connection.collection<{ readonly files_id: mongo.ObjectId }>('files.chunks');
  const rows = connection.collection<{ readonly _id: mongo.ObjectId }>('files.files');
  const positions = connection.collection<Position>('files.swept');
  const end = mongo.ObjectId.createFromTime(Math.floor(Date.parse(before) / 1000));
  let after = (await withinReach(() => positions.findOne({ _id: 'chunks' })))?.upTo ?? mongo.ObjectId.createFromTime(0);
  let removed = 0;
  for (;;) {
    const page = await withinReach(
      () =>
        chunks
          .find({ files_id: { $gt: after, $lt: end } })
          .project<{ files_id: mongo.ObjectId }>({ files_id: 1, _id: 0 })
          .sort({ files_id: 1, n: 1 })
          .limit(PAGE)
          .toArray(),
      PATIENCE_MS,
    );
    const last = page.at(-1)?.files_id;
    if (last === undefined) return removed;
    const ids = [...new Map(page.map(({ files_id }) => [files_id.toHexString(), files_id])).values()];
    const complete = await withinReach(() =>
      rows
        .find({ _id: { $in: ids } })
        .project<{ _id: mongo.ObjectId }>({ _id: 1 })
        .toArray(),
    );
    const orphans = ids.filter((id) => !complete.some(({ _id }) => _id.equals(id)));
    if (orphans.length > 0) await withinReach(() => chunks.deleteMany({ files_id: { $in: orphans } }), PATIENCE_MS);
    removed += orphans.length;
    after = last;
    await withinReach(() => positions.updateOne({ _id: 'chunks' }, { $set: { upTo: last } }, { upsert: true }));
  }
}
