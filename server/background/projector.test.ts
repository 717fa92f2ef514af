import { describe, expect, test } from '@jest/globals';
import type { aDossier } from '../../test/support/builders/a-dossier.ts';
import { aNewDossier, D1, D2 } from '../../test/support/builders/a-dossier.ts';
import { aFact, INSTANCE, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { fakePorts, theDossier, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { failNext, interpose } from '../../test/support/fakes/interpose.ts';
import type { EngineFact } from '../../domain/engine-fact.ts';
import { findChainFault } from '../../domain/history/chain.ts';
import type { FailpointName } from '../ports/failpoint.ts';
import { createProjector, type FactBatch, type Projector } from './projector.ts';

const batch = (
  facts: readonly EngineFact[],
  { after = -1, last = facts.at(-1)?.position ?? after, partition = 1, log }: Partial<FactBatch> = {},
): FactBatch => ({ partition, after, last, facts, ...(log === undefined ? {} : { log }) });
const kinds = (ports: FakePorts, id = D1): string[] => theDossier(ports, id).pending.map(({ kind }) => kind);
const positions = (ports: FakePorts, id = D1): number[] => theDossier(ports, id).pending.flatMap(({ engine }) => engine?.position ?? []);
const start = (from = 100): Story => new Story({ from }).start(D1);

function setUp({ dossiers = [aNewDossier()] }: { dossiers?: readonly ReturnType<typeof aDossier>[] } = {}): { ports: FakePorts; projector: Projector } {
  const ports = fakePorts({ dossiers });
  return { ports, projector: createProjector(ports) };
}

describe('a batch', () => {
  test('finds its dossier by the start message and is durable when it is answered', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch(start().enter('look-up', '4001').task(TASK).facts));

    expect(kinds(ports)).toEqual(['submitted', 'process-started', 'element-activated', 'element-activated', 'task-created']);
    expect(theDossier(ports, D1).state.tasks[TASK]?.name).toBe('Tra cứu sổ hộ tịch');
    expect(await ports.marks.position(1)).toBe(103);
    expect(projector.lastBatchAt()).toBe(ports.clock.now());
  });

  test('of several dossiers writes each of them once', async () => {
    const { ports, projector } = setUp({ dossiers: [aNewDossier(), aNewDossier({ id: D2 })] });
    const other = new Story({ from: 200, instance: '77' }).start(D2);
    await projector.take(batch([...start().facts, ...other.facts]));
    expect([theDossier(ports, D1).version, theDossier(ports, D2).version]).toEqual([2, 2]);
    expect(theDossier(ports, D2).state.processInstanceKey).toBe('77');
  });

  test('that comes again as a whole is skipped at once', async () => {
    const { ports, projector } = setUp();
    const first = batch(start().facts);
    await projector.take(first);
    ports.dossiers.changeMany = () => Promise.reject(new Error('must not be asked'));
    await projector.take(first);
    await projector.take(batch([], { after: 50, last: 90 }));
    expect(positions(ports)).toEqual([100, 101]);
  });

  test('that overlaps what was taken adds only what is new', async () => {
    const { ports, projector } = setUp();
    const story = start();
    await projector.take(batch(story.facts));
    await projector.take(batch(story.enter('look-up', '4001').facts, { after: 99 }));
    expect(positions(ports)).toEqual([100, 101, 102]);
  });

  test('that comes again after a restart of the server is skipped by the mark kept in the database', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch(start().facts));
    await createProjector(ports).take(batch(start().facts));
    expect(positions(ports)).toEqual([100, 101]);
  });

  test('without facts still moves the mark', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch([], { after: -1, last: 40 }));
    expect(await ports.marks.position(1)).toBe(40);
  });

  test('waits for the one before it', async () => {
    const { ports, projector } = setUp();
    const story = start();
    const first = projector.take(batch([...story.facts]));
    const second = projector.take(batch(story.enter('look-up', '4001').facts.slice(-1), { after: 101 }));
    await Promise.all([first, second]);
    expect(positions(ports)).toEqual([100, 101, 102]);
  });

  test('that fails does not hold up its own repeat', async () => {
    const { ports, projector } = setUp();
    failNext(ports.dossiers, 'changeMany');
    await expect(projector.take(batch(start().facts))).rejects.toThrow('away');
    expect(await ports.marks.position(1)).toBeUndefined();
    await projector.take(batch(start().facts));
    expect(positions(ports)).toEqual([100, 101]);
  });
});

