import type { mongo } from 'mongoose';
import { DURABLE } from '../connect.ts';
import { isDuplicate } from '../within-reach.ts';

interface LeaseRow {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

/** True when `holder` has the lease until `forMs` from now: it was free, over, or his already. */
export async function takeLease(db: mongo.Db, name: string, holder: string, forMs: number): Promise<boolean> {
  const now = Date.now();
  try {
    await db
      .collection<LeaseRow>('leases')
      .updateOne(
        { _id: name, $or: [{ until: { $lt: new Date(now) } }, { holder }] },
        { $set: { holder, until: new Date(now + forMs) } },
        { upsert: true, writeConcern: DURABLE },
      );
    return true;
  } catch (error) {
    // Somebody else's lease is running: the filter misses it and the insert meets its _id
    if (isDuplicate(error)) return false;
    throw error;
  }
}

export async function dropLease(db: mongo.Db, name: string, holder: string): Promise<void> {
  await db.collection<LeaseRow>('leases').deleteOne({ _id: name, holder });
}
