import { get, type IncomingMessage } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { anApp, type TestApp } from '../../test/support/http-fakes.ts';
import type { Officer } from '../../domain/policy.ts';
import { listen, type Listening } from './listen.ts';

let running: { app: TestApp; server: Listening } | undefined;
afterEach(async () => {
  running?.app.closeStreams();
  await running?.server.close();
});

async function aRunningApp(heartbeatMs = 15_000): Promise<{ app: TestApp; open: (headers?: Record<string, string>) => Promise<Stream>; bearer: string }> {
  const app = anApp({ heartbeatMs });
  const server = await listen(app.express, { host: '127.0.0.1', port: 0, setting: 'HTTP_PORT' });
  running = { app, server };
  const bearer = await app.bearer();
  return { app, bearer, open: (headers = {}) => openStream(server.port, { authorization: bearer, ...headers }) };
}

interface Stream {
  readonly response: IncomingMessage;
  readonly text: () => string;
  readonly ended: () => boolean;
}

function openStream(port: number, headers: Record<string, string>): Promise<Stream> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/api/events', headers }, (response) => {
      let text = '';
      let over = false;
      response.on('data', (part: Buffer) => {
        text += part.toString();
      });
      response.on('close', () => {
        over = true;
      });
      resolve({ response, text: () => text, ended: () => over });
    }).on('error', reject);
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 3_000) throw new Error('It did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const aChange = (version: number, concerns: (officer: Officer) => boolean = () => true): Parameters<TestApp['parts']['events']['publish']>[0] => ({
  change: { dossierId: 'd1', version, inbox: true },
  concerns,
});

test('changes arrive with growing ids, and only those the officer may know of', async () => {
  // given
  const { app, open } = await aRunningApp();
  const stream = await open();
  await until(() => stream.text().includes('event: ready'));

  // when
  app.parts.events.publish(aChange(1));
  app.parts.events.publish(aChange(2, () => false));
  app.parts.events.publish(aChange(3, ({ id }) => id === 'lan.tiepnhan'));
  await until(() => stream.text().includes('"version":3'));

  // then
  expect(stream.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(stream.text()).toMatch(/id: \w+-1\nevent: change\ndata: \{"dossierId":"d1","version":1,"inbox":true\}\n\n/);
  expect(stream.text()).not.toContain('"version":2');
});

test('a reader that comes back gets what it missed, or is told to read everything again', async () => {
  // given
  const { app, open } = await aRunningApp();
  const start = app.parts.events.head();
  app.parts.events.publish(aChange(1));

  // when
  const back = await open({ 'last-event-id': start });
  const fromElsewhere = await open({ 'last-event-id': 'other-7' });
  await until(() => back.text().includes('"version":1') && fromElsewhere.text().includes('resync'));

  // then
  expect(back.text()).not.toContain('resync');
  expect(fromElsewhere.text()).toContain('event: resync');
});

test('heartbeats come, and the stream ends with the session', async () => {
  // given
  const { app, open, bearer } = await aRunningApp(20);
  const stream = await open();
  await until(() => /^: /m.test(stream.text()));

  // when
  const session = app.parts.sessions.tokens.readAccess(bearer.replace('Bearer ', ''), new Date().toISOString())?.session ?? '';
  await fetch(`http://127.0.0.1:${String(running?.server.port)}/api/session`, { method: 'DELETE', headers: { authorization: bearer } });

  // then
  expect(session).not.toBe('');
  await until(() => stream.ended());
});

test('nobody listens without being signed in', async () => {
  // given
  const { open } = await aRunningApp();

  // when
  const stream = await open({ authorization: 'Bearer x' });

  // then
  expect(stream.response.statusCode).toBe(401);
  stream.response.destroy();
});

test('a reader who opens stream after stream loses the oldest', async () => {
  // given
  const { open } = await aRunningApp();
  const streams: Stream[] = [];
  for (let count = 0; count < 13; count++) streams.push(await open());

  // then
  await until(() => streams[0]?.ended() === true);
  expect(streams[12]?.ended()).toBe(false);
});
