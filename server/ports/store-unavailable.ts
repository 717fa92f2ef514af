/**
 * The database did not answer in time or cannot be reached. A write may or may not have had its effect: ask again with the same key.
 * Becomes 503 with Retry-After.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