describe('a history gap', () => {
  test('is recorded and alarmed when the exporter has posted beyond our mark', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch(start().facts));
    await projector.take(batch([], { after: 200, last: 210 }));
    expect(await ports.marks.gaps()).toEqual([{ partition: 1, after: 200, mark: 101, at: ports.clock.now() }]);
    expect(ports.log.at('error')).toHaveLength(1);
  });

  test('is one too when this store is empty and the exporter is not', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch([], { after: 5, last: 6 }));
    expect(await ports.marks.gaps()).toMatchObject([{ after: 5 }]);
  });

  test('is none when the batch follows on, comes again, or is the very first', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch(start().facts));
    await projector.take(batch([], { after: 101, last: 110 }));
    await projector.take(batch([], { after: 50, last: 120 }));
    expect(await ports.marks.gaps()).toEqual([]);
  });

  test('is recorded once, also when its batch has to be taken again', async () => {
    const { ports, projector } = setUp();
    failNext(ports.dossiers, 'changeMany');
    const gapped = batch(start(300).facts, { after: 200 });
    await projector.take(gapped).catch(() => undefined);
    await projector.take(gapped);
    expect(await ports.marks.gaps()).toHaveLength(1);
  });

  test('is none when another server has taken the batches in between', async () => {
    const { ports, projector } = setUp();
    const other = createProjector(ports);
    await projector.take(batch([], { last: 100 }));
    await other.take(batch([], { after: 100, last: 200 }));
    await projector.take(batch([], { after: 200, last: 300 }));
    expect(await ports.marks.gaps()).toEqual([]);
  });

  test('nor does a server that was away move the mark back', async () => {
    const { ports, projector } = setUp();
    const other = createProjector(ports);
    await projector.take(batch([], { last: 100 }));
    await other.take(batch([], { after: 100, last: 300 }));
    await projector.take(batch([], { after: 100, last: 200 }));
    expect(await ports.marks.position(1)).toBe(300);
  });
});

describe('an engine that was set up anew', () => {
  test('has its low positions taken in, and the loss is recorded', async () => {
    // given a store that has seen another log far beyond
    const { ports, projector } = setUp();
    await projector.take(batch([], { last: 5_000, log: 'old' }));

    // when
    await projector.take(batch(start().facts, { log: 'new' }));

    // then
    expect(kinds(ports)).toContain('process-started');
    expect(await ports.marks.gaps()).toHaveLength(1);
  });

  test('is not suspected when the same log comes back after a restart', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch(start().facts, { log: 'one' }));
    await createProjector(ports).take(batch(start().facts, { log: 'one' }));
    expect(await ports.marks.gaps()).toEqual([]);
  });
});

describe('records of an instance without a dossier', () => {
  const early = (): EngineFact => aFact('variable-set', 90, { data: { name: 'x' } });

  test('are set aside, counted and warned of', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch([early()]));
    expect(await ports.links.countSetAside()).toBe(1);
    expect(ports.log.at('warn')).toHaveLength(1);
    expect(await ports.marks.position(1)).toBe(90);
  });

  test('are taken back, in their place, as soon as the instance is known', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch([early()]));
    await projector.take(batch(start().facts, { after: 90 }));
    expect(positions(ports)).toEqual([90, 100, 101]);
    expect(await ports.links.countSetAside()).toBe(0);
  });

  test('wait within their batch when the start comes later in it', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch([early(), ...start().facts]));
    expect(positions(ports)).toEqual([90, 100, 101]);
    expect(await ports.links.countSetAside()).toBe(0);
  });

  test('are not lost when the server dies right after it has learned the link', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch([early()]));
    failNext(ports.dossiers, 'changeMany');
    await projector.take(batch(start().facts, { after: 90 })).catch(() => undefined);

    await createProjector(ports).take(batch(start().facts, { after: 90 }));

    expect(positions(ports)).toEqual([90, 100, 101]);
    expect(await ports.links.countSetAside()).toBe(0);
  });

  test('of a called process are not lost when its dossier has moved on meanwhile', async () => {
    // given: variables of the called process come before its first element, and the batch ends in between
    const { ports, projector } = setUp();
    await projector.take(batch(start().facts));
    const childVariable = aFact('variable-set', 110, { processInstanceKey: '5500', data: { name: 'y' } });
    await projector.take(batch([childVariable, aFact('variable-set', 111, { data: { name: 'z' } })], { after: 101 }));

    // when
    const childProcess = aFact('element-activated', 112, {
      processInstanceKey: '5500',
      parentProcessInstanceKey: INSTANCE,
      elementInstanceKey: '5500',
      elementType: 'PROCESS',
    });
    await projector.take(batch([childProcess], { after: 111 }));

    // then
    expect(positions(ports).sort((a, b) => a - b)).toEqual([100, 101, 110, 111, 112]);
    expect(await ports.links.countSetAside()).toBe(0);
  });

  test('are set aside, not dropped, when this store does not know the dossier', async () => {
    const { ports, projector } = setUp({ dossiers: [] });
    await projector.take(batch(start().facts));
    expect(await ports.links.countSetAside()).toBe(2);
    expect(ports.log.lines.some(({ level }) => level === 'warn' || level === 'error')).toBe(true);
  });

  test('refusals that name no instance are left out: nothing happened to any dossier', async () => {
    const { ports, projector } = setUp();
    await projector.take(batch(start().enter('look-up', '4001').task(TASK).facts));
    await projector.take(
      batch([aFact('claim-refused', 130, { processInstanceKey: '-1', data: { taskKey: TASK, assignee: 'lan', action: 'claim' } })], { after: 104 }),
    );
    expect(kinds(ports)).not.toContain('claim-refused');
    expect(await ports.links.countSetAside()).toBe(0);
  });
});

