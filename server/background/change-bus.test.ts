import { describe, expect, test } from '@jest/globals';
import { aDossier, after, D1, D2, received } from '../../test/support/builders/a-dossier.ts';
import { dossierDocuments, fakeDossiers, type DossierDocuments } from '../../test/support/fakes/fake-dossiers.ts';
import { interpose } from '../../test/support/fakes/interpose.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { DossierStore } from '../store/dossiers.ts';
import { createChangeBus, type ChangeBus } from './change-bus.ts';

function setUp(): { bus: ChangeBus; dossiers: DossierStore; documents: DossierDocuments } {
  const documents = dossierDocuments([aDossier()]);
  const dossiers = fakeDossiers(documents);
  const bus = createChangeBus(dossiers);
  dossiers.onCommitted(({ record }) => {
    bus.committed(record);
  });
  return { bus, dossiers, documents };
}

const hasCode = ({ state }: DossierRecord): boolean => state.code !== undefined;
const receive = (record: DossierRecord): DossierRecord => after(record, [received()]);

describe('waiting for a dossier', () => {
  test('ends at once when it is there already', async () => {
    const { bus, dossiers } = setUp();
    await dossiers.change(D1, receive);
    const begun = Date.now();
    expect((await bus.waitFor(D1, hasCode, 5_000)).state.code).toBeDefined();
    expect(Date.now() - begun).toBeLessThan(100);
  });

  test('ends as soon as this process has committed it', async () => {
    const { bus, dossiers } = setUp();
    const waiting = bus.waitFor(D1, hasCode, 5_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const begun = Date.now();
    await dossiers.change(D1, receive);
    expect((await waiting).state.code).toBe('H99.21-261120-0001');
    expect(Date.now() - begun).toBeLessThan(60);
  });

  test('notices what another process has written', async () => {
    const { bus, documents } = setUp();
    const waiting = bus.waitFor(D1, hasCode, 5_000);
    await fakeDossiers(documents).change(D1, receive);
    expect((await waiting).state.code).toBeDefined();
  });

  test('misses nothing that is committed while it looks', async () => {
    const { bus, dossiers } = setUp();
    let looks = 0;
    interpose(dossiers, 'get', (get) => async (id) => {
      const seen = await get(id);
      if (++looks === 1) await dossiers.change(D1, receive);
      return seen;
    });
    expect((await bus.waitFor(D1, hasCode, 5_000)).state.code).toBeDefined();
    expect(looks).toBe(1);
  });

  test('asks nobody when the newest record at hand is already there', async () => {
    const { bus, dossiers } = setUp();
    await dossiers.change(D1, receive);
    interpose(dossiers, 'get', () => () => Promise.reject(new Error('nobody need be asked')));
    expect((await bus.waitFor(D1, hasCode, 0)).state.code).toBeDefined();
  });

  test('goes on when something else about the dossier changes', async () => {
    const { bus, dossiers } = setUp();
    const waiting = bus.waitFor(D1, hasCode, 5_000);
    await dossiers.change(D1, (record) => ({ ...record, idHashes: [] }));
    await dossiers.change(D1, receive);
    expect((await waiting).version).toBe(3);
  });

  test('ends with the newest record when time is up', async () => {
    const { bus, dossiers } = setUp();
    const waiting = bus.waitFor(D1, hasCode, 300);
    await dossiers.change(D1, (record) => ({ ...record, idHashes: ['x'] }));
    const latest = await waiting;
    expect(latest).toMatchObject({ version: 2, idHashes: ['x'] });
    expect(hasCode(latest)).toBe(false);
  });

  test('of several requests wakes every one', async () => {
    const { bus, dossiers } = setUp();
    const waiting = [bus.waitFor(D1, hasCode, 5_000), bus.waitFor(D1, ({ version }) => version > 1, 5_000)];
    await dossiers.change(D1, receive);
    expect((await Promise.all(waiting)).map(({ version }) => version)).toEqual([2, 2]);
  });

  test('for one that does not exist is refused like a look at it', async () => {
    await expect(setUp().bus.waitFor(D2, hasCode, 1_000)).rejects.toMatchObject({ code: 'dossier-not-found' });
  });
});
