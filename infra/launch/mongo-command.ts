import { connect } from 'node:net';

/** The values that our few commands and their answers need; everything else in an answer is left out. */
export type BsonValue = string | number | boolean | { readonly [key: string]: BsonValue };
export type BsonDocument = Readonly<Record<string, BsonValue>>;

const OP_MSG = 2013;
const HEADER_BYTES = 16;
const TIMEOUT_MS = 3_000;

/**
 * One command to a database on this machine, over a connection of its own. The launcher needs only two commands, and the driver
 * belongs to the store. Keys named in `arrays` hold documents that are sent as lists.
 */
export async function mongoCommand(port: number, command: BsonDocument, arrays: readonly string[] = []): Promise<BsonDocument> {
  const body = encode(command, arrays);
  const message = Buffer.alloc(HEADER_BYTES + 5);
  message.writeInt32LE(message.length + body.length, 0);
  message.writeInt32LE(1, 4);
  message.writeInt32LE(OP_MSG, 12);
  const reply = await exchange(port, Buffer.concat([message, body]));
  return decode(reply.subarray(HEADER_BYTES + 5));
}

function exchange(port: number, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = Buffer.alloc(0);
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('The database did not answer.')));
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error('The database closed the connection.'));
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < received.readInt32LE(0)) return;
      resolve(received);
      socket.destroy();
    });
    socket.write(request);
  });
}

export function encode(document: BsonDocument, arrays: readonly string[] = []): Buffer {
  const elements = Object.entries(document).map(([key, value]) => encodeElement(key, value, arrays));
  const body = Buffer.concat([...elements, Buffer.alloc(1)]);
  return Buffer.concat([int32(body.length + 4), body]);
}

function encodeElement(key: string, value: BsonValue, arrays: readonly string[]): Buffer {
  const name = Buffer.from(`${key}\0`);
  if (typeof value === 'string') {
    const text = Buffer.from(`${value}\0`);
    return Buffer.concat([Buffer.of(0x02), name, int32(text.length), text]);
  }
  if (typeof value === 'number') return Buffer.concat([Buffer.of(0x10), name, int32(value)]);
  if (typeof value === 'boolean') return Buffer.concat([Buffer.of(0x08), name, Buffer.of(Number(value))]);
  return Buffer.concat([Buffer.of(arrays.includes(key) ? 0x04 : 0x03), name, encode(value, arrays)]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** How many bytes a value of each fixed-size type takes: double, object id, boolean, date, null, int32, timestamp, int64. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 0x01: 8, 0x07: 12, 0x08: 1, 0x09: 8, 0x0a: 0, 0x10: 4, 0x11: 8, 0x12: 8 };

export function decode(bytes: Buffer): BsonDocument {
  const document: Record<string, BsonValue> = {};
  let at = 4;
  while (bytes[at] !== 0) {
    const type = bytes.readUInt8(at);
    const nameEnd = bytes.indexOf(0, at + 1);
    const name = bytes.toString('utf8', at + 1, nameEnd);
    const start = nameEnd + 1;
    at = start + sizeAt(bytes, start, type);
    const value = valueAt(bytes, start, type);
    if (value !== undefined) document[name] = value;
  }
  return document;
}

function sizeAt(bytes: Buffer, start: number, type: number): number {
  const fixed = FIXED_BYTES[type];
  if (fixed !== undefined) return fixed;
  const length = bytes.readInt32LE(start);
  if (type === 0x02) return 4 + length;
  if (type === 0x05) return 5 + length;
  if (type === 0x03 || type === 0x04) return length;
  throw new Error(`The database answered with a value of type ${String(type)}.`);
}

function valueAt(bytes: Buffer, start: number, type: number): BsonValue | undefined {
  switch (type) {
    case 0x01:
      return bytes.readDoubleLE(start);
    case 0x02:
      return bytes.toString('utf8', start + 4, start + 3 + bytes.readInt32LE(start));
    case 0x03:
      return decode(bytes.subarray(start));
    case 0x08:
      return bytes[start] === 1;
    case 0x10:
      return bytes.readInt32LE(start);
    default:
      return undefined;
  }
}
