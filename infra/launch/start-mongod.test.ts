import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findOnPath } from './find-on-path.ts';
import { findPorts } from './find-ports.ts';
import { makePlan, type Plan } from './plan.ts';
import type { Database } from './start-database.ts';
import { startMongod } from './start-mongod.ts';

let folder: string;
const started: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-mongod-'));
});
afterEach(async () => {
  for (const database of started.splice(0)) await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Answers the two commands that the launcher sends, and becomes primary once it has been told to; it writes down its arguments, and what
 * it was told.
 */
const STAND_IN = `#!${process.execPath}
const { appendFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
const note = (file, text) => appendFileSync(join(option('--dbpath'), file), text + '\\n');
note('arguments', JSON.stringify(args));
const text = (name, value) => Buffer.concat([Buffer.from('\\x02' + name + '\\0'), int(value.length + 1), Buffer.from(value + '\\0')]);
const flag = (name, value) => Buffer.concat([Buffer.from('\\x08' + name + '\\0'), Buffer.of(Number(value))]);
const int = (value) => { const bytes = Buffer.alloc(4); bytes.writeInt32LE(value); return bytes; };
const reply = (...elements) => {
  const body = Buffer.concat([...elements, Buffer.alloc(1)]);
  const head = Buffer.concat([int(0), int(1), int(1), int(2013), int(0), Buffer.of(0)]);
  head.writeInt32LE(head.length + 4 + body.length);
  return Buffer.concat([head, int(body.length + 4), body]);
};
const initiated = () => existsSync(join(option('--dbpath'), 'initiated'));
require('node:net').createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (message) => {
    const command = message.toString('latin1', 26).split('\\0')[0];
    if (command === 'hello') socket.write(initiated() ? reply(flag('isWritablePrimary', true), text('setName', option('--replSet'))) : reply(flag('isWritablePrimary', false)));
    else if (process.env.TMPDIR === '/refuse') socket.write(reply(text('errmsg', 'This node was not started with replication enabled.')));
    else { note('initiated', message.toString('latin1').includes('127.0.0.1:' + option('--port')) ? command + ' of this address' : command); socket.write(reply()); }
  });
}).listen(Number(option('--port')), option('--bind_ip'));
`;

function putOnPath(script: string): string {
  const program = join(folder, 'bin', 'mongod');
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  return [join(folder, 'bin'), '/usr/bin', '/bin'].join(delimiter);
}

const planWith = (env: NodeJS.ProcessEnv): Plan => makePlan({ env, port: 8080, demo: false, mongod: findOnPath('mongod', env.PATH) });

async function start(program: string, env: NodeJS.ProcessEnv = {}): Promise<{ readonly database: Database; readonly port: number }> {
  const { database: port } = await findPorts();
  const place = { root: folder, inherited: env, dataDir: join(folder, 'data'), logFile: join(folder, 'database.log') };
  const database = await startMongod({ ...place, program, port, startMs: 2_000 });
  started.push(database);
  return { database, port };
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(folder, 'data', file), 'utf8')
    .trim()
    .split('\n');

describe('the order of choice', () => {
  test('is MONGODB_URI, then a mongod on PATH, then the embedded database', () => {
    // given
    const PATH = putOnPath(STAND_IN);

    // then
    expect(planWith({ PATH, MONGODB_URI: 'mongodb://db/motcua' }).database).toEqual({ kind: 'own', uri: 'mongodb://db/motcua' });
    expect(planWith({ PATH }).database).toEqual({ kind: 'mongod', program: join(folder, 'bin', 'mongod') });
    expect(planWith({ PATH: join(folder, 'elsewhere') }).database).toEqual({ kind: 'embedded' });
  });

  test('passes over a file of that name that is no program', () => {
    // given
    const PATH = putOnPath(STAND_IN);
    chmodSync(join(folder, 'bin', 'mongod'), 0o644);

    // then
    expect(planWith({ PATH: PATH.split(delimiter)[0] }).database).toEqual({ kind: 'embedded' });
  });
});

describe('a mongod', () => {
  test('is started on the loopback interface as a replica set of one, with a folder of its own', async () => {
    // given
    putOnPath(STAND_IN);

    // when
    const { database, port } = await start(join(folder, 'bin', 'mongod'));

    // then
    expect(JSON.parse(linesOf('arguments')[0] ?? '')).toEqual([
      '--dbpath',
      join(folder, 'data'),
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
      '--replSet',
      'motcua',
    ]);
    expect(linesOf('initiated')).toEqual(['replSetInitiate of this address']);
    expect(database.uri).toBe(`mongodb://127.0.0.1:${String(port)}/motcua?replicaSet=motcua&directConnection=true`);
  });

  test('that was a replica set before is not made one again', async () => {
    // given
    putOnPath(STAND_IN);
    const { database } = await start(join(folder, 'bin', 'mongod'));

    // when
    await database.restart();

    // then
    expect(linesOf('arguments')).toHaveLength(2);
    expect(linesOf('initiated')).toHaveLength(1);
  });

  test('that dies is named, with the end of what it said', async () => {
    // given
    putOnPath('#!/bin/sh\necho "Failed to set up listener: SocketException: Address already in use"; exit 48\n');

    // then
    await expect(start(join(folder, 'bin', 'mongod'))).rejects.toThrow(
      new RegExp(
        `The database \\(${folder}/bin/mongod\\) ended with exit code 48\\.\\nThe last lines of ${folder}/database.log:\\n\\nFailed to set up listener`,
      ),
    );
    expect(existsSync(join(folder, 'data', 'arguments'))).toBe(false);
  });

  test('that does not become primary is named with what it says', async () => {
    // given
    putOnPath(STAND_IN);

    // then
    await expect(start(join(folder, 'bin', 'mongod'), { TMPDIR: '/refuse' })).rejects.toThrow(
      `The database was not ready after 2 s. ${folder}/bin/mongod says: This node was not started with replication enabled.`,
    );
  });

  test('that cannot be run at all is named, too', async () => {
    await expect(start(join(folder, 'nowhere', 'mongod'))).rejects.toThrow(`The database (${folder}/nowhere/mongod) could not be started`);
  });
});
