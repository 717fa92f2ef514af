import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dossiersIn } from '../../server/store/dossiers.ts';
import { historyIn } from '../../server/store/history.ts';
import { clock } from '../../server/store/migrations/050-clock.ts';
import { aDossier, after, D1, received, supplementRequested } from '../support/builders/a-dossier.ts';
import { openStore, type OpenStore } from './open-store.ts';

let store: OpenStore;
beforeAll(async () => {
  store = await openStore();
});
afterAll(async () => {
  await store.stop();
});

test('a dossier of before gets its clock from its history, settled or not, and is settled again', async () => {
  // given
  const [dossiers, history] = [dossiersIn(store.connection), historyIn(store.connection)];
  const record = after(aDossier(), [received(), supplementRequested()]);
  await dossiers.create({ ...record, outbox: [], pending: record.pending.slice(-1) });
  await history.append(record.pending.slice(0, -1));
  const collection = store.db.collection<{ _id: string; version: number }>('dossiers');
  await collection.updateOne({ _id: D1 }, { $unset: { 'state.clock': '', wakeAt: '' } });

  // when
  for (let times = 0; times < 2; times++) await clock.up(store.db);

  // then
  const now = await dossiersIn(store.connection).due('2026-01-01T00:00:00.000Z', 10);
  expect(now.map(({ id }) => id)).toEqual([D1]);
  expect(now[0]?.state.clock).toEqual(record.state.clock);
  expect(now[0]?.version).toBe(2);
});
