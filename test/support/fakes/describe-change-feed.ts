import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ChangeFeed, SharedChange } from '../../../server/ports/change-feed.ts';

const AT = Date.parse('2026-11-20T04:00:00.000Z');

export const aSharedChange = (dossierId: string, version = 1): SharedChange => ({
  dossierId,
  version,
  inbox: true,
  groups: ['an-phu-ward:CASE_OFFICER'],
  receivingAgency: 'an-phu-ward',
  competentAgency: 'an-phu-ward',
  returnAgency: 'an-phu-ward',
  consultedAgencies: ['fire-police'],
});

export function describeChangeFeed(name: string, make: () => Promise<{ readonly first: ChangeFeed; readonly second: ChangeFeed }>): void {
  describe(`the change feed in ${name}`, () => {
    let first: ChangeFeed;
    let second: ChangeFeed;
    beforeAll(async () => {
      ({ first, second } = await make());
      for (const [by, at, dossier] of [
        ['a', AT + 5, 'd3'],
        ['a', AT, 'd1'],
        ['a', AT, 'd2'],
        ['b', AT, 'd9'],
        ['a', AT - 1, 'd0'],
      ] as const)
        await first.tell(by, at, [aSharedChange(dossier)]);
    });
    const heardBy = async (by: string, since: number, known: readonly string[] = []): Promise<readonly string[]> =>
      (await second.heard(by, since, known)).flatMap(({ changes }) => changes.map(({ dossierId }) => dossierId));

    test('says what others have told since an instant, in the order of time, whole', async () => {
      const heard = await second.heard('b', AT, []);
      expect(heard.flatMap(({ changes }) => changes)).toEqual(expect.arrayContaining([aSharedChange('d1'), aSharedChange('d2')]));
      expect((await heardBy('b', AT)).at(-1)).toBe('d3');
      expect([...(await heardBy('b', AT))].sort()).toEqual(['d1', 'd2', 'd3']);
      expect(await heardBy('a', AT)).toEqual(['d9']);
    });

    test('leaves out what is known already', async () => {
      const known = (await second.heard('b', AT, [])).slice(0, 2).map(({ id }) => id);
      expect(await heardBy('b', AT, known)).toEqual(['d3']);
    });

    test('forgets what is old', async () => {
      await second.removeBefore(AT + 5);
      expect(await heardBy('b', 0)).toEqual(['d3']);
    });
  });
}
