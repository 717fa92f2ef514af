import { beforeEach, describe, expect, test } from '@jest/globals';
import { observe } from '../../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import { rowsOf } from '../../../domain/dossier/rows.ts';
import type { DossierLines, InboxQuery, ReadModels } from '../../../server/ports/read-models.ts';
import { aDossier, aDossierWithTask, after, D1, D2, feeAssessed, feeRequested, received, supplementRequested } from '../builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../builders/a-fact.ts';
import { aReckoning } from '../builders/a-reckoning.ts';

const GROUP = 'an-phu-ward:CASE_OFFICER';
/** The rows of a dossier, sorted by what was promised: the rules of the clock are none of theirs. */
export const linesOf = (record: DossierRecord, version: number): DossierLines => {
  const { inbox, row } = rowsOf({ ...record, version }, aReckoning());
  const { dueAt } = record.state;
  const sorted = inbox.map((line) => (dueAt === undefined ? line : { ...line, dueAt, sortAt: new Date(dueAt).toISOString() }));
  return { dossierId: record.id, version, inbox: sorted, row };
};
const closed = (record: DossierRecord): DossierRecord => observe(record, new Story({ from: 500 }).complete(TASK).facts, elementOf);

/** A dossier with one free task, due a number of days into December. */
function waiting(i: number, { free = true, code = `H99.21-261120-${String(i).padStart(4, '0')}`, day = i } = {}): DossierRecord {
  const dueAt = new Date(Date.UTC(2026, 11, 1) + day * 86_400_000).toISOString();
  return after(
    aDossierWithTask({ id: `d${String(i).padStart(25, '0')}`, key: String(600_000 + i), free, at: new Date(Date.UTC(2026, 10, 1) + i * 60_000).toISOString() }),
    [received(code, dueAt)],
  );
}

