import { mongo } from 'mongoose';

type Db = mongo.Db;

/**
 * One step of the database's structure. Runs once, in order of `id`, on one server at a time. It must be safe to run again from its start:
 * a process may die between its last line and the note that it is done.
 */
export interface Migration {
  /** `NNN-what-it-brings`; never changed once released. */
  readonly id: string;
  up(db: Db): Promise<void>;
}

export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
}

const NAMESPACE_EXISTS = 48;

/** Creates the collection before its indexes: an insert that creates it on the way could lose a unique index on some servers. */
export async function createCollection(db: Db, name: string, indexes: readonly IndexSpec[] = []): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  }
  for (const { name: index, key, ...options } of indexes) await db.collection(name).createIndex({ ...key }, { name: index, ...options }, {});
}
