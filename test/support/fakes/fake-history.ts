import type { Entry } from '../../../domain/history/entry.ts';
import type { History } from '../../../server/ports/dossiers.ts';
import { stored } from './stored.ts';

const keyOf = (dossierId: string, seq: number): string => `${dossierId}:${String(seq)}`;

/** `bend` changes what is stored behind everybody's back, as nobody should be able to. */
export interface FakeHistory extends History {
  bend(dossierId: string, seq: number, change: (entry: Entry) => Entry | undefined): void;
  readonly size: number;
}

export function fakeHistory(entries: Map<string, Entry> = new Map()): FakeHistory {
  return {
    async append(added) {
      await Promise.resolve();
      for (const entry of added) {
        const key = keyOf(entry.dossierId, entry.seq);
        if (!entries.has(key)) entries.set(key, stored(entry));
      }
    },
    async read(dossierId, after, limit) {
      await Promise.resolve();
      return [...entries.values()]
        .filter((entry) => entry.dossierId === dossierId && entry.seq > after)
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit)
        .map(stored);
    },
    bend(dossierId, seq, change) {
      const key = keyOf(dossierId, seq);
      const entry = entries.get(key);
      const bent = entry === undefined ? undefined : change(entry);
      if (bent === undefined) entries.delete(key);
      else entries.set(key, bent);
    },
    get size() {
      return entries.size;
    },
  };
}
