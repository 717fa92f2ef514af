import { afterEach, describe, expect, test } from '@jest/globals';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { aCalendarAdmin, aContent, aDirector, aWish } from '../../test/support/builders/a-calendar.ts';
import { aDossier, after, D1, D2, D3, received } from '../../test/support/builders/a-dossier.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { interpose } from '../../test/support/fakes/interpose.ts';
import { confirm, propose } from '../usecases/calendar/change-calendar.ts';
import { startCalendarMover, type CalendarMover } from './calendar-moves.ts';

const ADMIN = aCalendarAdmin();
const DIRECTOR = aDirector();
const NOW = '2026-11-23T02:00:00.000Z';

const running: CalendarMover[] = [];
afterEach(async () => {
  for (const mover of running.splice(0)) await mover.stop();
});
function aMover(ports: FakePorts, holder = 'one'): CalendarMover {
  const mover = startCalendarMover({ ...ports, holder });
  running.push(mover);
  return mover;
}

const aReceived = (id: string): DossierRecord => after(aDossier({ id }), [received(`H99.21-261120-000${id.slice(-1)}`)]);
let keys = 0;
async function confirmed(wish: Parameters<typeof aWish>[0] = {}, ...dossiers: DossierRecord[]): Promise<FakePorts> {
  const ports = fakePorts({ dossiers, officers: [ADMIN, DIRECTOR], clock: new FakeClock(NOW) });
  await confirmAnother(ports, wish);
  return ports;
}
async function confirmAnother(ports: FakePorts, wish: Parameters<typeof aWish>[0] = {}): Promise<void> {
  const { proposal } = await propose(ports, ADMIN, aWish(wish), { key: `p-${String(keys++)}`, bodyHash: 'a' });
  if (proposal === undefined) throw new TypeError('Nothing was proposed');
  await confirm(ports, DIRECTOR, { version: proposal.version, revision: proposal.revision }, { key: `c-${String(keys++)}`, bodyHash: 'a' });
}

const movesOf = (ports: FakePorts, id: string): readonly object[] =>
  theDossier(ports, id)
    .pending.filter(({ kind }) => kind === 'due-date-moved' || kind === 'calendar-adopted')
    .map(({ kind, data, actor }) => ({ kind, ...data, actor: actor?.officer }));
const progress = async (ports: FakePorts): Promise<unknown> => (await ports.calendars.records())[0]?.moves;
const MOVED = {
  kind: 'due-date-moved',
  decision: 'QĐ 41/QĐ-UBND',
  calendarVersion: 2,
  from: '2026-11-26T10:00:00+07:00',
  to: '2026-11-27T10:00:00+07:00',
  actor: 'dung.giamdoc',
};

