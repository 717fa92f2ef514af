import { afterAll, beforeAll, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { createClockAlarms } from '../../server/background/clock-alarms.ts';
import { dossiersIn } from '../../server/store/dossiers.ts';
import { readModelsIn } from '../../server/store/read-models.ts';
import { openDossiers } from '../bench/open-dossiers.ts';
import { FakeClock } from '../support/fakes/fake-clock.ts';
import { fakePorts } from '../support/fakes/fake-ports.ts';
import { openStore, type OpenStore } from './open-store.ts';

const OPEN = 3_000;
const DUE = 7;

let store: OpenStore;
/** Sees what the database hands out. */
let watched: Connection;
beforeAll(async () => {
  store = await openStore();
  watched = await mongoose.createConnection(store.uri, { monitorCommands: true }).asPromise();
});
afterAll(async () => {
  await watched.close();
  await store.stop();
});

test('a round over many open dossiers reads those that are due and no other', async () => {
  // given
  const { now } = await openDossiers(store.connection, { open: OPEN, due: DUE });
  let handedOut = 0;
  watched.getClient().on('commandSucceeded', ({ reply }) => {
    const { cursor } = reply as { cursor?: { firstBatch?: unknown[]; nextBatch?: unknown[] } };
    handedOut += (cursor?.firstBatch ?? cursor?.nextBatch ?? []).length;
  });
  const ports = fakePorts({ clock: new FakeClock(now) });
  const alarms = createClockAlarms({
    ...ports,
    dossiers: dossiersIn(watched),
    readModels: readModelsIn(watched),
    watch: { mayBelieve: () => Promise.resolve(true) },
  });

  // when
  const raised = await alarms.round(() => Promise.resolve(true));

  // then: each once as a row and once as a dossier
  expect(raised).toBe(DUE);
  expect(handedOut).toBe(2 * DUE);
  expect((await store.db.collection('dossier_list').indexes()).map(({ name }) => name as string)).toContain('by-clock-wake');
});
