import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  readonly timeoutMs: number;
  readonly everyMs?: number;
  /** Completes the sentence "… after 30 s". */
  readonly what: string;
  /** Asked before each attempt; false ends the wait. */
  readonly goOn?: () => boolean;
}

/** Asks again and again until the answer is not undefined. A question that throws is asked once more, too. */
export async function waitUntil<T>(ask: () => Promise<T | undefined> | T | undefined, patience: Patience): Promise<T> {
  const { timeoutMs, everyMs = 100, what, goOn = () => true } = patience;
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await attempt(ask);
    if (answer !== undefined) return answer;
    if (Date.now() >= end || !goOn()) throw new Error(`${what} after ${String(Math.round(timeoutMs / 1000))} s`);
    await sleep(everyMs);
  }
}

async function attempt<T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
