/** A copy as a database gives it back: no shared objects, no undefined members. */
export const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
