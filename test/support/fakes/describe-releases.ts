import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Releases } from '../../../server/ports/index.ts';
import { aRelease, aSheet } from '../builders/a-release.ts';

export function describeReleases(name: string, make: () => Promise<{ readonly first: Releases; readonly second: Releases }>): void {
  describe(`releases in ${name}`, () => {
    let first: Releases;
    let second: Releases;
    beforeAll(async () => {
      ({ first, second } = await make());
    });
    const release = (procedure: string, number: number, deployed: Record<string, string> = {}): ReturnType<typeof aRelease> =>
      aRelease({ number, sheet: aSheet({ id: procedure }), deployed });

    test('come back as they were written, forms and tables with any keys included', async () => {
      const odd = { ...release('odd-keys', 1), forms: { intake: { 'a.b': { $ref: 1 }, list: [null, {}] } }, decisions: { fees: '<dmn/>' } };
      expect(await first.add(odd)).toBe(true);
      expect(await second.get('odd-keys', 1)).toEqual(odd);
      expect(await second.find('odd-keys--r1')).toEqual(odd);
    });

    test('exist once under a number: of two servers one publishes', async () => {
      const one = { ...release('published-twice', 1), contentHash: 'a'.repeat(64) };
      const other = { ...one, contentHash: 'b'.repeat(64) };
      const added = await Promise.all([first.add(one), second.add(other)]);
      expect(added.filter(Boolean)).toHaveLength(1);
      expect((await first.get('published-twice', 1)).contentHash).toBe(added[0] ? one.contentHash : other.contentHash);
    });

    test('are deployed when the engine has accepted them, and both servers see it', async () => {
      await first.add(release('deployed-later', 1));
      expect((await second.find('deployed-later--r1'))?.deployed).toEqual({});
      await first.markDeployed('deployed-later--r1', { 'deployed-later--r1': '2251799813685249', 'deployed-later--r1--fees': '2251799813685250' });
      expect((await second.find('deployed-later--r1'))?.deployed).toEqual({
        'deployed-later--r1': '2251799813685249',
        'deployed-later--r1--fees': '2251799813685250',
      });
      expect((await first.get('deployed-later', 1)).deployed).toEqual((await second.get('deployed-later', 1)).deployed);
    });

    test('are listed by their newest deployed number, the tenth after the ninth', async () => {
      for (const number of [1, 2, 9, 10]) await first.add(release('counted', number, { x: String(number) }));
      await first.add(release('counted', 11));
      expect((await second.newest('counted'))?.number).toBe(11);
      expect((await second.all()).filter(({ procedure }) => procedure === 'counted').map(({ number }) => number)).toEqual([10]);
    });

    test('that do not exist are not found', async () => {
      expect(await first.find('nothing--r1')).toBeUndefined();
      expect(await first.newest('nothing')).toBeUndefined();
      await expect(first.get('nothing', 1)).rejects.toMatchObject({ code: 'release-not-found' });
    });
  });
}