describe('a confirmed calendar', () => {
  test('moves each open dossier by an entry with the number of the decision and the leader as actor', async () => {
    const ports = await confirmed({}, aReceived(D1), aReceived(D2));

    expect(await aMover(ports).round()).toBe(2);

    expect(movesOf(ports, D1)).toEqual([MOVED]);
    expect(movesOf(ports, D2)).toEqual([MOVED]);
    expect(await progress(ports)).toMatchObject({ state: 'checking', looked: 2, moved: 2, adopted: 0, failed: 0 });
  });

  test('is taken on by a dossier whose date stays, so that everything later is counted with it', async () => {
    const ports = await confirmed({
      content: aContent({
        exceptions: [],
        years: [
          { year: 2026, state: 'confirmed' },
          { year: 2027, state: 'confirmed' },
        ],
      }),
    });
    const due = after(aDossier({ id: D1 }), [received('H99.21-261120-0001')]);
    const early = after(aDossier({ id: D2 }), [{ ...received('H99.21-261109-0002'), at: '2026-11-09T03:30:00.000Z' }]);
    for (const record of [due, early]) ports.documents.set(record.id, { ...record, version: 1 });

    await aMover(ports).round();

    expect(movesOf(ports, D1)).toEqual([expect.objectContaining({ kind: 'due-date-moved', to: '2026-11-25T10:00:00+07:00' })]);
    expect(movesOf(ports, D2)).toEqual([{ kind: 'calendar-adopted', decision: 'QĐ 41/QĐ-UBND', calendarVersion: 2, actor: 'dung.giamdoc' }]);
    expect(theDossier(ports, D2).state.clock.calendarVersion).toBe(2);
  });

  test('never touches a finished or a not yet received dossier', async () => {
    const finished = after(aReceived(D1), [{ kind: 'element-activated', at: '2026-11-23T01:00:00.000Z', data: { portalStatus: 9 } }]);
    const ports = await confirmed({}, finished, aDossier({ id: D2 }));
    await aMover(ports).round();
    expect([...movesOf(ports, D1), ...movesOf(ports, D2)]).toEqual([]);
  });

  test('leaves a dossier its date when the new one falls into a year nobody has confirmed, and raises the alarm', async () => {
    const closed = { date: '2026-11-25', validTo: '2026-12-31', kind: 'LOCAL_CLOSED', name: 'Đóng cửa' } as const;
    const ports = await confirmed({ content: aContent({ exceptions: [closed] }) }, aReceived(D1));
    await aMover(ports).round();
    expect(movesOf(ports, D1)).toEqual([]);
    expect(await progress(ports)).toMatchObject({ looked: 1, failed: 1 });
    expect(ports.log.at('error')).toHaveLength(1);
  });

  test('is looked after once more, for a receipt that was written with the older one at that moment', async () => {
    // given
    const ports = await confirmed({}, aReceived(D2));
    const mover = aMover(ports);
    await mover.round();
    ports.documents.set(D1, { ...aReceived(D1), version: 1 });

    // when
    expect(await mover.round()).toBe(0);
    ports.clock.pass(120_000);
    await mover.round();

    // then
    expect([movesOf(ports, D1), movesOf(ports, D2)]).toEqual([[MOVED], [MOVED]]);
    expect(await progress(ports)).toMatchObject({ state: 'done', looked: 1, moved: 2 });
  });

  test('that follows another is a second entry; the first pass of both was complete', async () => {
    const ports = await confirmed({}, aReceived(D1));
    const mover = aMover(ports);
    await mover.round();
    await confirmAnother(ports, { version: 3, content: aContent({ exceptions: aContent().exceptions.slice(0, 1) }), decision: 'QĐ 42/QĐ-UBND' });
    await mover.round();
    ports.clock.pass(120_000);
    for (let round = 0; round < 3; round++) await mover.round();

    expect(movesOf(ports, D1)).toEqual([MOVED, { ...MOVED, decision: 'QĐ 42/QĐ-UBND', calendarVersion: 3, from: MOVED.to, to: MOVED.from }]);
    expect((await ports.calendars.records()).map(({ moves }) => moves?.state)).toEqual(['done', 'done', undefined]);
  });
});

describe('a process that dies', () => {
  const DEATHS = {
    'before the first dossier': (ports: FakePorts) => {
      dieAt(ports.dossiers, 'change', 1, 'before');
    },
    'after a dossier in the middle': (ports: FakePorts) => {
      dieAt(ports.dossiers, 'change', 2, 'after');
    },
    'after the last dossier, before the note': (ports: FakePorts) => {
      dieAt(ports.calendars, 'noteMoves', 1, 'before');
    },
    'after the note': (ports: FakePorts) => {
      dieAt(ports.calendars, 'noteMoves', 1, 'after');
    },
    'in the second pass': (ports: FakePorts) => {
      dieAt(ports.calendars, 'noteMoves', 2, 'before');
    },
  };

  test.each(Object.entries(DEATHS))('%s: another one goes on, every dossier moves once, and the sums are right', async (_when, arrange) => {
    // given
    const ports = await confirmed({}, aReceived(D1), aReceived(D2), aReceived(D3));
    arrange(ports);
    const doomed = aMover(ports, 'doomed');
    for (let round = 0; round < 2; round++) {
      await doomed.round().catch(() => undefined);
      ports.clock.pass(120_000);
    }
    await ports.leases.release('calendar-moves', 'doomed');

    // when
    const other = aMover(ports, 'other');
    for (let round = 0; round < 4; round++) {
      await other.round();
      ports.clock.pass(120_000);
    }

    // then
    for (const id of [D1, D2, D3]) expect(movesOf(ports, id)).toEqual([MOVED]);
    expect(await progress(ports)).toMatchObject({ state: 'done', looked: 3, moved: 3, adopted: 0 });
  });

  test('of two alive, one works', async () => {
    const ports = await confirmed({}, aReceived(D1));
    const [one, two] = [aMover(ports, 'one'), aMover(ports, 'two')];
    expect([await one.round(), await two.round()]).toEqual([1, 0]);
  });
});

/** From its nth call on nothing comes through any more. */
function dieAt<T extends object>(port: T, method: keyof T & string, nth: number, when: 'before' | 'after'): void {
  let calls = 0;
  interpose(port, method, ((call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]) => {
      calls++;
      if (calls === nth && when === 'before') throw new Error('The process died');
      const result = await call(...args);
      if (calls === nth) throw new Error('The process died');
      return result;
    }) as never);
}
