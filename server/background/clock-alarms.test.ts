import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, D2, received, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story } from '../../test/support/builders/a-fact.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakeDossiers } from '../../test/support/fakes/fake-dossiers.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { interpose } from '../../test/support/fakes/interpose.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Entry, EntryKind } from '../../domain/history/entry.ts';
import { createClockAlarms } from './clock-alarms.ts';
import { watchClock } from './clock-watch.ts';
import { createRelay } from './relay.ts';
import { createSettler } from './settler.ts';
import { startSweeper, type Sweeper } from './sweeper.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/**
 * Received on Friday 20/11 at 10:00: due on Thursday 26/11 at 10:00, because of the holiday on Tuesday. Due soon from Wednesday 10:00, a letter of
 * apology until Wednesday 17:00, late after Thursday 17:00.
 */
const SOON = '2026-11-25T03:00:00.000Z';
const LETTER = '2026-11-25T10:00:00.000Z';
const LATE = '2026-11-26T10:00:00.000Z';

const promised = (id = D1, code = 'H99.21-261120-0001'): DossierRecord => after(aDossier({ id }), [received(code, '2026-11-26T10:00:00+07:00')]);
const waiting = (): DossierRecord => after(promised(), [supplementRequested()]);
const passed = (instant: string, milliseconds = 1): string => new Date(Date.parse(instant) + milliseconds).toISOString();

/** A server that dies at its n-th step outwards: what it had asked for is never answered, and it does nothing more. */
class Mortal {
  steps = 0;
  dead = false;
  readonly death: Promise<void>;
  readonly #killAt: number;
  #die: () => void = () => undefined;
  constructor(killAt = Infinity) {
    this.#killAt = killAt;
    this.death = new Promise((resolve) => (this.#die = resolve));
  }
  wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (!this.#lives()) return NEVER;
          const result: unknown = (member as (...args: unknown[]) => unknown).apply(target, args);
          return result instanceof Promise ? result.then((value: unknown) => (this.#lives() ? value : NEVER)) : result;
        };
      },
    });
  }
  #lives(): boolean {
    if (!this.dead && ++this.steps >= this.#killAt) {
      this.dead = true;
      this.#die();
    }
    return !this.dead;
  }
}
const NEVER = new Promise<never>(() => undefined);

interface Server {
  readonly sweeper: Sweeper;
  readonly mortal: Mortal;
  /** Everything the server does in these minutes, without waiting for them. */
  readonly work: () => Promise<void>;
}

function aServer(
  ports: FakePorts,
  { holder = 'one', killAt, elapsed = (): number => Date.parse(ports.clock.now()) }: { holder?: string; killAt?: number; elapsed?: () => number } = {},
): Server {
  const mortal = new Mortal(killAt);
  const documents = fakeDossiers(ports.documents);
  const own = {
    ...ports,
    dossiers: mortal.wrap(documents),
    readModels: mortal.wrap(ports.readModels),
    history: mortal.wrap(ports.history),
    engine: mortal.wrap(ports.engine),
    leases: mortal.wrap(ports.leases),
  };
  const relay = createRelay(own);
  const settler = createSettler({
    ...own,
    noteSettled: (id, seq) => {
      documents.noteSettled(id, seq);
    },
    onSettled: () => undefined,
  });
  documents.onCommitted((committed) => {
    if (mortal.dead) return;
    relay.tellNew(committed);
    settler.add(committed);
  });
  const watch = watchClock({ marks: ports.clockMarks, clock: ports.clock, elapsed, log: ports.log });
  const alarms = createClockAlarms({ ...own, watch });
  const sweeper = startSweeper({ ...own, relay, settler, alarms, holder });
  return {
    sweeper,
    mortal,
    async work() {
      const rounds = async (): Promise<void> => {
        for (let round = 0; round < 12 && !mortal.dead; round++) {
          await sweeper.sweep();
          await relay.idle();
          await settler.idle();
          ports.clock.pass(3_000);
        }
      };
      await Promise.race([mortal.death, rounds()]);
    },
  };
}

