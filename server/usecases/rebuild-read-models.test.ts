import { describe, expect, test } from '@jest/globals';
import { aDossier, aDossierWithTask, after, D1, D2, D3, received } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aReckoning } from '../../test/support/builders/a-reckoning.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { interpose } from '../../test/support/fakes/interpose.ts';
import { fold } from '../../domain/dossier/fold.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { rowsOf, type InboxLine, type ListLine } from '../../domain/dossier/rows.ts';
import { rebuildReadModels } from './rebuild-read-models.ts';

const inboxLines = (record: DossierRecord): readonly InboxLine[] => rowsOf(record, aReckoning()).inbox;
const listLine = (record: DossierRecord): ListLine => rowsOf(record, aReckoning()).row;

/** Dossiers whose older entries have moved to the history collection, as in a system that runs. */
async function setUp(...records: DossierRecord[]): Promise<FakePorts> {
  const ports = fakePorts({ dossiers: records });
  for (const record of records) {
    await ports.history.append(record.pending.slice(0, -1));
    ports.documents.set(record.id, { ...theDossier(ports, record.id), pending: theDossier(ports, record.id).pending.slice(-1) });
  }
  return ports;
}

const bendState = (ports: FakePorts, id: string): void => {
  ports.documents.set(id, { ...theDossier(ports, id), state: { ...theDossier(ports, id).state, status: 9 } });
};

describe('rebuilding', () => {
  test('finds nothing to do where everything is as history says, and writes nothing', async () => {
    const ports = await setUp(aDossierWithTask(), aDossier({ id: D2 }));
    const before = [...ports.documents.values()];
    expect(await rebuildReadModels(ports)).toEqual({ dossiers: 2, repaired: [], broken: [] });
    expect([...ports.documents.values()]).toEqual(before);
  });

  test('finds and repairs a bent list, a bent inbox and a bent state, and nothing else', async () => {
    const ports = await setUp(aDossierWithTask(), aDossierWithTask({ id: D2, key: '44' }), aDossierWithTask({ id: D3, key: '45' }));
    ports.readModels.bend(D1, { status: 9, hasIncident: true });
    await ports.readModels.put({ dossierId: D2, version: 1, inbox: [], row: listLine(theDossier(ports, D2)) });
    bendState(ports, D3);

    const { repaired, broken } = await rebuildReadModels(ports);

    expect(repaired.map(({ dossierId, what }) => `${dossierId.slice(-1)} ${what}`)).toEqual(['a list', 'b inbox', 'c state']);
    expect(broken).toEqual([]);
    expect((await ports.readModels.snapshot(D1)).row).toEqual(listLine(theDossier(ports, D1)));
    expect(await ports.readModels.findTask('44')).toEqual(inboxLines(theDossier(ports, D2))[0]);
    expect(theDossier(ports, D3).state.status).toBe(4);
    expect((await rebuildReadModels(ports)).repaired).toEqual([]);
  });

  test('removes a row nobody can account for', async () => {
    const ports = await setUp(observe(aDossierWithTask(), new Story({ from: 500 }).complete(TASK).facts, elementOf));
    await ports.readModels.put({ dossierId: D1, version: 1, inbox: inboxLines(aDossierWithTask()), row: listLine(theDossier(ports, D1)) });
    await rebuildReadModels(ports);
    expect(await ports.readModels.findTask(TASK)).toBeUndefined();
  });

  test('goes through more dossiers than one page, each once', async () => {
    const many = Array.from({ length: 405 }, (_, i) => aDossier({ id: `d${String(i).padStart(25, '0')}` }));
    const ports = fakePorts({ dossiers: many });
    const progress: number[] = [];
    expect(await rebuildReadModels(ports, (done) => progress.push(done))).toMatchObject({ dossiers: 405 });
    expect(progress).toEqual([200, 400, 405]);
  });

  test('of nothing is nothing', async () => {
    expect(await rebuildReadModels(fakePorts())).toEqual({ dossiers: 0, repaired: [], broken: [] });
  });
});

describe('a broken history', () => {
  const broken = async (bend: (ports: FakePorts) => void): Promise<{ ports: FakePorts; fault: unknown }> => {
    const ports = await setUp(aDossierWithTask(), aDossier({ id: D2 }));
    bend(ports);
    bendState(ports, D1);
    ports.readModels.bend(D1, { status: 1 });
    const before = [theDossier(ports, D1), await ports.readModels.snapshot(D1)];
    const rebuilt = await rebuildReadModels(ports);
    expect([theDossier(ports, D1), await ports.readModels.snapshot(D1)]).toEqual(before);
    expect(rebuilt).toMatchObject({ dossiers: 2, repaired: [] });
    expect(rebuilt.broken).toHaveLength(1);
    return { ports, fault: rebuilt.broken[0] };
  };

  test('with a bent entry is reported where it is bent, and nothing is written for it', async () => {
    const { fault } = await broken((ports) => {
      ports.history.bend(D1, 2, (entry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' }));
    });
    expect(fault).toEqual({ dossierId: D1, seq: 2, fault: 'wrong-hash' });
  });

  test('with a missing entry is reported as a gap', async () => {
    const { fault } = await broken((ports) => {
      ports.history.bend(D1, 3, () => undefined);
    });
    expect(fault).toEqual({ dossierId: D1, seq: 4, fault: 'gap' });
  });

  test('whose tail is cut is told by the head in the dossier', async () => {
    const { fault } = await broken((ports) => {
      ports.documents.set(D1, { ...theDossier(ports, D1), pending: [] });
    });
    expect(fault).toMatchObject({ dossierId: D1, fault: 'head' });
  });

  test('does not keep the others from being repaired', async () => {
    const ports = await setUp(aDossierWithTask(), aDossier({ id: D2 }));
    ports.history.bend(D1, 2, () => undefined);
    ports.readModels.bend(D2, { status: 9 });
    expect(await rebuildReadModels(ports)).toMatchObject({ repaired: [{ dossierId: D2, what: 'list' }], broken: [{ dossierId: D1 }] });
  });
});

describe('while the system runs', () => {
  test('a bent state is repaired although an officer writes at that moment', async () => {
    const ports = await setUp(aDossierWithTask());
    ports.documents.set(D1, { ...theDossier(ports, D1), state: { ...theDossier(ports, D1).state, channel: 'kiosk' } });
    let first = true;
    interpose(ports.history, 'read', (read) => async (...args) => {
      const page = await read(...args);
      if (first) {
        first = false;
        await ports.dossiers.change(D1, (current) => after(current, [received()]));
      }
      return page;
    });

    await rebuildReadModels(ports);

    const record = theDossier(ports, D1);
    const entries = [...(await ports.history.read(D1, 0, 100)), ...record.pending].filter(({ seq }, i, all) => all.findIndex((one) => one.seq === seq) === i);
    expect(record.state).toEqual(fold(entries));
  });

  test('a task that is closed at that moment does not come back to the inbox', async () => {
    const ports = await setUp(aDossierWithTask());
    let first = true;
    interpose(ports.readModels, 'snapshot', (snapshot) => async (id) => {
      if (first) {
        first = false;
        const next = await ports.dossiers.change(D1, (current) => observe(current, new Story({ from: 500 }).complete(TASK).facts, elementOf));
        await ports.readModels.replace([{ dossierId: D1, version: next.version, inbox: inboxLines(next), row: listLine(next) }]);
      }
      return snapshot(id);
    });

    await rebuildReadModels(ports);

    expect(await ports.readModels.findTask(TASK)).toBeUndefined();
  });
});