describe('a called process', () => {
  test("belongs to its parent's dossier, and its end does not end the dossier", async () => {
    const { ports, projector } = setUp();
    const child = (kind: 'element-activated' | 'element-completed', position: number): EngineFact =>
      aFact(kind, position, {
        processInstanceKey: '5500',
        elementInstanceKey: '5500',
        elementType: 'PROCESS',
        ...(kind === 'element-activated' ? { parentProcessInstanceKey: INSTANCE } : {}),
      });
    await projector.take(
      batch([...start().facts, child('element-activated', 110), aFact('job-created', 111, { processInstanceKey: '5500' }), child('element-completed', 112)]),
    );
    expect(positions(ports)).toEqual([100, 101, 110, 111, 112]);
    expect(theDossier(ports, D1).state.closedAt).toBeUndefined();
  });
});

describe('a server that dies while taking a batch in', () => {
  test.each<FailpointName>(['projector.beforeWrite', 'projector.afterDossiers', 'projector.afterMark'])(
    'at %s loses nothing and repeats nothing',
    async (place) => {
      // given
      const { ports } = setUp({ dossiers: [aNewDossier(), aNewDossier({ id: D2 })] });
      const facts = [aFact('variable-set', 90), ...start().facts, ...new Story({ from: 200, instance: '77' }).start(D2).facts];
      const dying = createProjector({
        ...ports,
        failpoint: (name) => {
          if (name === place) throw new Error('died');
        },
      });
      await dying.take(batch(facts)).catch(() => undefined);

      // when: the exporter posts the same batch to the next one
      await createProjector(ports).take(batch(facts));

      // then
      expect(positions(ports)).toEqual([90, 100, 101]);
      expect(positions(ports, D2)).toEqual([200, 201]);
      for (const id of [D1, D2]) expect(findChainFault(id, theDossier(ports, id).pending)).toBeUndefined();
      expect(await ports.marks.position(1)).toBe(201);
    },
  );

  test('between two dossiers, too', async () => {
    const { ports } = setUp({ dossiers: [aNewDossier(), aNewDossier({ id: D2 })] });
    const facts = [...start().facts, ...new Story({ from: 200, instance: '77' }).start(D2).facts];
    let first = true;
    interpose(ports.dossiers, 'changeMany', (changeMany) => async (ids, change) => {
      if (!first) return changeMany(ids, change);
      first = false;
      await changeMany(ids.slice(0, 1), change);
      throw new Error('died');
    });
    const projector = createProjector(ports);
    await projector.take(batch(facts)).catch(() => undefined);
    await projector.take(batch(facts));
    expect(positions(ports)).toEqual([100, 101]);
    expect(positions(ports, D2)).toEqual([200, 201]);
  });
});

test('two servers given the same batch at the same time write it once', async () => {
  const { ports, projector } = setUp();
  const facts = start().enter('look-up', '4001').task(TASK).facts;
  await Promise.all([projector.take(batch(facts)), createProjector(ports).take(batch(facts))]);
  expect(positions(ports)).toEqual([100, 101, 102, 103]);
});
