import { beforeAll, describe, expect, test } from '@jest/globals';
import type { EngineFact } from '../../../domain/engine-fact.ts';
import { aFact, TASK } from '../builders/a-fact.ts';
import type { EngineState } from './fake-engine-state.ts';
import { stored } from './stored.ts';

export function describeEngineState(name: string, make: () => Promise<{ readonly first: EngineState; readonly second: EngineState }>): void {
  describe(`engine state in ${name}`, () => {
    let first: EngineState;
    let second: EngineState;
    beforeAll(async () => {
      ({ first, second } = await make());
    });

    describe('a lease', () => {
      test('is held by one at a time, and renewed by its holder', async () => {
        const asked = await Promise.all([first.leases.hold('sweep', 'a', 5_000), second.leases.hold('sweep', 'b', 5_000)]);
        expect(asked.filter(Boolean)).toHaveLength(1);
        const [holder, other] = asked[0] ? (['a', 'b'] as const) : (['b', 'a'] as const);
        expect(await second.leases.hold('sweep', holder, 5_000)).toBe(true);
        expect(await first.leases.hold('sweep', other, 5_000)).toBe(false);
      });

      test('is free when it is given back by its holder, and not by somebody else', async () => {
        await first.leases.hold('given-back', 'a', 5_000);
        await second.leases.release('given-back', 'b');
        expect(await second.leases.hold('given-back', 'b', 5_000)).toBe(false);
        await first.leases.release('given-back', 'a');
        expect(await second.leases.hold('given-back', 'b', 5_000)).toBe(true);
      });

      test('ends by itself', async () => {
        await first.leases.hold('short', 'a', 50);
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await second.leases.hold('short', 'b', 5_000)).toBe(true);
        expect(await first.leases.hold('short', 'a', 5_000)).toBe(false);
      });

      test('of one name is not that of another', async () => {
        expect([await first.leases.hold('left', 'a', 5_000), await second.leases.hold('right', 'b', 5_000)]).toEqual([true, true]);
      });
    });

    describe('a mark', () => {
      test('is unknown before anything was taken in, and then as far as that', async () => {
        expect(await first.marks.position(31)).toBeUndefined();
        await first.marks.advance(31, 5);
        await first.marks.advance(31, 9_007_199_254_740_991);
        expect(await second.marks.position(31)).toBe(9_007_199_254_740_991);
        expect(await second.marks.position(32)).toBeUndefined();
      });
    });

    test('a gap is kept as it was seen', async () => {
      await first.marks.recordGap({ partition: 1, after: 200, mark: 100, at: '2026-11-20T03:00:00.000Z' });
      await first.marks.recordGap({ partition: 2, after: 7, mark: undefined, at: '2026-11-20T03:00:00.000Z' });
      expect((await second.marks.gaps()).map(({ partition, after, mark }) => ({ partition, after, mark }))).toEqual(
        expect.arrayContaining([
          { partition: 1, after: 200, mark: 100 },
          { partition: 2, after: 7, mark: undefined },
        ]),
      );
    });

    describe('a link', () => {
      test('is found by both servers, and the first one stays', async () => {
        await first.links.add([
          { processInstanceKey: '501', dossierId: 'd1' },
          { processInstanceKey: '502', dossierId: 'd2' },
        ]);
        await second.links.add([{ processInstanceKey: '501', dossierId: 'd9' }]);
        expect(Object.fromEntries(await first.links.find(['501', '502', '503']))).toEqual({ '501': 'd1', '502': 'd2' });
        expect((await second.links.find(['502'])).get('502')).toBe('d2');
      });

      test('that is added later is found later', async () => {
        expect((await first.links.find(['511'])).size).toBe(0);
        await second.links.add([{ processInstanceKey: '511', dossierId: 'd3' }]);
        expect((await first.links.find(['511'])).get('511')).toBe('d3');
      });

      test('of nothing is nothing', async () => {
        await first.links.add([]);
        expect((await first.links.find([])).size).toBe(0);
      });
    });

    describe('facts set aside', () => {
      const fact = (position: number, processInstanceKey: string): EngineFact =>
        aFact('task-created', position, { processInstanceKey, data: { taskKey: TASK, headers: { 'a.b': '$x' }, candidateGroups: [] } });

      test('come back as they were, in the engine’s order, and are gone when forgotten', async () => {
        const facts = [fact(12, '601'), fact(9, '601'), fact(10, '602')];
        await first.links.setAside(facts);
        await first.links.setAside(facts.slice(0, 1));
        expect(await second.links.countSetAside()).toBe(3);
        expect(await second.links.takeBack(['601'])).toEqual(stored([facts[1], facts[0]]));
        await second.links.forget([fact(9, '601'), fact(12, '601')]);
        expect(await first.links.takeBack(['601'])).toEqual([]);
        expect((await first.links.takeBack(['602', '603'])).map(({ position }) => position)).toEqual([10]);
        await first.links.forget([fact(10, '602')]);
        expect(await second.links.countSetAside()).toBe(0);
      });

      test('by one server are taken back by another that had found none before', async () => {
        expect(await second.links.takeBack(['701'])).toEqual([]);
        await first.links.setAside([fact(20, '701')]);
        expect((await second.links.takeBack(['701'])).map(({ position }) => position)).toEqual([20]);
        await first.links.forget([fact(20, '701')]);
      });

      test('by another partition at the same position are facts of their own', async () => {
        await first.links.setAside([fact(30, '801'), { ...fact(30, '801'), partition: 2 }]);
        expect(await first.links.takeBack(['801'])).toHaveLength(2);
        await first.links.forget([fact(30, '801'), { ...fact(30, '801'), partition: 2 }]);
      });
    });
  });
}
