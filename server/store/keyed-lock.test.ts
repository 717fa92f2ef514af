import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyedLock } from './keyed-lock.ts';

const pause = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a keyed lock', () => {
  test('lets work on one key run one at a time, in order of arrival', async () => {
    const lock = new KeyedLock();
    const seen: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      seen.push(`${name} begins`);
      await pause();
      seen.push(`${name} ends`);
    };
    await Promise.all(['a', 'b', 'c'].map((name) => lock.run(['k'], work(name))));
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('lets work on different keys run together', async () => {
    const lock = new KeyedLock();
    let together = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++together);
      await pause();
      together--;
    };
    await Promise.all([lock.run(['a'], work), lock.run(['b'], work), lock.run(['c'], work)]);
    expect(most).toBe(3);
  });

  test('gives back what the work gives, and its failure', async () => {
    const lock = new KeyedLock();
    expect(await lock.run(['k'], () => Promise.resolve(7))).toBe(7);
    await expect(lock.run(['k'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  test('goes on after a failure, for those who waited and for those who come', async () => {
    const lock = new KeyedLock();
    const first = lock.run(['k'], async () => {
      await pause();
      throw new Error('no');
    });
    const second = lock.run(['k'], () => Promise.resolve('next'));
    await expect(first).rejects.toThrow('no');
    expect(await second).toBe('next');
    expect(await lock.run(['k'], () => Promise.resolve('later'))).toBe('later');
  });

  test('does not let two holders of several keys wait for each other, nor one wait for itself', async () => {
    const lock = new KeyedLock();
    const work = async (): Promise<string> => {
      await pause();
      return 'done';
    };
    expect(await Promise.all([lock.run(['a', 'b'], work), lock.run(['b', 'a'], work), lock.run(['a', 'a', 'b'], work)])).toEqual(['done', 'done', 'done']);
  });

  test('never lets two hold one key, whatever keys they ask for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }), { maxLength: 12 }), async (wishes) => {
        const lock = new KeyedLock();
        const held = new Set<string>();
        let clashes = 0;
        await Promise.all(
          wishes.map((keys) =>
            lock.run(keys, async () => {
              for (const key of keys) {
                if (held.has(key)) clashes++;
                held.add(key);
              }
              await Promise.resolve();
              await Promise.resolve();
              for (const key of keys) held.delete(key);
            }),
          ),
        );
        expect(clashes).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