/** The engine's record of a message that an event sub-process has caught comes back at once. */
function catchesClockMessages(ports: FakePorts): void {
  let position = 5_000;
  ports.engine.afterEffect = async ({ command, name = '', key }) => {
    if (command !== 'publish' || !name.startsWith('clock-')) return;
    const story = new Story({ from: position++ }).add('message-correlated', { data: { messageName: name, correlationKey: key } });
    await fakeDossiers(ports.documents).change(key, (record) => observe(record, story.facts, elementOf));
  };
}

async function setUp(...records: DossierRecord[]): Promise<FakePorts> {
  const ports = fakePorts({ dossiers: records, clock: new FakeClock('2026-11-24T02:00:00.000Z') });
  const server = aServer(ports);
  await server.work();
  await server.sweeper.stop();
  return ports;
}

async function entriesOf(ports: FakePorts, id = D1): Promise<readonly Entry[]> {
  const { pending } = theDossier(ports, id);
  const settled = (await ports.history.read(id, 0, 1_000)).filter(({ seq }) => !pending.some((entry) => entry.seq === seq));
  return [...settled, ...pending];
}
const ALARMS: readonly EntryKind[] = ['clock-due-soon', 'clock-overdue', 'apology-late', 'supplement-timed-out'];
const alarmsOf = async (ports: FakePorts, id = D1): Promise<string[]> =>
  (await entriesOf(ports, id)).map(({ kind }) => kind).filter((kind) => ALARMS.includes(kind));
const messages = (ports: FakePorts): string[] => ports.engine.published.map(({ name }) => name).filter((name) => name.startsWith('clock-'));

describe('the clock of a dossier', () => {
  test('says in its time that it is due soon, that no letter has gone out, and that it is late; each once', async () => {
    // given
    const ports = await setUp(promised());
    const { work, sweeper } = aServer(ports);
    const seen: string[][] = [];

    // when
    for (const moment of [SOON, LETTER, LATE]) {
      ports.clock.set(passed(moment, -60_000));
      await work();
      seen.push(await alarmsOf(ports));
      ports.clock.set(passed(moment));
      await work();
      await work();
      seen.push(await alarmsOf(ports));
    }
    await sweeper.stop();

    // then
    const all = ['clock-due-soon', 'apology-late', 'clock-overdue'];
    expect(seen).toEqual([[], all.slice(0, 1), all.slice(0, 1), all.slice(0, 2), all.slice(0, 2), all]);
    expect(messages(ports)).toEqual(['clock-due-soon', 'clock-overdue']);
  });

  test('says when it should have spoken, and names the date', async () => {
    const ports = await setUp(promised());
    const { work, sweeper } = aServer(ports);
    ports.clock.set(passed(SOON));
    await work();
    await sweeper.stop();
    expect((await entriesOf(ports)).find(({ kind }) => kind === 'clock-due-soon')).toMatchObject({
      at: passed(SOON),
      data: { passedAt: SOON, dueAt: '2026-11-26T10:00:00+07:00' },
    });
  });

  test('leaves no order open when nobody waits for its message', async () => {
    const ports = await setUp(promised());
    const { work, sweeper } = aServer(ports);
    ports.clock.set(passed(SOON));
    await work();
    await sweeper.stop();
    expect(theDossier(ports, D1).outbox).toEqual([]);
    expect(messages(ports)).toEqual(['clock-due-soon']);
  });

  test('says that a supplement has not come; while it stands it says nothing else', async () => {
    const ports = await setUp(waiting());
    const { work, sweeper } = aServer(ports);
    ports.clock.set('2026-11-27T03:00:00.001Z');
    await work();
    await work();
    await sweeper.stop();
    expect(await alarmsOf(ports)).toEqual(['supplement-timed-out']);
    expect(messages(ports)).toEqual([]);
  });

  test('says everything that came to be due while nobody was there', async () => {
    const ports = await setUp(promised(), promised(D2, 'H99.21-261120-0002'));
    const { work, sweeper } = aServer(ports);
    ports.clock.set(passed(LATE, DAY));
    await work();
    await sweeper.stop();
    for (const id of [D1, D2]) expect(await alarmsOf(ports, id)).toEqual(['clock-due-soon', 'apology-late', 'clock-overdue']);
  });

  test('of a dossier that ended says nothing', async () => {
    const ended = observe(promised(), new Story({ from: 900 }).end().facts, elementOf);
    const ports = await setUp(ended);
    const { work, sweeper } = aServer(ports);
    ports.clock.set(passed(LATE, DAY));
    await work();
    await sweeper.stop();
    expect(await alarmsOf(ports)).toEqual([]);
  });

  test('is not heard twice by two servers that are both sure they sweep', async () => {
    const ports = await setUp(promised());
    interpose(ports.leases, 'hold', () => () => Promise.resolve(true));
    const [one, two] = [aServer(ports), aServer(ports, { holder: 'two' })];
    ports.clock.set(passed(LATE));
    await Promise.all([one.work(), two.work()]);
    await Promise.all([one.sweeper.stop(), two.sweeper.stop()]);
    expect(await alarmsOf(ports)).toEqual(['clock-due-soon', 'apology-late', 'clock-overdue']);
  });

  test('one that cannot be read keeps no other from speaking', async () => {
    const ports = await setUp(promised(), promised(D2, 'H99.21-261120-0002'));
    const { work, sweeper } = aServer(ports);
    interpose(ports.releases, 'get', (get) => {
      let calls = 0;
      return (...args) => (calls++ === 0 ? Promise.reject(new Error('unreadable')) : get(...args));
    });
    ports.clock.set(passed(SOON));
    await work();
    await sweeper.stop();
    for (const id of [D1, D2]) expect(await alarmsOf(ports, id)).toEqual(['clock-due-soon']);
  });
});

