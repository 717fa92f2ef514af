import { beforeEach, describe, expect, test } from '@jest/globals';
import { shippedRecord, type CalendarMoves, type CalendarRecord } from '../../../domain/calendar/calendar-record.ts';
import { CalendarVersionTaken, type Calendars } from '../../../server/ports/calendars.ts';
import { NoCalendar } from '../../../server/ports/no-calendar.ts';
import { anActor } from '../builders/people.ts';
import { CALENDAR } from './fake-surroundings.ts';

const AT = '2026-11-25T02:00:00.000Z';
const MOVES: CalendarMoves = { state: 'running', looked: 0, moved: 0, adopted: 0, failed: 0, nextAt: AT };
const aProposal = (change: Partial<CalendarRecord> = {}): CalendarRecord => ({
  ...shippedRecord({ ...CALENDAR, version: 2, exceptions: [] }),
  state: 'proposed',
  decision: 'QĐ 41',
  reason: 'Nghỉ vì ngập lụt',
  authors: [anActor()],
  changedAt: AT,
  commands: [{ key: 'long:1', bodyHash: 'a' }],
  ...change,
});
const aConfirmed = (change: Partial<CalendarRecord> = {}): CalendarRecord =>
  aProposal({ state: 'confirmed', revision: 2, confirmedBy: anActor(), confirmedAt: AT, moves: MOVES, ...change });

/** What every store of calendars must do. */
export function describeCalendars(name: string, make: () => Promise<{ readonly first: Calendars; readonly second: Calendars }>): void {
  describe(`calendars in ${name}`, () => {
    let first: Calendars;
    let second: Calendars;
    beforeEach(async () => {
      ({ first, second } = await make());
      await first.put(CALENDAR);
    });

    test('have none until one is put, and then keep its days for ever', async () => {
      const { first: empty } = await make();
      await expect(empty.current()).rejects.toThrow(NoCalendar);
      await first.put(CALENDAR);
      await expect(first.put({ ...CALENDAR, exceptions: [] })).rejects.toThrow(CalendarVersionTaken);
      expect(await second.current()).toEqual(CALENDAR);
    });

    test('come back as they were written, newest first; a proposal is not in force', async () => {
      expect(await first.write(aProposal(), 0)).toBe(true);
      expect(await second.records()).toEqual([aProposal(), shippedRecord(CALENDAR)]);
      expect((await second.current()).version).toBe(1);
      expect((await second.get(2)).exceptions).toEqual([]);
      await expect(second.get(3)).rejects.toMatchObject({ code: 'calendar-version-not-found' });
    });

    test('of two who begin one, one does', async () => {
      expect((await Promise.all([first.write(aProposal(), 0), second.write(aProposal({ decision: 'QĐ 42' }), 0)])).filter(Boolean)).toHaveLength(1);
    });

    test('are changed over what was read only', async () => {
      await first.write(aProposal(), 0);
      expect(await first.write(aProposal({ revision: 2, reason: 'Hai ngày' }), 1)).toBe(true);
      expect(await second.write(aProposal({ revision: 2, reason: 'Ba ngày' }), 1)).toBe(false);
      expect((await second.records())[0]).toMatchObject({ revision: 2, reason: 'Hai ngày' });
      expect((await second.get(2)).version).toBe(2);
    });

    test('are in force with one write, and from then on nobody changes them', async () => {
      await first.write(aProposal(), 0);
      expect(await first.write(aConfirmed(), 1)).toBe(true);
      expect((await second.current()).version).toBe(2);
      expect(await second.write(aProposal({ revision: 3 }), 2)).toBe(false);
    });

    test('remember how far the dossiers have come, whoever goes on', async () => {
      // given
      await first.write(aConfirmed(), 0);
      expect(await first.moving('2026-11-25T01:59:59.000Z')).toBeUndefined();
      expect(await first.moving(AT)).toEqual(aConfirmed());

      // when
      const half = { ...MOVES, after: 'd1', looked: 100, moved: 3 };
      expect(await first.noteMoves(2, MOVES, half)).toBe(true);
      expect(await second.noteMoves(2, MOVES, { ...MOVES, after: 'd0', looked: 50 })).toBe(false);

      // then
      expect((await second.moving(AT))?.moves).toEqual(half);
      expect(await second.noteMoves(2, half, { ...half, state: 'done' })).toBe(true);
      expect(await first.moving(AT)).toBeUndefined();
    });

    test('that are being moved are taken oldest first', async () => {
      await first.write(aConfirmed(), 0);
      await first.write(aConfirmed({ version: 3, data: { ...CALENDAR, version: 3 } }), 0);
      expect((await second.moving(AT))?.version).toBe(2);
    });
  });
}
