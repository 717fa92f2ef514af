import { beforeAll, describe, expect, test } from '@jest/globals';
import { findChainFault } from '../../../domain/history/chain.ts';
import type { Entry } from '../../../domain/history/entry.ts';
import type { History } from '../../../server/ports/dossiers.ts';
import { aDossierWithTask, after, D1, D2, D3, feeAssessed } from '../builders/a-dossier.ts';
import { stored } from './stored.ts';

/** A history of 1,205 entries, longer than a page. */
function aLongHistory(id: string): readonly Entry[] {
  const drafts = Array.from({ length: 1_201 }, (_, i) => feeAssessed(`fee-${String(i)}`));
  return after({ ...aDossierWithTask({ id, free: true }), outbox: [] }, drafts).pending;
}

export function describeHistory(name: string, makeHistory: () => Promise<{ readonly first: History; readonly second: History }>): void {
  describe(`history in ${name}`, () => {
    let first: History;
    let second: History;
    beforeAll(async () => {
      ({ first, second } = await makeHistory());
    });

    test('comes back as it was written, in order, with valid hashes', async () => {
      const { pending } = aDossierWithTask({ id: D1 });
      await first.append([...pending].reverse());
      const back = await second.read(D1, 0, 100);
      expect(back).toEqual(stored(pending));
      expect(findChainFault(D1, back)).toBeUndefined();
    });

    test('written again, whole or in part, is as it was', async () => {
      const { pending } = aDossierWithTask({ id: D2 });
      await first.append(pending.slice(0, 2));
      await first.append(pending);
      await Promise.all([first.append(pending), second.append(pending)]);
      expect(await first.read(D2, 0, 100)).toEqual(stored(pending));
    });

    test('never changes an entry that is there', async () => {
      const [entry] = (await first.read(D1, 0, 1)) as [Entry];
      await first.append([{ ...entry, at: '2000-01-01T00:00:00.000Z' }]);
      expect(await first.read(D1, 0, 1)).toEqual([entry]);
    });

    test('is read page by page beyond a thousand, and every dossier by itself', async () => {
      const entries = aLongHistory(D3);
      await first.append(entries);
      const seen: number[] = [];
      for (;;) {
        const page = await second.read(D3, seen.at(-1) ?? 0, 500);
        seen.push(...page.map(({ seq }) => seq));
        if (page.length < 500) break;
      }
      expect(seen).toEqual(entries.map(({ seq }) => seq));
      expect((await second.read(D3, 998, 4)).map(({ seq }) => seq)).toEqual([999, 1_000, 1_001, 1_002]);
      expect(await second.read(D3, entries.length, 10)).toEqual([]);
    });

    test('of a dossier without one is empty, and nothing can be appended', async () => {
      expect(await first.read('d000000000000000000000none', 0, 10)).toEqual([]);
      await first.append([]);
    });
  });
}
