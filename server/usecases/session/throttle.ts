import type { SessionPorts } from '../../ports/sessions.ts';
import { later } from './lifetime.ts';
import { SignInThrottled } from './refusals.ts';

/** Mistypings that cost nothing. */
const FREE_FAILURES = 3;
const LONGEST_DELAY_S = 300;
const FORGET_MS = 3_600_000;
const WINDOW_MS = 600_000;
/** Failures of one address in a window, over all user names. A whole office may sit behind one address. */
const PLACE_CAP = 100;
const TRIES = 5;

/**
 * One lane is one user name from one place: the client's address, or a browser in which that officer has signed in before. So whoever
 * guesses from elsewhere slows down only himself; the owner's own browser keeps a lane of its own even behind the same address.
 */
export interface Lane {
  readonly lane: string;
  /** Undefined for a known browser: the cap of its address does not concern it. */
  readonly place: string | undefined;
}

/** Counts the attempt as failed before the password is looked at, so that many at once cannot slip through together. */
export async function reserve(ports: Pick<SessionPorts, 'attempts' | 'clock'>, { lane, place }: Lane): Promise<void> {
  const now = ports.clock.now();
  await countLane(ports, lane, now);
  if (place !== undefined && (await ports.attempts.addToPlace(window(place, now), 1, windowEnd(now))) > PLACE_CAP)
    throw new SignInThrottled(secondsUntil(windowEnd(now), now));
}

/** The attempt was right after all: nothing of it remains. */
export async function release({ attempts, clock }: Pick<SessionPorts, 'attempts' | 'clock'>, { lane, place }: Lane): Promise<void> {
  const now = clock.now();
  await attempts.clear(lane);
  if (place !== undefined) await attempts.addToPlace(window(place, now), -1, windowEnd(now));
}

async function countLane({ attempts }: Pick<SessionPorts, 'attempts'>, lane: string, now: string): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const before = await attempts.find(lane);
    if (before !== undefined && now < before.notBefore) throw new SignInThrottled(secondsUntil(before.notBefore, now));
    const failures = before === undefined || now > later(before.notBefore, FORGET_MS) ? 1 : before.failures + 1;
    if (await attempts.count(lane, before, { failures, notBefore: later(now, delaySeconds(failures) * 1000) }, later(now, FORGET_MS))) return;
  }
  // So many at once for one lane is not a person typing
  throw new SignInThrottled(delaySeconds(FREE_FAILURES + 1));
}

export function delaySeconds(failures: number): number {
  return failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_DELAY_S, 2 ** (failures - FREE_FAILURES));
}

const secondsUntil = (instant: string, now: string): number => Math.max(1, Math.ceil((Date.parse(instant) - Date.parse(now)) / 1000));
const window = (place: string, now: string): string => `${place}:${String(Math.floor(Date.parse(now) / WINDOW_MS))}`;
const windowEnd = (now: string): string => new Date((Math.floor(Date.parse(now) / WINDOW_MS) + 1) * WINDOW_MS).toISOString();
