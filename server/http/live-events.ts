import { randomBytes } from 'node:crypto';
import type { ChangeEvent } from '../../contract/endpoints/system.ts';
import type { Officer } from '../../domain/policy.ts';

export interface LiveEvent {
  readonly change: ChangeEvent;
  /** Whether this officer may know that the dossier exists. */
  readonly concerns: (officer: Officer) => boolean;
}

export interface NumberedEvent extends LiveEvent {
  readonly id: string;
}

export interface LiveEvents {
  publish(event: LiveEvent): void;
  subscribe(listener: (event: NumberedEvent) => void): () => void;
  /** What came after an id; undefined when that cannot be said any more (too long ago, or before this process). */
  since(id: string): readonly NumberedEvent[] | undefined;
  /** The id of now, for a stream that starts without one. */
  head(): string;
  isHeard(): boolean;
  /** Something may be missing from here on: no earlier id can be continued. */
  forget(): void;
}

const KEPT = 2_000;

/** The newest changes, for open pages. Kept in memory only: whoever has missed something is told to read again. */
export function liveEvents(kept: number = KEPT): LiveEvents {
  /** Ids of another process, or of an earlier life of this one, mean nothing here. */
  let life = newLife();
  const ring: NumberedEvent[] = [];
  const listeners = new Set<(event: NumberedEvent) => void>();
  let last = 0;
  return {
    publish(event) {
      const numbered = { ...event, id: `${life}-${String(++last)}` };
      ring.push(numbered);
      if (ring.length > kept) ring.shift();
      for (const listener of listeners) listener(numbered);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since(id) {
      const [process, number] = id.split('-');
      const at = Number(number);
      if (process !== life || !Number.isSafeInteger(at) || at > last || at < last - ring.length) return undefined;
      return ring.slice(ring.length - (last - at));
    },
    head: () => `${life}-${String(last)}`,
    isHeard: () => listeners.size > 0,
    forget() {
      life = newLife();
      ring.length = 0;
    },
  };
}

const newLife = (): string => randomBytes(6).toString('hex');
