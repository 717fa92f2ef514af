import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ClockMarks } from '../../../server/ports/clock-marks.ts';

const NOON = '2026-11-20T05:00:00.000Z';
const LATER = '2026-11-20T05:00:30.000Z';
const HELD = { since: LATER, expected: LATER, seen: '2027-12-25T05:00:30.000Z' };
const BY = { at: NOON, by: 'long.hethong' };

/** What every memory of the time must do, from an empty one before each test; `second` is another server's. */
export function describeClockMarks(name: string, makeEmpty: () => Promise<{ readonly first: ClockMarks; readonly second: ClockMarks }>): void {
  describe(`clock marks in ${name}`, () => {
    let first: ClockMarks;
    let second: ClockMarks;
    beforeEach(async () => {
      ({ first, second } = await makeEmpty());
    });

    test('know nothing before the first start, then the last time that was seen', async () => {
      expect(await first.read()).toBeUndefined();
      await first.see(NOON);
      await second.see(LATER);
      expect(await first.read()).toEqual({ seenAt: LATER, confirmations: 0 });
    });

    test('keep the first hold, and while it lasts the time before it', async () => {
      await first.see(NOON);
      await first.hold(HELD);
      await second.hold({ ...HELD, seen: NOON });
      await second.see(LATER);
      expect(await second.read()).toEqual({ seenAt: NOON, held: HELD, confirmations: 0 });
    });

    test('are confirmed once by one person; nothing held is nothing to confirm', async () => {
      expect(await first.confirm(BY)).toBe(false);
      await first.see(NOON);
      expect(await first.confirm(BY)).toBe(false);
      await first.hold(HELD);
      expect((await Promise.all([first.confirm({ ...BY, at: LATER }), second.confirm({ ...BY, at: LATER })])).filter(Boolean)).toHaveLength(1);
      expect(await first.read()).toEqual({ seenAt: LATER, confirmations: 1 });
    });

    test('can be held and confirmed again', async () => {
      await first.see(NOON);
      for (let times = 1; times <= 2; times++) {
        await first.hold(HELD);
        expect(await second.confirm(BY)).toBe(true);
        expect(await first.read()).toEqual({ seenAt: NOON, confirmations: times });
      }
    });
  });
}
