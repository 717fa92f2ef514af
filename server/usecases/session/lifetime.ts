import type { SessionRecord } from '../../ports/sessions.ts';

const HOUR = 3_600_000;
/** One working day with overtime: nobody stays signed in over night. */
export const LONGEST_MS = 12 * HOUR;
/** A session nobody has refreshed for so long is over. */
export const IDLE_MS = 2 * HOUR;

export const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

export function isAlive(session: SessionRecord | undefined, now: string): session is SessionRecord {
  return session !== undefined && session.revokedAt === undefined && now < session.endsAt && now < later(session.rotatedAt, IDLE_MS);
}
