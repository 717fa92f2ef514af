import mongoose, { mongo } from 'mongoose';
import { StoreUnavailable } from '../ports/store-unavailable.ts';

/** Less than the two seconds after which a caller must have its answer. */
const PATIENCE_MS = 1_800;

/**
 * Every call to the database goes through here: an error that means "not reachable" becomes {@link StoreUnavailable}, and so does silence,
 * for a database process that hangs keeps its connections open. The call itself goes on; its late outcome is dropped.
 */
export async function withinReach<T>(work: () => PromiseLike<T>, patienceMs = PATIENCE_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreUnavailable(`The database did not answer within ${String(patienceMs)} ms`));
    }, patienceMs);
  });
  try {
    return await Promise.race([work(), silence]);
  } catch (error) {
    throw isUnreachable(error) ? new StoreUnavailable('The database cannot be reached', { cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** "Interrupted", "not primary", "shutting down": the replica set is choosing a new primary or a node goes away. */
const NODE_LEAVING = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436]);

export function isUnreachable(error: unknown): boolean {
  if (error instanceof mongo.MongoServerError) return typeof error.code === 'number' && NODE_LEAVING.has(error.code);
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoNotConnectedError ||
    error instanceof mongo.MongoClientClosedError ||
    (error instanceof mongo.MongoError &&
      (error.name === 'MongoPoolClearedError' || error.name === 'MongoPoolClosedError' || error.name === 'MongoWaitQueueTimeoutError')) ||
    error instanceof mongoose.Error.MongooseServerSelectionError ||
    // With bufferCommands off mongoose refuses before the first connection, with an error that has no class of its own
    (error instanceof mongoose.Error && error.message.includes('before initial connection is complete'))
  );
}

/** A second document under the same unique key: somebody was faster. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === 11_000;
}

const TRIES = 10;

/** An upsert. Two first writers of one `_id` at the same moment: one insert loses, and finds the document on its next try. */
export async function upserting<T>(work: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withinReach(work);
    } catch (error) {
      if (!isDuplicate(error) || attempt === TRIES) throw error;
    }
  }
}
