import { afterEach, describe, expect, test } from '@jest/globals';
import { aDossier, aDossierWithTask, aNewDossier, after, D1, D2, received } from '../../test/support/builders/a-dossier.ts';
import { TASK } from '../../test/support/builders/a-fact.ts';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakeDossiers } from '../../test/support/fakes/fake-dossiers.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { interpose } from '../../test/support/fakes/interpose.ts';
import { createRelay } from './relay.ts';
import { createSettler } from './settler.ts';
import { startSweeper, type Sweeper } from './sweeper.ts';

const running: Sweeper[] = [];
afterEach(async () => {
  for (const sweeper of running.splice(0)) await sweeper.stop();
});

/** One process; as the composed system, but without the timer getting in between. */
function aSweeper(ports: FakePorts, holder = 'one'): Sweeper {
  const relay = createRelay(ports);
  const settler = createSettler({
    ...ports,
    noteSettled: (id, seq) => {
      ports.dossiers.noteSettled(id, seq);
    },
    onSettled: () => undefined,
  });
  ports.dossiers.onCommitted((committed) => {
    relay.tellNew(committed);
    settler.add(committed);
  });
  const sweeper = startSweeper({ ...ports, relay, settler, alarms: { round: () => Promise.resolve(0) }, holder });
  running.push(sweeper);
  return sweeper;
}

function setUp(...dossiers: DossierRecord[]): { ports: FakePorts; sweeper: Sweeper } {
  const ports = fakePorts({ dossiers, clock: new FakeClock('2026-11-20T04:00:00.000Z') });
  return { ports, sweeper: aSweeper(ports) };
}

describe('a round', () => {
  test('settles what a dead process left, tells the engine, and leaves a short document', async () => {
    const { ports, sweeper } = setUp(aNewDossier());

    expect(await sweeper.sweep()).toBe(1);

    expect(await ports.history.read(D1, 0, 10)).toHaveLength(1);
    expect(ports.engine.published).toHaveLength(1);
    expect(theDossier(ports, D1)).toMatchObject({ pending: [], outbox: [{ kind: 'start-process', attempts: 1 }] });
  });

  test('brings the inbox up to date', async () => {
    const { ports, sweeper } = setUp(aDossierWithTask());
    await ports.readModels.put({ ...(await linesOf(ports)), inbox: [] });
    await sweeper.sweep();
    expect(await ports.readModels.findTask(TASK)).toBeDefined();
  });

  test('ends: what is settled and told is not looked at again', async () => {
    const { ports, sweeper } = setUp(aDossier());
    await sweeper.sweep();
    expect(await sweeper.sweep()).toBe(0);
    expect(theDossier(ports, D1).version).toBe(2);
  });

  test('does not touch what is young: its own process is at work on it', async () => {
    const { ports, sweeper } = setUp(aNewDossier());
    ports.clock.set('2026-11-20T02:00:01.000Z');
    expect(await sweeper.sweep()).toBe(0);
  });

  test('keeps entries that another process wrote meanwhile', async () => {
    const { ports, sweeper } = setUp(aDossier());
    let first = true;
    interpose(ports.history, 'append', (append) => async (entries) => {
      await append(entries);
      if (!first) return;
      first = false;
      await fakeDossiers(ports.documents).change(D1, (record) => after(record, [received()]));
    });

    await sweeper.sweep();

    const { head, pending } = theDossier(ports, D1);
    const known = new Set([...(await ports.history.read(D1, 0, 100)), ...pending].map(({ seq }) => seq));
    expect([...known].sort((a, b) => a - b)).toEqual(Array.from({ length: head.seq }, (_, i) => i + 1));
  });

  test('goes on with the next dossier when one cannot be settled', async () => {
    const { ports, sweeper } = setUp(aNewDossier({ at: '2026-11-20T01:00:00.000Z' }), aNewDossier({ id: D2 }));
    interpose(
      ports.readModels,
      'replace',
      (replace) => (lines) => (lines.some(({ dossierId }) => dossierId === D1) ? Promise.reject(new Error('too large')) : replace(lines)),
    );

    await sweeper.sweep().catch(() => undefined);

    expect(ports.engine.published.map(({ correlationKey }) => correlationKey)).toContain(D2);
  });

  test('never brings an older picture of a dossier over a newer one', async () => {
    const { ports, sweeper } = setUp(aDossierWithTask());
    interpose(ports.dossiers, 'due', (due) => async (now, limit) => {
      const found = await due(now, limit);
      await ports.dossiers.change(D1, (record) => after(record, [received()]));
      await new Promise((resolve) => setTimeout(resolve, 30));
      return found;
    });
    await sweeper.sweep();
    expect((await ports.readModels.findTask(TASK))?.code).toBe('H99.21-261120-0001');
  });
});

describe('when the engine is back', () => {
  test('an eager round does not wait for the back-off', async () => {
    const { ports, sweeper } = setUp(aNewDossier());
    ports.engine.available = false;
    await sweeper.sweep();
    ports.engine.available = true;
    expect(await sweeper.sweep()).toBe(0);
    expect(await sweeper.sweep(true)).toBe(1);
    expect(ports.engine.published).toHaveLength(1);
  });

  test('an eager round that still fails does not put the next attempt off by more than its back-off', async () => {
    const { ports, sweeper } = setUp(aNewDossier());
    ports.engine.available = false;
    await sweeper.sweep(true);
    const [row] = theDossier(ports, D1).outbox;
    expect(Date.parse(row?.nextAt ?? '') - Date.parse(ports.clock.now())).toBeLessThanOrEqual(2_000);
  });
});

describe('of several servers', () => {
  test('one sweeps, the others do nothing', async () => {
    const { ports, sweeper } = setUp(aNewDossier());
    const other = aSweeper(ports, 'two');
    expect(await sweeper.sweep()).toBe(1);
    expect(await other.sweep()).toBe(0);
  });

  test('another one takes over when the first stops', async () => {
    const { ports, sweeper } = setUp(aNewDossier());
    const other = aSweeper(ports, 'two');
    await sweeper.sweep();
    await sweeper.stop();
    ports.clock.pass(120_000);
    expect(await other.sweep()).toBe(1);
  });
});

test('sweeps by itself, and goes on after a round that failed', async () => {
  const { ports } = setUp(aNewDossier());
  let rounds = 0;
  interpose(ports.leases, 'hold', (hold) => (name, holder, ttlMs) => {
    rounds++;
    return rounds === 1 ? Promise.reject(new Error('the database is away')) : hold(name, holder, ttlMs);
  });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(rounds).toBeGreaterThanOrEqual(2);
  expect(ports.engine.published).toHaveLength(1);
  expect(ports.log.at('warn')).toHaveLength(1);
});

async function linesOf(
  ports: FakePorts,
): Promise<{ dossierId: string; version: number; inbox: never[]; row: NonNullable<Awaited<ReturnType<FakePorts['readModels']['snapshot']>>['row']> }> {
  const { row } = await ports.readModels.snapshot(D1);
  if (row === undefined) throw new TypeError('There is no row');
  return { dossierId: D1, version: 0, inbox: [], row };
}
