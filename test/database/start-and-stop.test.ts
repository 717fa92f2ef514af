import { spawn } from 'node:child_process';
import { chmodSync, closeSync, copyFileSync, existsSync, ftruncateSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, createIndex, freePort, runDatabase, startDatabase, temporaryFolder, type Row } from './start-database.ts';

const JOURNALLED = { writeConcern: { w: 1, j: true } } as const;
let dataDir: string;

beforeEach(() => {
  dataDir = temporaryFolder();
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function fill(count: number, options: object = {}): Promise<void> {
  const database = await startDatabase({ dataDir, ...options });
  const connection = await connect(database);
  const rows = connection.collection<Row>('rows');
  await createIndex(rows, { value: 1 }, { unique: true });
  for (let i = 0; i < count; i += 1) await rows.insertOne({ _id: i, value: i, pad: 'x'.repeat(500) }, JOURNALLED);
  await connection.close();
  expect(await database.stop()).toBe(0);
}

const shorten = (file: string, by: number) => {
  const handle = openSync(file, 'r+');
  ftruncateSync(handle, statSync(file).size - by);
  closeSync(handle);
};

describe('an orderly stop', () => {
  test('by SIGTERM keeps everything, also what nobody has waited for', async () => {
    // given
    const database = await startDatabase({ dataDir });
    const connection = await connect(database);
    const rows = connection.collection<Row>('rows');
    await createIndex(rows, { value: 1 }, { unique: true });
    for (let i = 0; i < 300; i += 1) await rows.insertOne({ _id: i, value: -i });

    // when
    const exitCode = await database.stop();

    // then
    expect(exitCode).toBe(0);
    await connection.close();
    const again = await startDatabase({ dataDir });
    const second = await connect(again);
    expect(await second.collection('rows').countDocuments({})).toBe(300);
    expect(await second.collection('rows').countDocuments({ value: { $lte: -100 } })).toBe(200);
    await expect(second.collection<Row>('rows').insertOne({ _id: 'x', value: -7 })).rejects.toThrow('E11000');
    await second.close();
    await again.stop();
  });

  test('follows the end of the process named by --parent', async () => {
    const parent = spawn('sleep', ['60']);
    const database = await startDatabase({ dataDir, arguments: ['--parent', String(parent.pid)] });
    const ended = new Promise<number | null>((resolve) => database.process.once('exit', resolve));
    parent.kill('SIGKILL');
    const before = Date.now();
    expect(await ended).toBe(0);
    expect(Date.now() - before).toBeLessThan(5000);
    await fill(1);
  });
});

test('with --journal sync everything works the same', async () => {
  await fill(50, { arguments: ['--journal', 'sync'] });
  const database = await startDatabase({ dataDir });
  const connection = await connect(database);
  expect(await connection.collection('rows').countDocuments({})).toBe(50);
  await connection.close();
  await database.stop();
});

describe('a start is refused with a sentence', () => {
  const start = async () => runDatabase('--port', String(await freePort()), '--data', dataDir);

  test('when the store is in use', async () => {
    const database = await startDatabase({ dataDir });
    expect(await start()).toEqual({ exitCode: 3, errors: expect.stringMatching(/^The store in .* is in use by another process; .*\.\n$/) });
    await database.stop();
  });

  test('when the store is truncated after an orderly stop', async () => {
    await fill(100);
    shorten(join(dataDir, 'store.mv'), 5000);
    expect(await start()).toEqual({ exitCode: 3, errors: expect.stringMatching(/^The store .* has lost its newest data .*restore a backup.*\.\n$/) });
  });

  test('when the store is truncated after a crash, which it would not notice by itself', async () => {
    const database = await startDatabase({ dataDir });
    const connection = await connect(database);
    const rows = connection.collection<Row>('rows');
    for (let i = 0; i < 20; i += 1) await rows.insertOne({ _id: i, pad: 'x'.repeat(30_000) }, JOURNALLED);
    copyFileSync(join(dataDir, 'store.mv'), join(dataDir, 'older'));
    for (let i = 20; i < 40; i += 1) await rows.insertOne({ _id: i, pad: 'x'.repeat(30_000) }, JOURNALLED);
    await database.kill();
    await connection.close().catch(() => undefined);
    copyFileSync(join(dataDir, 'older'), join(dataDir, 'store.mv'));
    expect(await start()).toEqual({ exitCode: 3, errors: expect.stringContaining('has lost its newest data') });
    rmSync(join(dataDir, 'store.version'));
    const accepted = await startDatabase({ dataDir });
    expect(await accepted.stop()).toBe(0);
  });

  test('when the store is damaged', async () => {
    await fill(10);
    writeFileSync(join(dataDir, 'store.mv'), Buffer.alloc(statSync(join(dataDir, 'store.mv')).size, 7));
    expect(await start()).toEqual({ exitCode: 3, errors: expect.stringMatching(/^The store .* is damaged and cannot be opened; restore a backup.*\.\n$/) });
  });

  test('when the store has been taken away', async () => {
    await fill(10);
    rmSync(join(dataDir, 'store.mv'));
    expect(await start()).toEqual({ exitCode: 3, errors: expect.stringContaining('is missing') });
    expect(existsSync(join(dataDir, 'store.mv'))).toBe(false);
  });

  test('when the data folder is a file', async () => {
    rmSync(dataDir, { recursive: true });
    writeFileSync(dataDir, '');
    expect(await start()).toEqual({ exitCode: 3, errors: expect.stringMatching(/^The data folder .* cannot be used .*\.\n$/) });
    chmodSync(dataDir, 0o600);
  });

  test('when the port is in use', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    expect(await runDatabase('--port', String(port), '--data', dataDir)).toEqual({
      exitCode: 4,
      errors: expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is in use .*--port\.\n$/),
    });
    await new Promise((resolve) => other.close(resolve));
  });

  test.each([[['--port', '1']], [['--data', 'x']], [['--port', 'many', '--data', 'x']], [['--help']]])('when called with %j', async (parameters) => {
    expect(await runDatabase(...parameters)).toEqual({ exitCode: 2, errors: expect.stringContaining('usage: java -jar database.jar') });
  });
});

test('a crash with a half-written mark, or between commit and mark, raises no alarm', async () => {
  for (const mark of ['', '17 17 0', '999999 999999 0 boot 0badc0de']) {
    const database = await startDatabase({ dataDir });
    const connection = await connect(database);
    await connection.collection('rows').insertOne({ at: new Date() }, JOURNALLED);
    await database.kill();
    await connection.close().catch(() => undefined);
    writeFileSync(join(dataDir, 'store.version'), mark);
    await sleep(50);
  }
  const database = await startDatabase({ dataDir });
  const connection = await connect(database);
  expect(await connection.collection('rows').countDocuments({})).toBe(3);
  await connection.close();
  await database.stop();
});
