import { describe, expect, test } from '@jest/globals';
import { aDossier, aDossierWithTask, after, D1, D2, D3, received } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aRelease } from '../../test/support/builders/a-release.ts';
import { fakeCalendars } from '../../test/support/fakes/fake-calendars.ts';
import { fakeReleases } from '../../test/support/fakes/fake-releases.ts';
import { FakeLog } from '../../test/support/fakes/fake-log.ts';
import { failNext, interpose } from '../../test/support/fakes/interpose.ts';
import { fakeHistory, type FakeHistory } from '../../test/support/fakes/fake-history.ts';
import { fakeReadModels, type FakeReadModels } from '../../test/support/fakes/fake-read-models.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { noFailpoint, type FailpointName } from '../ports/failpoint.ts';
import { createSettler, type Settled, type Settler } from './settler.ts';

interface Stage {
  readonly settler: Settler;
  readonly history: FakeHistory;
  readonly readModels: FakeReadModels;
  readonly settledUpTo: Map<string, number>;
  readonly told: Settled[];
  readonly log: FakeLog;
}

function setUp({
  failpoint = noFailpoint,
  onSettled = () => undefined,
}: { failpoint?: (name: FailpointName) => void; onSettled?: (settled: readonly Settled[]) => void } = {}): Stage {
  const [history, readModels, settledUpTo, told, log] = [fakeHistory(), fakeReadModels(), new Map<string, number>(), [] as Settled[], new FakeLog()];
  const settler = createSettler({
    history,
    readModels,
    releases: fakeReleases([aRelease()]),
    calendars: fakeCalendars(),
    failpoint,
    log,
    noteSettled: (id, seq) => settledUpTo.set(id, seq),
    onSettled: (settled) => {
      told.push(...settled);
      onSettled(settled);
    },
  });
  return { settler, history, readModels, settledUpTo, told, log };
}

const at = (version: number, record: DossierRecord): DossierRecord => ({ ...record, version });
const written = (from: DossierRecord, to: DossierRecord): { record: DossierRecord; before: number } => ({
  record: at(from.version + 1, to),
  before: from.head.seq,
});
const fresh = (record: DossierRecord): { record: DossierRecord; before: number } => ({ record: at(1, record), before: 0 });

describe('settling', () => {
  test('copies pending entries to the history, shows the rows and says up to where', async () => {
    const { settler, history, readModels, settledUpTo, told } = setUp();
    const record = aDossierWithTask();

    settler.add(fresh(record));
    await settler.idle();

    expect(await history.read(D1, 0, 100)).toEqual(record.pending);
    expect((await readModels.findTask(TASK))?.dossierId).toBe(D1);
    expect((await readModels.snapshot(D1)).row?.version).toBe(1);
    expect(settledUpTo.get(D1)).toBe(record.head.seq);
    expect(told).toMatchObject([{ record: { id: D1 }, listsChanged: true }]);
  });

  test('of many dossiers happens together', async () => {
    const { settler, history } = setUp();
    let appends = 0;
    interpose(history, 'append', (append) => (entries) => {
      appends++;
      return append(entries);
    });

    for (const id of [D1, D2, D3]) settler.add(fresh(aDossier({ id })));
    await settler.idle();

    expect(appends).toBe(1);
    expect(history.size).toBe(9);
  });

  test('twice is like once', async () => {
    const { settler, history, readModels } = setUp();
    const record = at(1, aDossierWithTask());
    await settler.settle(record);
    const before = await readModels.snapshot(D1);
    await settler.settle(record);
    expect(history.size).toBe(record.pending.length);
    expect(await readModels.snapshot(D1)).toEqual(before);
  });

  test('shows what a step wrote in another process, with the next thing that is written here', async () => {
    const { settler, readModels } = setUp();
    const first = at(1, aDossier());
    await settler.settle(first);
    const byStep = written({ ...first, pending: [] }, after({ ...first, pending: [] }, [received()])).record;
    settler.add(written(byStep, observe(byStep, new Story({ from: 500 }).add('variable-set', { data: { name: 'x' } }).facts, elementOf)));
    await settler.idle();
    expect((await readModels.snapshot(D1)).row).toMatchObject({ version: 3, code: byStep.state.code });
  });

  test('leaves the lists alone when nothing in them has changed', async () => {
    const { settler, readModels, told } = setUp();
    const first = at(1, aDossier());
    await settler.settle(first);
    // As the store hands it on: what is settled has left the document
    const settled = { ...first, pending: [] };
    settler.add(written(settled, observe(settled, new Story({ from: 500 }).add('variable-set', { data: { name: 'x' } }).facts, elementOf)));
    await settler.idle();
    expect((await readModels.snapshot(D1)).row?.version).toBe(1);
    expect(told.at(-1)?.listsChanged).toBe(false);
  });

  test('of two versions waiting shows the newer one, in whatever order they came', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const { settler, history, readModels } = setUp();
      const first = at(1, aDossierWithTask());
      const second = at(2, after(first, [received()]));
      const both = [
        { record: first, before: 0 },
        { record: second, before: first.head.seq },
      ];
      for (const i of order) settler.add(both[i] as { record: DossierRecord; before: number });
      await settler.idle();
      expect((await readModels.findTask(TASK))?.code).toBe('H99.21-261120-0001');
      expect(history.size).toBe(second.pending.length);
    }
  });

  test('still shows a change of the lists that a later, silent version has overtaken', async () => {
    const { settler, readModels } = setUp();
    const first = at(1, aDossierWithTask());
    const second = written(first, observe(first, new Story({ from: 500 }).add('variable-set').facts, elementOf));
    settler.add({ record: first, before: 0 });
    settler.add(second);
    await settler.idle();
    expect(await readModels.findTask(TASK)).toMatchObject({ dossierVersion: 2 });
  });
});

