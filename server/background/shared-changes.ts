import type { ChangeFeed, SharedChange } from '../ports/change-feed.ts';
import type { Log } from '../ports/log.ts';

interface Needs {
  readonly feed: ChangeFeed;
  /** Names this process among several servers. */
  readonly holder: string;
  /** Whether anybody here listens; otherwise nobody asks. */
  readonly isWanted: () => boolean;
  readonly onChange: (change: SharedChange) => void;
  /** More was missed than can still be told: whoever has listened must read again. */
  readonly onGap: () => void;
  readonly log: Log;
  /** Milliseconds of this machine's clock, which tells the servers' notices apart in time. */
  readonly now?: () => number;
}

export interface SharedChanges {
  /** For the other servers. Gathered for a moment, so that a busy server writes a few notices a second and not one for each dossier. */
  tell(changes: readonly SharedChange[]): void;
  /** One look at what the others have told. */
  listen(): Promise<void>;
  stop(): Promise<void>;
}

const GATHER_MS = 250;
const LOOK_MS = 1_000;
/** A notice may come later than its time says, and clocks differ: so far back every look goes. */
const OVERLAP_MS = 10_000;
const KEPT_MS = 120_000;
const REMOVE_EVERY_MS = 60_000;

/** Tells the other servers of one database what has changed here, and hears from them. */
export function shareChanges({ feed, holder, isWanted, onChange, onGap, log, now = Date.now }: Needs): SharedChanges {
  const gathered = new Map<string, SharedChange>();
  const known = new Map<string, number>();
  let heardAt = now();
  let removedAt = now();
  let stopped = false;
  let writing: Promise<void> | undefined;
  let looking: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (gathered.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const changes = [...gathered.values()];
      gathered.clear();
      try {
        await feed.tell(holder, now(), changes);
      } catch (error) {
        log.warn({ err: error, count: changes.length }, 'other servers could not be told what has changed; their pages show it when they read again');
      }
    }
    writing = undefined;
  }

  async function listen(): Promise<void> {
    const began = now();
    if (began - heardAt > KEPT_MS) {
      onGap();
      heardAt = began;
    }
    if (began - removedAt > REMOVE_EVERY_MS) {
      removedAt = began;
      await feed.removeBefore(began - KEPT_MS - OVERLAP_MS);
    }
    if (!isWanted()) return;
    for (const { id, changes } of await feed.heard(holder, heardAt - OVERLAP_MS, [...known.keys()])) {
      known.set(id, began);
      for (const change of changes) onChange(change);
    }
    heardAt = began;
    // Longer than a notice can be found by a look, whichever way the clocks differ
    for (const [id, at] of known) if (at < began - 3 * OVERLAP_MS) known.delete(id);
  }

  const timer = setInterval(() => {
    looking ??= listen()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'what other servers have told could not be read, the next look tries again');
      })
      .finally(() => {
        looking = undefined;
      });
  }, LOOK_MS);
  timer.unref();

  return {
    tell(changes) {
      if (stopped) return;
      for (const change of changes) {
        const before = gathered.get(change.dossierId);
        gathered.set(change.dossierId, { ...change, inbox: change.inbox || (before?.inbox ?? false) });
      }
      writing ??= write();
    },
    listen,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await writing;
    },
  };
}
