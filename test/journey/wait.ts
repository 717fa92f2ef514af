import type { Client } from './client.ts';

const PATIENCE_MS = 30_000;
/** After trouble the system has work to catch up with. */
const PATIENCE_AFTER_TROUBLE_MS = 90_000;
const LONGEST_MS = 300_000;
const POLL_MS = 200;
const ASK_HEALTH_AFTER_MS = 5_000;

/** Something that should have happened did not. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen';
}

/** Looks until something is there. The wait is short while everything is well, and longer after trouble. @throws NotSeen */
export async function eventually<T>(client: Client, what: string, look: () => Promise<T | undefined>, patienceMs = PATIENCE_MS): Promise<T> {
  const began = client.now;
  let askHealthAt = began + ASK_HEALTH_AFTER_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (client.now >= askHealthAt) {
      if (!(await client.isMoving())) client.noteTrouble();
      askHealthAt = client.now + ASK_HEALTH_AFTER_MS;
    }
    const until = Math.min(began + LONGEST_MS, Math.max(began + patienceMs, client.lastTrouble + PATIENCE_AFTER_TROUBLE_MS));
    if (client.now > until) throw new NotSeen(`${what}: not seen within ${String(Math.round((client.now - began) / 1000))} s`);
    await client.pause(POLL_MS);
  }
}