describe('a database that fails', () => {
  test.each(['history', 'readModels'] as const)('once in %s loses nothing', async (where) => {
    const { settler, history, readModels, settledUpTo, log } = setUp();
    if (where === 'history') failNext(history, 'append');
    else failNext(readModels, 'replace');
    const record = aDossierWithTask();

    settler.add(fresh(record));
    await settler.idle();

    expect(history.size).toBe(record.pending.length);
    expect(await readModels.findTask(TASK)).toBeDefined();
    expect(settledUpTo.get(D1)).toBe(record.head.seq);
    expect(log.at('warn')).toHaveLength(1);
  });

  test('does not say settled before history and lists have it', async () => {
    const { settler, readModels, settledUpTo } = setUp();
    failNext(readModels, 'replace');
    await expect(settler.settle(at(1, aDossier()))).rejects.toThrow('away');
    expect(settledUpTo.size).toBe(0);
  });

  test('while a newer version comes in shows the newer one when it is back', async () => {
    const { settler, history, readModels } = setUp();
    failNext(history, 'append');
    const first = at(1, aDossierWithTask());
    settler.add({ record: first, before: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = written(first, after(first, [received()]));
    settler.add(second);
    await settler.idle();
    expect((await readModels.findTask(TASK))?.dossierVersion).toBe(2);
    expect(history.size).toBe(second.record.pending.length);
  });

  test('for one dossier alone does not keep the others from being shown', async () => {
    const { settler, readModels } = setUp();
    const mend = interpose(
      readModels,
      'replace',
      (replace) => (dossiers) =>
        dossiers.some(({ dossierId }) => dossierId === D2) ? Promise.reject(new Error('this document is too large')) : replace(dossiers),
    );
    settler.add(fresh(aDossier({ id: D2 })));
    settler.add(fresh(aDossierWithTask({ id: D1 })));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const shown = await readModels.findTask(TASK);
    mend();
    await settler.idle();
    expect(shown).toBeDefined();
  });
});

test('a listener that throws does not make the same dossiers settle for ever', async () => {
  let broken = true;
  const { settler, history } = setUp({
    onSettled: () => {
      if (broken) throw new Error('a page went away');
    },
  });
  let appends = 0;
  interpose(history, 'append', (append) => (entries) => {
    appends++;
    return append(entries);
  });
  settler.add(fresh(aDossier()));
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const times = appends;
  broken = false;
  await settler.idle();
  expect(times).toBe(1);
});

test.each(['settler.afterHistory', 'settler.afterReadModels'] as const)('a process that dies at %s leaves something another one can finish', async (place) => {
  // given
  const dying = setUp({
    failpoint: (name) => {
      if (name === place) throw new Error('died');
    },
  });
  const record = at(1, aDossierWithTask());
  await dying.settler.settle(record).catch(() => undefined);
  expect(dying.settledUpTo.size).toBe(0);

  // when
  const { history, readModels } = dying;
  const next = createSettler({
    history,
    readModels,
    releases: fakeReleases([aRelease()]),
    calendars: fakeCalendars(),
    noteSettled: () => undefined,
    onSettled: () => undefined,
    failpoint: noFailpoint,
    log: new FakeLog(),
  });
  await next.settle(record);

  // then
  expect(await history.read(D1, 0, 100)).toEqual(record.pending);
  expect(await readModels.findTask(TASK)).toMatchObject({ dossierVersion: 1 });
});
