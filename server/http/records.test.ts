import { request as httpRequest } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { listen, type Listening } from './listen.ts';
import { recordsReceiver, type PostedBatch } from './records.ts';

const SECRET = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3I=';
let running: Listening | undefined;
afterEach(async () => {
  await running?.close();
});

async function aReceiver(project: (batch: PostedBatch) => Promise<void> = () => Promise.resolve()): Promise<string> {
  running = await listen(recordsReceiver({ secret: SECRET, project, log: pino({ level: 'silent' }) }), { host: '127.0.0.1', port: 0, setting: 'RECORDS_PORT' });
  return `http://127.0.0.1:${String(running.port)}`;
}

const post = (url: string, headers: Record<string, string> = {}, body = '{"position":7}\n'): Promise<Response> =>
  fetch(`${url}/records`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${SECRET}`, 'x-partition': '1', 'x-after': '6', 'content-type': 'application/x-ndjson', ...headers },
  });

test('a batch is acknowledged only after it has been taken in', async () => {
  // given
  const order: string[] = [];
  const url = await aReceiver(async ({ partition, after, body }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`stored ${String(partition)} ${String(after)} ${body.toString()}`);
  });

  // when
  const { status } = await post(url);
  order.push(String(status));

  // then
  expect(order).toEqual(['stored 1 6 {"position":7}\n', '204']);
});

test('a batch that could not be taken in is to be sent again', async () => {
  // given
  const url = await aReceiver(() => Promise.reject(new Error('store away')));

  // then
  expect((await post(url)).status).toBe(503);
});

test('the first batch of all comes after nothing', async () => {
  // given
  const afters: number[] = [];
  const url = await aReceiver(({ after }) => Promise.resolve(void afters.push(after)));

  // then
  expect((await post(url, { 'x-after': '-1' })).status).toBe(204);
  expect(afters).toEqual([-1]);
});

test.each<[string, Record<string, string>, number]>([
  ['without the secret', { authorization: '' }, 401],
  ['with a wrong secret', { authorization: 'Bearer x' }, 401],
  ['with the secret under another scheme', { authorization: `Basic ${SECRET}` }, 401],
  ['without a partition', { 'x-partition': '' }, 400],
  ['with partition zero', { 'x-partition': '0' }, 400],
  ['with a position that is no number', { 'x-after': '1e3' }, 400],
])('a post %s is refused and nothing is taken in', async (_, headers, status) => {
  // given
  let taken = 0;
  const url = await aReceiver(() => {
    taken++;
    return Promise.resolve();
  });

  // then
  expect((await post(url, headers)).status).toBe(status);
  expect(taken).toBe(0);
});

test('other paths and methods are not there', async () => {
  // given
  const url = await aReceiver();

  // then
  expect((await fetch(`${url}/records`)).status).toBe(405);
  expect((await fetch(`${url}/api/health`)).status).toBe(404);
});

test('eight megabytes are taken, one byte more is not, however its length is announced', async () => {
  // given
  const sizes: number[] = [];
  const url = await aReceiver(({ body }) => Promise.resolve(void sizes.push(body.length)));
  const limit = 8 * 1024 * 1024;

  // when
  const full = await post(url, {}, 'x'.repeat(limit));
  const chunked = await new Promise<number | string>((resolve) => {
    const request = httpRequest(
      `${url}/records`,
      { method: 'POST', headers: { authorization: `Bearer ${SECRET}`, 'x-partition': '1', 'x-after': '1', 'transfer-encoding': 'chunked' } },
      ({ statusCode }) => {
        resolve(statusCode ?? 0);
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? 'error');
    });
    request.end(Buffer.alloc(limit + 1));
  });

  // then
  expect(full.status).toBe(204);
  expect([413, 'EPIPE', 'ECONNRESET']).toContain(chunked);
  expect(sizes).toEqual([limit]);
});

test('a port in use is told by its setting', async () => {
  // given
  await aReceiver();
  const port = running?.port ?? 0;

  // when
  const second = listen(() => undefined, { host: '127.0.0.1', port, setting: 'RECORDS_PORT' });

  // then
  await expect(second).rejects.toThrow(`Port ${String(port)} on 127.0.0.1 is in use by another program; set RECORDS_PORT to a free one.`);
});
