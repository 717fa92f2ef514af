import { beforeAll, describe, expect, test } from '@jest/globals';
import { observe } from '../../../domain/dossier/observe.ts';
import { applyChange, type DossierRecord } from '../../../domain/dossier/record.ts';
import { findChainFault } from '../../../domain/history/chain.ts';
import type { Committed } from '../../../server/ports/dossiers.ts';
import type { DossierStore } from '../../../server/store/dossiers.ts';
import { aDossier, aDossierWithTask, aNewDossier, after, D1, decided, feeAssessed, received } from '../builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../builders/a-fact.ts';
import { stored } from './stored.ts';

export interface TwoDossierStores {
  readonly first: DossierStore;
  /** The same documents, seen by another process. */
  readonly second: DossierStore;
}

const OTHER = 'd00000000000000000000other';
const idOf = (() => {
  let next = 0;
  return (): string => `d${String(next++).padStart(25, '0')}`;
})();
const withMark = (record: DossierRecord, name: string): DossierRecord => after(record, [feeAssessed(name)]);

/** What every store of dossiers must do. Each test makes dossiers of its own, so they share one database. */
export function describeDossiers(name: string, makeStores: () => Promise<TwoDossierStores>): void {
  describe(`dossiers in ${name}`, () => {
    let first: DossierStore;
    let second: DossierStore;
    beforeAll(async () => {
      ({ first, second } = await makeStores());
    });

    const keep = async (record: DossierRecord): Promise<DossierRecord> => {
      expect(await first.create(record)).toBe(true);
      return first.get(record.id);
    };
    const listen = (): Committed[] => {
      const heard: Committed[] = [];
      first.onCommitted((committed) => {
        heard.push(committed);
      });
      return heard;
    };

    test('are gone through while their date can move: from receipt until they are finished', async () => {
      // given
      const [early, open, finished] = [idOf(), idOf(), idOf()];
      await keep(aNewDossier({ id: early }));
      for (const id of [open, finished]) await keep(after(aDossier({ id }), [received(`H99.21-261120-${id.slice(-4)}`)]));
      await first.change(finished, (record) => after(record, [{ kind: 'element-activated', at: '2026-11-23T03:00:00.000Z', data: { portalStatus: 9 } }]));

      // then
      const before = early.slice(0, -1);
      const counting = (await second.counting(before, 1_000)).map(({ id }) => id);
      expect(counting).toContain(open);
      expect(counting).not.toContain(early);
      expect(counting).not.toContain(finished);
      expect(counting).toEqual([...counting].sort());
      expect((await second.counting(open, 1_000)).map(({ id }) => id)).not.toContain(open);
      expect(await second.counting(before, 1)).toHaveLength(1);
    });

    test('come back exactly as they were written, so that every hash still holds', async () => {
      const id = idOf();
      const odd = {
        'a.b': 1,
        $set: { $inc: { 'x.y': null } },
        big: 9_007_199_254_740_991,
        small: -0.1,
        zero: 0,
        long: 3_000_000_000,
        empty: {},
        list: [[], [null], {}],
        text: 'é\u0301 \u{1f33f} \\ "',
        '': 'no name',
      };
      const record = applyChange(decided(aDossierWithTask({ id })), {
        entries: [{ kind: 'document-read', at: '2026-11-20T05:00:00.000Z', data: odd }],
        secrets: { c: { salt: 's', value: odd } },
      });
      await first.create(record);
      const back = await second.get(id);
      expect(back).toEqual({ ...stored(record), version: 1 });
      expect(findChainFault(id, back.pending)).toBeUndefined();
    });

    test('are found by id and by code, and nothing else is found', async () => {
      const code = `H99.21-261120-${String(Date.now()).slice(-6)}`;
      const id = idOf();
      await keep(after(aDossier({ id }), [received(code)]));
      expect((await second.find(code))?.id).toBe(id);
      expect((await second.get(id)).state.code).toBe(code);
      expect(await first.find(OTHER)).toBeUndefined();
      expect(await first.find('H99.21-261120-0000')).toBeUndefined();
      await expect(first.get(OTHER)).rejects.toMatchObject({ code: 'dossier-not-found' });
    });

    test('exist once: the second creation is refused and changes nothing', async () => {
      const id = idOf();
      await keep(aNewDossier({ id }));
      expect(await second.create(aDossierWithTask({ id }))).toBe(false);
      expect((await first.get(id)).head.seq).toBe(1);
    });

    test('exist once when two processes create at the same moment', async () => {
      const id = idOf();
      const made = await Promise.all([first.create(aNewDossier({ id })), second.create(aNewDossier({ id })), first.create(aNewDossier({ id }))]);
      expect(made.filter(Boolean)).toHaveLength(1);
      expect((await first.get(id)).version).toBe(1);
    });

    test('count their writes, and tell each one to whoever listens', async () => {
      const id = idOf();
      const heard = listen();
      await first.create(aNewDossier({ id }));
      const changed = await first.change(id, (record) => withMark(record, 'fee-a'));
      expect(changed.version).toBe(2);
      expect(await second.get(id)).toEqual(changed);
      expect(heard.filter(({ record }) => record.id === id).map(({ record, before }) => [record.version, before])).toEqual([
        [1, 0],
        [2, 1],
      ]);
    });

    test('are not written, and nothing is told, when the change gives back the same object or throws', async () => {
      const { id } = await keep(aNewDossier({ id: idOf() }));
      const heard = listen();
      expect((await first.change(id, (record) => record)).version).toBe(1);
      await expect(
        first.change(id, () => {
          throw new RangeError('no');
        }),
      ).rejects.toThrow(RangeError);
      await expect(first.change(OTHER, (record) => withMark(record, 'x'))).rejects.toMatchObject({ code: 'dossier-not-found' });
      expect((await first.get(id)).version).toBe(1);
      expect(heard).toEqual([]);
    });

    test('lose no change of many that come at the same moment to one process', async () => {
      const { id } = await keep(aNewDossier({ id: idOf() }));
      await Promise.all(Array.from({ length: 20 }, (_, i) => first.change(id, (record) => withMark(record, `fee-${String(i)}`))));
      const record = await second.get(id);
      expect(record.version).toBe(21);
      expect(Object.keys(record.state.fees)).toHaveLength(20);
      expect(findChainFault(id, record.pending)).toBeUndefined();
    });

    test('lose no change when two processes write, and call the change again on what is newest', async () => {
      const { id } = await keep(aNewDossier({ id: idOf() }));
      const seen: number[] = [];
      await first.change(id, async (record) => {
        seen.push(record.version);
        if (seen.length === 1) await second.change(id, (other) => withMark(other, 'fee-theirs'));
        return withMark(record, 'fee-ours');
      });
      expect(seen).toEqual([1, 2]);
      expect(Object.keys((await first.get(id)).state.fees)).toEqual(['fee-theirs', 'fee-ours']);
    });

    test('give up, with a refusal and without effect, when others are always faster', async () => {
      const { id } = await keep(aNewDossier({ id: idOf() }));
      let tries = 0;
      const change = first.change(id, async (record) => {
        tries++;
        if (tries > 50) throw new Error('tries without end');
        await second.change(id, (other) => withMark(other, `fee-${String(tries)}`));
        return withMark(record, 'fee-ours');
      });
      await expect(change).rejects.toMatchObject({ code: 'stale-version' });
      expect(Object.keys((await first.get(id)).state.fees)).not.toContain('fee-ours');
    });

    describe('changed many at once', () => {
      test('are each written once; unknown ones and unchanged ones are not', async () => {
        const [a, b, c] = [idOf(), idOf(), idOf()];
        for (const id of [a, b, c]) await keep(aNewDossier({ id }));
        const heard = listen();
        await first.changeMany([a, b, OTHER, c], (record) => (record.id === c ? record : withMark(record, 'fee-many')));
        expect([await second.get(a), await second.get(b), await second.get(c)].map(({ version }) => version)).toEqual([2, 2, 1]);
        expect(heard.map(({ record, before }) => [record.id, before])).toEqual([
          [a, 1],
          [b, 1],
        ]);
      });

      test('of nothing is nothing', async () => {
        expect(await first.changeMany([], (record) => record)).toEqual([]);
        expect(await first.changeMany([OTHER], (record) => withMark(record, 'x'))).toEqual([]);
      });

      test('lose nothing against single changes of this and another process', async () => {
        const [a, b] = [idOf(), idOf()];
        for (const id of [a, b]) await keep(aNewDossier({ id }));
        const work = Array.from({ length: 5 }, (_, i) => [
          first.changeMany([a, b], (record) => withMark(record, `fee-many-${String(i)}`)),
          first.change(a, (record) => withMark(record, `fee-one-${String(i)}`)),
          second.changeMany([b, a], (record) => withMark(record, `fee-other-${String(i)}`)),
        ]);
        await Promise.all(work.flat());
        for (const [id, wanted] of [
          [a, 15],
          [b, 10],
        ] as const) {
          const record = await first.get(id);
          expect(Object.keys(record.state.fees)).toHaveLength(wanted);
          expect(record.version).toBe(wanted + 1);
          expect(findChainFault(id, record.pending)).toBeUndefined();
        }
      });

      test('take the engine’s facts once, although two processes were given the same batch', async () => {
        const id = idOf();
        await keep(aNewDossier({ id }));
        const { facts } = new Story().start(id).enter('look-up', '4001').task(TASK);
        await Promise.all([first, second].map((store) => store.changeMany([id], (record) => observe(record, facts, elementOf))));
        expect((await first.get(id)).pending.flatMap(({ engine }) => engine?.position ?? [])).toEqual([100, 101, 102, 103]);
      });
    });

    describe('with settled entries', () => {
      test('lose them from the document with the next write, and not before', async () => {
        const record = await keep(aDossier({ id: idOf() }));
        first.noteSettled(record.id, record.head.seq);
        expect((await first.get(record.id)).pending).toHaveLength(3);
        const next = await first.change(record.id, (current) => withMark(current, 'fee-a'));
        expect(next.pending.map(({ seq }) => seq)).toEqual([4]);
        expect(findChainFault(record.id, [...record.pending, ...next.pending])).toBeUndefined();
      });

      test('keep what is not settled, also when many are changed', async () => {
        const record = await keep(aDossier({ id: idOf() }));
        first.noteSettled(record.id, 2);
        await first.changeMany([record.id], (current) => withMark(current, 'fee-a'));
        expect((await second.get(record.id)).pending.map(({ seq }) => seq)).toEqual([3, 4]);
      });
    });

    describe('that somebody must look at', () => {
      const wake = async (at: string): Promise<string[]> => (await first.due(at, 1_000)).map(({ id }) => id);

      test('are due when an order’s time has come, or their entries have waited ten seconds', async () => {
        const [order, entries] = [idOf(), idOf()];
        await keep({ ...aNewDossier({ id: order, at: '2026-11-20T02:00:00.000Z' }), pending: [] });
        await keep(aNewDossier({ id: entries, at: '2026-11-20T02:00:00.000Z', outbox: [] }));
        expect(await wake('2026-11-20T02:00:02.999Z')).not.toContain(order);
        expect(await wake('2026-11-20T02:00:03.000Z')).toContain(order);
        expect(await wake('2026-11-20T02:00:09.999Z')).not.toContain(entries);
        expect(await wake('2026-11-20T02:00:10.000Z')).toContain(entries);
      });

      test('come oldest first and no more than asked for', async () => {
        const [young, old] = [idOf(), idOf()];
        await keep(aNewDossier({ id: young, at: '2001-01-01T00:00:05.000Z' }));
        await keep(aNewDossier({ id: old, at: '2001-01-01T00:00:00.000Z' }));
        expect((await first.due('2001-01-01T01:00:00.000Z', 1_000)).map(({ id }) => id)).toEqual([old, young]);
        expect((await first.due('2001-01-01T01:00:00.000Z', 1)).map(({ id }) => id)).toEqual([old]);
      });

      test('are not due any more when all is settled and told', async () => {
        const { id } = await keep(aNewDossier({ id: idOf() }));
        await first.change(id, (record) => ({ ...record, pending: [], outbox: [] }));
        expect(await wake('2999-01-01T00:00:00.000Z')).not.toContain(id);
      });
    });

    test('are found by a task somebody has decided, open or closed', async () => {
      const id = idOf();
      await keep(decided(aDossierWithTask({ id, key: '77001' }), '77001'));
      expect((await second.findByDecision('77001'))?.id).toBe(id);
      expect(await second.findByDecision('77002')).toBeUndefined();
    });

    test('are found by the hash of an ID number, no more than asked for', async () => {
      const ids = [idOf(), idOf()];
      for (const id of ids) await keep({ ...aNewDossier({ id }), idHashes: ['hash-shared'] });
      expect((await first.findByIdHash('hash-shared', 10)).map(({ id }) => id).sort()).toEqual(ids);
      expect(await first.findByIdHash('hash-shared', 1)).toHaveLength(1);
      expect(await first.findByIdHash('hash-nobody', 10)).toEqual([]);
    });

    test('are listed by id in pages that leave none out', async () => {
      const seen: string[] = [];
      for (let last: string | undefined; ;) {
        const page = await first.ids(last, 3);
        seen.push(...page);
        last = page.at(-1);
        if (page.length < 3) break;
      }
      expect(seen).toEqual([...new Set(seen)].sort());
      expect(seen).toEqual(await first.ids(undefined, 10_000));
      expect(seen).not.toContain(D1);
    });
  });
}
