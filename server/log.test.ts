import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { anApp, fakeHandlers } from '../test/support/http-fakes.ts';
import { aRunningClock, sessionPorts } from '../test/support/session-fakes.ts';
import { createLogger } from './log.ts';

const PERSONAL = ['Trần Thị Bích Ngọc', '001085012345', '0912345678', 'ngoc@example.vn', 'mật khẩu đúng', 'mat-khau-sai'];

function aLogger(): { log: ReturnType<typeof createLogger>; text: () => string } {
  let text = '';
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  return { log: createLogger({ level: 'debug', service: 'test', destination }), text: () => text };
}

test('personal values and secrets are hidden at every depth, in children and in errors', () => {
  // given
  const { log, text } = aLogger();
  const applicant = { name: 'Trần Thị Bích Ngọc', idNumber: '001085012345', phone: '0912345678' };
  class DriverError extends Error {
    readonly document = applicant;
    override readonly message = 'E11000 duplicate key dup key: { email: "ngoc@example.vn" } for 001085012345';
  }

  // when
  log.info({ dossier: { deep: [{ applicant }] }, NAME: 'Trần Thị Bích Ngọc', form: { x: 'mật khẩu đúng' }, refresh_token: 'mat-khau-sai' }, 'business');
  log.child({ email: 'ngoc@example.vn', requestId: 'r1' }).warn({ err: new Error('outer', { cause: new DriverError() }) }, 'failed');
  log.error({ err: new Error('cannot reach mongodb://user:mat-khau-sai@db:27017 for 0912345678') }, 'failed');
  log.info(
    {
      request: new (class Request {
        readonly cookie = 'mat-khau-sai';
      })(),
    },
    'thing',
  );

  // then
  for (const value of PERSONAL) expect(text()).not.toContain(value);
  expect(text()).toContain('"requestId":"r1"');
  expect(text()).toContain('E11000 duplicate key dup key: [hidden]');
});

test('what one looks for in a log stays: keys of the engine, dossier ids and codes, times', () => {
  // given
  const { log, text } = aLogger();

  // when
  log.info(
    { dossierId: `d${'a'.repeat(25)}`, jobKey: '2251799813685249', code: 'H99.21-261122-0001', err: new Error('job 2251799813685249 of 2026-11-22 failed') },
    'step failed',
  );

  // then
  expect(text()).toMatch(/"dossierId":"da{25}".*"jobKey":"2251799813685249".*H99\.21-261122-0001.*job 2251799813685249 of 2026-11-22/);
});

test('a line break in a value makes no second line', () => {
  // given
  const { log, text } = aLogger();

  // when
  log.info({ event: 'x\n{"level":"error"}' }, 'one\ntwo');

  // then
  expect(text().trim().split('\n')).toHaveLength(1);
});

test('a day at the office leaves no name, number, token, password or cookie in the log', async () => {
  // given
  const app = anApp({
    sessions: sessionPorts({ clock: aRunningClock() }),
    handlers: fakeHandlers({
      listDossiers: () => Promise.reject(new Error('broken')),
      listTasks: () => Promise.resolve({ body: { items: [], next: null, counts: { mine: 0, free: 0, all: 0, fees: 0, supplements: 0 } } }),
    }),
  });
  const agent = request.agent(app.express);

  // when
  await agent.post('/api/session').send({ username: 'lan.tiepnhan', password: 'mat-khau-sai' }).expect(401);
  const signedIn = await agent.post('/api/session').send({ username: 'lan.tiepnhan', password: 'mật khẩu đúng' }).expect(200);
  await agent.get('/api/tasks?code=001085012345').expect(200);
  await agent.get('/api/dossiers?code=0912345678').expect(500);
  await agent.get('/nothing?name=Trần').expect(404);
  await agent
    .post('/api/dossiers')
    .send({ applicant: { name: 'Trần Thị Bích Ngọc' } })
    .expect(403);
  await request(app.express).get('/api/tasks').set('authorization', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.abcdef').expect(401);

  // then
  const log = app.logged();
  const tokens = [
    (signedIn.body as { accessToken: string }).accessToken,
    ...(signedIn.headers['set-cookie'] as unknown as string[]).map((cookie) => cookie.split(/[=;]/)[1] ?? ''),
  ];
  for (const value of [...PERSONAL, ...tokens, 'Nguyễn Thị Lan', 'eyJ', encodeURIComponent('Trần')]) expect(log).not.toContain(value);
  expect(log).toContain('/api/tasks?code');
  expect(log).toContain('"event":"wrong-credentials"');
  expect(log).toContain('"event":"signed-in","officer":"lan.tiepnhan"');
});
