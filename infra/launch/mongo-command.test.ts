import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { decode, encode, mongoCommand, type BsonDocument } from './mongo-command.ts';

let server: Server | undefined;

afterEach(() => {
  server?.close();
});

test('a document reads back as it was written', () => {
  const document = { hello: 1, $db: 'admin', flag: true, nested: { name: 'hồ sơ', list: { 0: 'a' } } };

  expect(decode(encode(document, ['list']))).toEqual({ ...document, nested: { name: 'hồ sơ' } });
});

test('the bytes are those of the BSON specification', () => {
  expect(encode({ hello: 'world' }).toString('hex')).toBe('160000000268656c6c6f0006000000776f726c640000');
});

test('values that are of no use here are passed over', () => {
  const date = Buffer.concat([Buffer.from([0x09]), Buffer.from('localTime\0'), Buffer.alloc(8)]);
  const ok = Buffer.concat([Buffer.from([0x01]), Buffer.from('ok\0'), Buffer.from([0, 0, 0, 0, 0, 0, 0xf0, 0x3f])]);
  const body = Buffer.concat([date, ok, Buffer.alloc(1)]);
  const length = Buffer.alloc(4);
  length.writeInt32LE(body.length + 4);

  expect(decode(Buffer.concat([length, body]))).toEqual({ ok: 1 });
});

test('a command is sent as one message and its answer is read, however it is cut', async () => {
  // given
  const asked: BsonDocument[] = [];
  const port = await listen((message) => {
    asked.push(decode(message.subarray(21)));
    return encode({ isWritablePrimary: true, ok: 1 });
  });

  // when
  const answer = await mongoCommand(port, { hello: 1, $db: 'admin' });

  // then
  expect(asked).toEqual([{ hello: 1, $db: 'admin' }]);
  expect(answer).toEqual({ isWritablePrimary: true, ok: 1 });
});

test('a database that hangs up is an error', async () => {
  const port = await listen(() => undefined);

  await expect(mongoCommand(port, { hello: 1 })).rejects.toThrow('closed the connection');
});

async function listen(answer: (message: Buffer) => Buffer | undefined): Promise<number> {
  const made = createServer((socket) => {
    socket.once('data', (message) => {
      const body = answer(message);
      if (body === undefined) {
        socket.destroy();
        return;
      }
      const header = Buffer.alloc(21);
      header.writeInt32LE(header.length + body.length, 0);
      header.writeInt32LE(2013, 12);
      const reply = Buffer.concat([header, body]);
      socket.write(reply.subarray(0, 10));
      setTimeout(() => socket.write(reply.subarray(10)), 20);
    });
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}
