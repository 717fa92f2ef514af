import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { connectStore } from '../../server/store/connect.ts';
import { MIGRATIONS } from '../../server/store/migrations/index.ts';
import { MigrationOrder, migrate } from '../../server/store/migrations/migrate.ts';
import { takeLease } from '../../server/store/migrations/lease.ts';
import type { Migration } from '../../server/store/migrations/migration.ts';
import { sequencesIn } from '../../server/store/sequences.ts';
import { DATABASES, openStore, type OpenStore } from './open-store.ts';

const log = pino({ level: 'silent' });

describe.each(DATABASES)('sequences and migrations (%s)', (kind) => {
  let open: OpenStore;
  beforeAll(async () => {
    open = await openStore(kind);
  });
  afterAll(async () => {
    await open.stop();
  });

  test('a series counts from one without gaps or doubles, whoever asks from whichever server', async () => {
    // given
    const second = await connectStore({ uri: open.uri, log });
    const [here, there] = [sequencesIn(open.connection), sequencesIn(second.connection)] as const;

    // when
    const numbers = await Promise.all(Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? here : there).next('H99.21-261123')));
    await second.close();

    // then
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    expect(await here.next('H99.21-261124')).toBe(1);
  });

  test('every collection and index is there after migrating, and migrating again does nothing', async () => {
    // when
    await migrate(open.db, MIGRATIONS, log);

    // then
    expect((await open.db.collection('migrations').find({}).toArray()).map(({ _id }) => String(_id)).sort()).toEqual(MIGRATIONS.map(({ id }) => id).sort());
    const [byUsername] = (await open.db.collection('officers').indexes()).filter(({ name }) => name === 'by-username');
    expect(byUsername).toMatchObject({ key: { username: 1 }, unique: true });
  });

  test('servers that start together migrate once, in order, and all wait for the end', async () => {
    // given
    const ran: string[] = [];
    const step = (id: string): Migration => ({
      id,
      up: async () => {
        await new Promise((resolve) => setTimeout(resolve, 150));
        ran.push(id);
      },
    });
    const steps = [...MIGRATIONS, step('902-second'), step('901-first')];

    // when
    await Promise.all(['a', 'b', 'c'].map((holder) => migrate(open.db, steps, log, holder)));

    // then
    expect(ran).toEqual(['901-first', '902-second']);
    expect(await takeLease(open.db, 'migrations', 'next', 1000)).toBe(true);
  });

  test('a step that fails is tried again by the next start, and the ones before it are not', async () => {
    // given
    await open.db.collection('migrations').deleteMany({ _id: /^90/ as never });
    await open.db.collection('leases').deleteMany({});
    const ran: string[] = [];
    let broken = true;
    const steps: Migration[] = [
      ...MIGRATIONS,
      { id: '901-first', up: () => Promise.resolve(void ran.push('first')) },
      { id: '902-second', up: () => (broken ? Promise.reject(new Error('disk full')) : Promise.resolve(void ran.push('second'))) },
    ];

    // when
    await expect(migrate(open.db, steps, log)).rejects.toThrow('disk full');
    broken = false;
    await migrate(open.db, steps, log);

    // then
    expect(ran).toEqual(['first', 'second']);
  });

  test('a database of a newer program is refused, and so are two steps of one name', async () => {
    await expect(migrate(open.db, MIGRATIONS, log)).rejects.toThrow(MigrationOrder);
    await expect(migrate(open.db, [...MIGRATIONS, ...MIGRATIONS], log)).rejects.toThrow(MigrationOrder);
  });

  test("a lease is one holder's until it is over", async () => {
    // when
    const taken = [await takeLease(open.db, 'x', 'a', 200), await takeLease(open.db, 'x', 'b', 200), await takeLease(open.db, 'x', 'a', 50)];
    await new Promise((resolve) => setTimeout(resolve, 80));

    // then
    expect(taken).toEqual([true, false, true]);
    expect((await Promise.all(['b', 'c', 'd'].map((holder) => takeLease(open.db, 'x', holder, 500)))).filter(Boolean)).toHaveLength(1);
  });
});
