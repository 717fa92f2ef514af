import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { clockOf, dateOf, dayNumber, dayOf, instantText, localMinute, momentText, TIME_ZONE, weekdayOf } from './vietnam-time.ts';

const SINCE_1976 = fc.integer({ min: Date.UTC(1976, 0, 1), max: Date.UTC(2099, 11, 31) });

test('a moment is the one the zone Asia/Ho_Chi_Minh has', () => {
  fc.assert(
    fc.property(SINCE_1976, (ms) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(TIME_ZONE);
      const moment = localMinute(new Date(ms).toISOString());
      expect([dateOf(dayOf(moment)), clockOf(moment), weekdayOf(dayOf(moment))]).toEqual([
        zoned.toPlainDate().toString(),
        zoned.hour * 60 + zoned.minute,
        zoned.dayOfWeek,
      ]);
      expect(instantText(moment)).toBe(
        zoned.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString({ timeZoneName: 'never', smallestUnit: 'second' }),
      );
    }),
  );
});

test('a day number and its date are two names of one day', () => {
  fc.assert(fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => dayNumber(dateOf(day)) === day));
});

test('a moment is written as in Việt Nam', () => {
  expect(momentText(localMinute('2026-11-24T03:05:59Z'))).toBe('24/11/2026 10:05');
});

test('a text that is no instant is refused', () => {
  for (const text of ['2026-11-24', '2026-11-24T10:00', '24/11/2026', '2026-02-30T10:00:00Z']) expect(() => localMinute(text)).toThrow(RangeError);
});
