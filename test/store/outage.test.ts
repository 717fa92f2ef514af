import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { StoreUnavailable } from '../../server/ports/store-unavailable.ts';
import { connectStore, type StoreHealth } from '../../server/store/connect.ts';
import { sequencesIn } from '../../server/store/sequences.ts';
import { freePort, startDatabase, temporaryFolder } from '../database/start-database.ts';

const log = pino({ level: 'silent' });
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 50) {
    if (waited > 15_000) throw new Error('It did not happen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function refusedWithin(work: () => Promise<unknown>): Promise<number> {
  const start = Date.now();
  await expect(work()).rejects.toThrow(StoreUnavailable);
  return Date.now() - start;
}

test('a killed database is refused within two seconds, is shown as down, and works again by itself when it is back', async () => {
  // given
  const [port, dataDir] = [await freePort(), temporaryFolder()];
  const first = await startDatabase({ port, dataDir });
  const store = await connectStore({ uri: `${first.uri}/test?directConnection=true`, log });
  ends.push(() => store.close());
  const sequences = sequencesIn(store.connection);
  const changes: StoreHealth[] = [];
  store.onChange((health) => changes.push(health));
  expect(await sequences.next('x')).toBe(1);
  const upSince = store.health().since;

  // when
  await first.kill();
  const waits = await Promise.all(Array.from({ length: 20 }, () => refusedWithin(() => sequences.next('x'))));

  // then
  expect(Math.max(...waits)).toBeLessThan(2_000);
  await until(() => !store.health().up);
  expect(store.health().since > upSince).toBe(true);

  // when
  const second = await startDatabase({ port, dataDir });
  ends.push(() => second.stop());

  // then
  await until(() => store.health().up);
  await until(() =>
    sequences.next('x').then(
      (next) => next >= 2,
      () => false,
    ),
  );
  expect(changes.map(({ up }) => up)).toEqual([false, true]);
});

test('a database that hangs without closing its connections is refused within two seconds and noticed', async () => {
  // given
  const database = await startDatabase();
  ends.push(() => database.stop());
  const store = await connectStore({ uri: `${database.uri}/test?directConnection=true`, log });
  ends.push(() => store.close());
  const sequences = sequencesIn(store.connection);
  await sequences.next('x');

  // when
  database.process.kill('SIGSTOP');
  ends.push(() => Promise.resolve(database.process.kill('SIGCONT')));
  const waited = await refusedWithin(() => sequences.next('x'));

  // then
  expect(waited).toBeLessThan(2_000);
  await until(() => !store.health().up);

  // when
  database.process.kill('SIGCONT');

  // then
  await until(() =>
    sequences.next('x').then(
      () => true,
      () => false,
    ),
  );
  await until(() => store.health().up);
});

test('a server that starts before its database waits for it', async () => {
  // given
  const port = await freePort();
  const connecting = connectStore({ uri: `mongodb://127.0.0.1:${String(port)}/test?directConnection=true`, log });
  await new Promise((resolve) => setTimeout(resolve, 500));

  // when
  const database = await startDatabase({ port });
  ends.push(() => database.stop());
  const store = await connecting;
  ends.push(() => store.close());

  // then
  expect(store.health().up).toBe(true);
  expect(await sequencesIn(store.connection).next('x')).toBe(1);
});