/** What every pair of read models must do, from empty ones before each test. */
export function describeReadModels(name: string, makeEmpty: () => Promise<ReadModels>): void {
  describe(`read models in ${name}`, () => {
    let models: ReadModels;
    beforeEach(async () => {
      models = await makeEmpty();
    });
    const query = (changes: Partial<InboxQuery> = {}): InboxQuery => ({ groups: [GROUP], officer: 'tuan.hotich', queue: 'all', limit: 50, ...changes });
    const keys = async (changes: Partial<InboxQuery> = {}): Promise<string[]> => (await models.inbox(query(changes))).items.map(({ key }) => key);

    describe('brought up to date', () => {
      test('show exactly the rows of the newest version', async () => {
        const record = after(aDossierWithTask(), [received()]);
        await models.replace([linesOf(record, 3)]);
        expect((await models.inbox(query())).items).toEqual(linesOf(record, 3).inbox);
        expect((await models.dossiers({ agencies: 'all', limit: 10 })).rows).toEqual([linesOf(record, 3).row]);
        expect(await models.findTask(TASK)).toEqual(linesOf(record, 3).inbox[0]);
      });

      test('lose a row the newer version does not have', async () => {
        await models.replace([linesOf(aDossierWithTask(), 3)]);
        await models.replace([linesOf(closed(aDossierWithTask()), 4)]);
        expect(await models.findTask(TASK)).toBeUndefined();
        expect((await models.snapshot(D1)).row?.version).toBe(4);
      });

      test('are not overwritten by an older version that comes late', async () => {
        const record = aDossierWithTask();
        await models.replace([linesOf(after(record, [received()]), 4)]);
        await models.replace([linesOf(record, 3)]);
        expect(await models.snapshot(D1)).toEqual({ inbox: linesOf(after(record, [received()]), 4).inbox, row: linesOf(after(record, [received()]), 4).row });
      });

      test('do not get back from an older version a row that a newer one has removed', async () => {
        await models.replace([linesOf(aDossierWithTask(), 3)]);
        await models.replace([linesOf(closed(aDossierWithTask()), 4)]);
        await models.replace([linesOf(aDossierWithTask(), 3)]);
        expect(await models.findTask(TASK)).toBeUndefined();
      });

      test('nor when the newer one was the first they heard of', async () => {
        await models.replace([linesOf(closed(aDossierWithTask()), 4)]);
        await models.replace([linesOf(aDossierWithTask(), 3)]);
        expect(await models.findTask(TASK)).toBeUndefined();
        expect((await models.snapshot(D1)).row?.version).toBe(4);
      });

      test('with the same version twice, or many dossiers at once, stay the same', async () => {
        const lines = [linesOf(aDossierWithTask(), 3), linesOf(aDossierWithTask({ id: D2, key: '44' }), 7)];
        await models.replace(lines);
        await models.replace(lines);
        await models.replace([]);
        expect((await keys()).sort()).toEqual([TASK, '44'].sort());
      });

      test('in whatever order versions come, end with the newest', async () => {
        const first = aDossierWithTask();
        const second = after(first, [received()]);
        const versions = [linesOf(first, 2), linesOf(second, 3), linesOf(closed(second), 4)];
        for (const order of [
          [0, 1, 2],
          [2, 1, 0],
          [1, 2, 0],
          [2, 0, 1],
        ]) {
          const id = `d${order.join('')}`.padEnd(26, '0');
          const of = (lines: DossierLines): DossierLines => ({
            ...lines,
            dossierId: id,
            inbox: lines.inbox.map((row) => ({ ...row, dossierId: id, key: `${row.key}${order.join('')}` })),
            row: { ...lines.row, id },
          });
          for (const i of order) await models.replace([of(versions[i] as DossierLines)]);
          expect([order, (await models.snapshot(id)).inbox]).toEqual([order, []]);
        }
      });
    });

    test('put replaces what is there, whatever its version', async () => {
      const record = aDossierWithTask();
      await models.replace([linesOf(closed(record), 9)]);
      await models.put(linesOf(record, 3));
      expect(await models.snapshot(D1)).toEqual({ inbox: linesOf(record, 3).inbox, row: linesOf(record, 3).row });
      await models.put(linesOf(closed(record), 3));
      expect((await models.snapshot(D1)).inbox).toEqual([]);
    });

    describe('the inbox', () => {
      test('shows each queue what belongs there', async () => {
        const waits = after(aDossier({ id: D2 }), [feeAssessed(), feeRequested(), supplementRequested()]);
        await models.replace([linesOf(waiting(1), 1), linesOf(waiting(2, { free: false }), 1), linesOf(waits, 1)]);
        expect(await keys({ queue: 'free' })).toEqual(['600001']);
        expect(await keys({ queue: 'all' })).toEqual(['600001', '600002']);
        expect(await keys({ queue: 'mine' })).toEqual(['600002']);
        expect(await keys({ queue: 'mine', officer: 'lan' })).toEqual([]);
        expect(await keys({ queue: 'fees', groups: ['an-phu-ward:CASHIER'] })).toEqual(['fee-702']);
        expect(await keys({ queue: 'supplements', groups: ['an-phu-ward:RECEPTION_OFFICER'] })).toEqual(['supplement-704']);
        expect(await keys({ groups: ['phu-hoa-ward:CASE_OFFICER'] })).toEqual([]);
        expect(await keys({ groups: [] })).toEqual([]);
        expect(await models.counts([GROUP, 'an-phu-ward:CASHIER', 'an-phu-ward:RECEPTION_OFFICER'], 'tuan.hotich')).toEqual({
          mine: 1,
          free: 1,
          all: 2,
          fees: 1,
          supplements: 1,
        });
      });

      test('is sorted by urgency, and what has no date comes last', async () => {
        await models.replace([linesOf(aDossierWithTask(), 1), linesOf(waiting(3), 1), linesOf(waiting(1), 1), linesOf(waiting(2), 1)]);
        expect(await keys()).toEqual(['600001', '600002', '600003', TASK]);
      });

      test('is paged so that nothing is left out or shown twice, also where dates are equal', async () => {
        await models.replace(Array.from({ length: 23 }, (_, i) => linesOf(waiting(i, { day: Math.floor(i / 10) }), 1)));
        const seen: string[] = [];
        for (let cursor: string | undefined; ;) {
          const { items, next } = await models.inbox(query({ limit: 5, ...(cursor === undefined ? {} : { cursor }) }));
          expect(items.length).toBeLessThanOrEqual(5);
          seen.push(...items.map(({ key }) => key));
          if (next === null) break;
          cursor = next;
        }
        expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => String(600_000 + i)));
      });

      test('has no next page when the last row was just shown', async () => {
        await models.replace([linesOf(waiting(1), 1), linesOf(waiting(2), 1)]);
        expect((await models.inbox(query({ limit: 2 }))).next).toBeNull();
      });

      test('goes on behind a row that has gone meanwhile', async () => {
        await models.replace([1, 2, 3].map((i) => linesOf(waiting(i), 1)));
        const { next } = await models.inbox(query({ limit: 2 }));
        await models.put({ ...linesOf(waiting(2), 2), inbox: [] });
        expect(await keys({ limit: 2, cursor: next ?? '' })).toEqual(['600003']);
      });

      test('is searched by a whole code or its end, in either case', async () => {
        await models.replace([
          linesOf(waiting(1, { code: 'H99.21-261120-0012' }), 1),
          linesOf(waiting(2, { code: 'H99.21-261120-1012' }), 1),
          linesOf(aDossierWithTask(), 1),
        ]);
        expect(await keys({ code: 'h99.21-261120-0012' })).toEqual(['600001']);
        expect(await keys({ code: '012' })).toEqual(['600001', '600002']);
        expect(await keys({ code: '0-0012' })).toEqual(['600001']);
        expect(await keys({ code: '99' })).toEqual([]);
      });

      test('finds nothing by text that can be no code, and takes no pattern', async () => {
        await models.replace([linesOf(waiting(1), 1)]);
        for (const code of ['.*', 'H99.21-261120-000.', '[0-9]', '(', '$']) expect([code, await keys({ code })]).toEqual([code, []]);
      });

      test('bears a cursor that is none of ours', async () => {
        await models.replace([linesOf(waiting(1), 1)]);
        for (const cursor of ['', 'x', '|', '{"$gt":""}|x']) expect((await models.inbox(query({ cursor }))).items.length).toBeLessThanOrEqual(1);
      });
    });

    test('counts stop at 999', async () => {
      await models.replace(Array.from({ length: 1_005 }, (_, i) => linesOf(waiting(i), 1)));
      expect(await models.counts([GROUP], 'nobody')).toEqual({ mine: 0, free: 999, all: 999, fees: 0, supplements: 0 });
    });

    describe('the list of dossiers', () => {
      const ids = async (changes: Partial<Parameters<ReadModels['dossiers']>[0]> = {}): Promise<string[]> =>
        (await models.dossiers({ agencies: 'all', limit: 50, ...changes })).rows.map(({ id }) => id.replace(/^d0+/, ''));

      test('shows the newest first, filtered by agency, status, procedure and code', async () => {
        await models.replace([
          linesOf(waiting(1), 1),
          linesOf(waiting(2), 1),
          linesOf(aDossier({ id: 'd0000000000000000000000003', at: '2026-12-01T00:00:00.000Z', data: { receivingAgency: 'binh-an-center' } }), 1),
        ]);
        expect(await ids()).toEqual(['3', '2', '1']);
        expect(await ids({ agencies: ['binh-an-center'] })).toEqual(['3']);
        expect(await ids({ agencies: ['an-phu-ward', 'binh-an-center'] })).toEqual(['3', '2', '1']);
        expect(await ids({ agencies: [] })).toEqual([]);
        expect(await ids({ status: 2 })).toEqual(['2', '1']);
        expect(await ids({ procedure: 'house-permit' })).toEqual([]);
        expect(await ids({ code: '-0002' })).toEqual(['2']);
      });

      test('is paged so that nothing is left out or shown twice', async () => {
        await models.replace(
          Array.from({ length: 11 }, (_, i) =>
            linesOf({ ...waiting(i), state: { ...waiting(i).state, submittedAt: `2026-11-0${String(1 + Math.floor(i / 4))}T00:00:00.000Z` } }, 1),
          ),
        );
        const seen: string[] = [];
        for (let cursor: string | undefined; ;) {
          const { rows, next } = await models.dossiers({ agencies: 'all', limit: 3, ...(cursor === undefined ? {} : { cursor }) });
          seen.push(...rows.map(({ id }) => id));
          if (next === null) break;
          cursor = next;
        }
        expect(seen).toHaveLength(11);
        expect(new Set(seen).size).toBe(11);
      });
    });

    describe('of what an agency has received in a year', () => {
      const agency = 'an-phu-ward';
      const receivedWith = (i: number, code: string): DossierLines => linesOf(waiting(i, { code }), 1);
      const codes = async (changes: Partial<Parameters<ReadModels['received']>[0]> = {}): Promise<readonly (string | undefined)[]> =>
        (await models.received({ agency, agencyCode: 'H99.21', year: 2026, limit: 10, ...changes })).map(({ code }) => code);

      test('come in the order of their codes, without other years, agencies and what has no code', async () => {
        await models.replace([
          receivedWith(1, 'H99.21-261123-0002'),
          receivedWith(2, 'H99.21-261120-0001'),
          receivedWith(3, 'H99.21-251231-0001'),
          receivedWith(4, 'H99.21-270101-0001'),
          receivedWith(5, 'H99.2-260101-0001'),
          linesOf(aDossier(), 1),
        ]);
        expect(await codes()).toEqual(['H99.21-261120-0001', 'H99.21-261123-0002']);
        expect(await codes({ year: 2025 })).toEqual(['H99.21-251231-0001']);
        expect(await codes({ agencyCode: 'H99.2' })).toEqual(['H99.2-260101-0001']);
        expect(await codes({ agency: 'phu-hoa-ward' })).toEqual([]);
      });

      test('are paged by the last code seen', async () => {
        await models.replace(Array.from({ length: 7 }, (_, i) => receivedWith(i, `H99.21-261123-000${String(i)}`)));
        const first = await codes({ limit: 4 });
        expect(first).toHaveLength(4);
        expect(await codes({ limit: 4, after: first.at(-1) ?? '' })).toEqual(['H99.21-261123-0004', 'H99.21-261123-0005', 'H99.21-261123-0006']);
      });
    });

    describe('of clocks that have something to say', () => {
      const wakes = (i: number, clockWakeAt: string | undefined): DossierLines => {
        const { row, ...lines } = linesOf(aDossier({ id: `d${String(i).padStart(25, '0')}` }), 1);
        const { clockWakeAt: _own, ...rest } = row;
        return { ...lines, row: { ...rest, ...(clockWakeAt === undefined ? {} : { clockWakeAt }) } };
      };
      const ids = (found: readonly { readonly dossierId: string }[]): number[] => found.map(({ dossierId }) => Number(dossierId.slice(1)));

      test('are the dossiers whose moment has passed, the longest waiting first', async () => {
        await models.replace([
          wakes(1, '2026-11-26T03:00:00.000Z'),
          wakes(2, '2026-11-25T03:00:00.000Z'),
          wakes(3, '2026-11-27T03:00:00.000Z'),
          wakes(4, undefined),
        ]);
        expect(ids(await models.dueClocks('2026-11-26T03:00:00.001Z', 10))).toEqual([2, 1]);
        expect(ids(await models.dueClocks('2026-11-26T03:00:00.000Z', 10))).toEqual([2]);
        expect(await models.dueClocks('2026-11-25T03:00:00.000Z', 10)).toEqual([]);
      });

      test('are paged so that none is left out or seen twice, though many wake at one moment', async () => {
        await models.replace(Array.from({ length: 11 }, (_, i) => wakes(i, `2026-11-2${String(Math.floor(i / 5))}T03:00:00.000Z`)));
        const seen: number[] = [];
        for (let page = await models.dueClocks('2026-12-01T00:00:00.000Z', 3); page.length > 0;) {
          seen.push(...ids(page));
          page = await models.dueClocks('2026-12-01T00:00:00.000Z', 3, page.at(-1));
        }
        expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      });
    });
  });
}