test('a server that dies anywhere in between loses no alarm and repeats none', async () => {
  let killAt = 1;
  for (let died = true; died; killAt++) {
    // given
    const ports = await setUp(promised());
    catchesClockMessages(ports);
    ports.clock.set(passed(LATE));
    const first = aServer(ports, { killAt });

    // when
    await first.work();
    await Promise.race([first.mortal.death, first.sweeper.stop()]);
    died = first.mortal.dead;
    await ports.leases.release('sweeper', 'one');
    const second = aServer(ports, { holder: 'two' });
    await second.work();
    await second.sweeper.stop();

    // then
    expect([killAt, await alarmsOf(ports)]).toEqual([killAt, ['clock-due-soon', 'apology-late', 'clock-overdue']]);
    expect([killAt, messages(ports)]).toEqual([killAt, ['clock-due-soon', 'clock-overdue']]);
    expect([killAt, theDossier(ports, D1).outbox]).toEqual([killAt, []]);
  }
  expect(killAt).toBeGreaterThan(20);
}, 60_000);

describe('a clock that jumps', () => {
  test.each([
    ['an hour', HOUR],
    ['400 days', 400 * DAY],
  ])('%s ahead raises no alarm before somebody has confirmed it', async (_, jump) => {
    // given: a machine whose other clock goes on, half an hour before the dossier is due soon
    const ports = await setUp(promised());
    ports.clock.set(passed(SOON, -HOUR / 2));
    const wall = Date.parse(ports.clock.now());
    let jumped = 0;
    const { work, sweeper } = aServer(ports, { elapsed: () => Date.parse(ports.clock.now()) - wall - jumped });
    await work();

    // when
    ports.clock.pass((jumped = jump));
    await work();
    await work();

    // then
    expect(await alarmsOf(ports)).toEqual([]);
    expect(messages(ports)).toEqual([]);

    // when it was no mistake
    await ports.clockMarks.confirm({ at: ports.clock.now(), by: 'long.hethong' });
    await work();
    await sweeper.stop();

    // then
    expect((await alarmsOf(ports))[0]).toBe('clock-due-soon');
  });

  test('and is set right before it is confirmed has raised none', async () => {
    const ports = await setUp(promised());
    const wall = Date.parse(ports.clock.now());
    let jumped = 0;
    const { work, sweeper } = aServer(ports, { elapsed: () => Date.parse(ports.clock.now()) - wall - jumped });
    await work();
    ports.clock.pass((jumped = 400 * DAY));
    await work();
    ports.clock.pass(-jumped);
    jumped = 0;
    await ports.clockMarks.confirm({ at: ports.clock.now(), by: 'long.hethong' });
    await work();
    await sweeper.stop();
    expect(await alarmsOf(ports)).toEqual([]);
  });
});
