import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anApp, fakeHandlers, type TestApp } from '../../test/support/http-fakes.ts';
import { NotFound } from '../../domain/errors.ts';
import { EngineUnavailable } from '../ports/engine.ts';
import { StoreUnavailable } from '../ports/store-unavailable.ts';
import type { Call } from './handler.ts';

const DOSSIER = `d${'a'.repeat(25)}`;
const KEY = 'key-0001-abcdef';
const REASON = { reason: 'Không còn nhu cầu' };
const settled = { dossierId: DOSSIER, version: 2, settled: true };

describe('a command', () => {
  const calls: Call<'withdrawDossier'>[] = [];
  let app: TestApp;
  let bearer: string;
  const withdraw = (body: unknown, headers: Record<string, string> = {}): request.Test =>
    request(app.express)
      .post(`/api/dossiers/${DOSSIER}/withdrawal`)
      .set({ authorization: bearer, 'idempotency-key': KEY, ...headers })
      .send(body as object);

  beforeAll(async () => {
    app = anApp({
      handlers: fakeHandlers({
        withdrawDossier: (call) => {
          calls.push(call);
          return Promise.resolve({ body: settled });
        },
      }),
    });
    bearer = await app.bearer();
  });

  test('reaches its use case with officer, parameters, body and key', async () => {
    // when
    const { status, body } = await withdraw(REASON);

    // then
    expect([status, body]).toEqual([200, settled]);
    expect(calls.at(-1)).toMatchObject({ officer: { id: 'lan.tiepnhan' }, params: { dossier: DOSSIER }, body: REASON, idempotencyKey: KEY });
  });

  test('has the same body hash however its members are ordered, and another one for another body', async () => {
    // given
    const hashOf = async (text: string): Promise<string | undefined> => {
      await request(app.express)
        .post(`/api/dossiers/${DOSSIER}/withdrawal`)
        .set({ authorization: bearer, 'idempotency-key': KEY, 'content-type': 'application/json' })
        .send(text)
        .expect(200);
      return calls.at(-1)?.bodyHash;
    };

    // when
    const hashes = [
      await hashOf('{"reason":"Không cần nữa"}'),
      await hashOf(' { "reason" : "Kh\\u00f4ng cần nữa" } '),
      await hashOf('{"reason":"Không cần nữa."}'),
    ];

    // then
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  test.each<[string, () => request.Test, number, string]>([
    ['without a key', () => withdraw(REASON, { 'idempotency-key': '' }), 400, 'idempotency-key-missing'],
    ['with a short key', () => withdraw(REASON, { 'idempotency-key': 'short' }), 400, 'idempotency-key-missing'],
    ['with a long key', () => withdraw(REASON, { 'idempotency-key': 'x'.repeat(101) }), 400, 'idempotency-key-missing'],
    ['with an unknown field', () => withdraw({ ...REASON, status: 10 }), 400, 'invalid-input'],
    ['with a wrong type', () => withdraw({ reason: { $ne: null } }), 400, 'invalid-input'],
    ['without a body', () => withdraw(undefined), 400, 'invalid-input'],
    ['with a list as body', () => withdraw([REASON]), 400, 'invalid-input'],
    ['with broken JSON', () => withdraw('{"reason":', { 'content-type': 'application/json' }), 400, 'malformed-request'],
    ['with a bare text', () => withdraw('"reason"', { 'content-type': 'application/json' }), 400, 'malformed-request'],
    ['with a form', () => withdraw('reason=abcdef', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported-media-type'],
    ['in an unknown alphabet', () => withdraw('{}', { 'content-type': 'application/json; charset=utf-7' }), 415, 'unsupported-media-type'],
    ['of more than a megabyte', () => withdraw({ reason: 'x'.repeat(1_100_000) }), 413, 'body-too-large'],
    ['that changes the prototype', () => withdraw('{"reason":"abcdef","__proto__":{"a":1}}', { 'content-type': 'application/json' }), 400, 'invalid-input'],
    ['with a broken character', () => withdraw('{"reason":"abcdef\\ud800"}', { 'content-type': 'application/json' }), 400, 'invalid-input'],
    [
      'on an id of the wrong shape',
      () => request(app.express).post('/api/dossiers/x/withdrawal').set({ authorization: bearer, 'idempotency-key': KEY }).send(REASON),
      404,
      'dossier-not-found',
    ],
    [
      'on a path that cannot be decoded',
      () => request(app.express).post('/api/dossiers/%ff/withdrawal').set({ authorization: bearer, 'idempotency-key': KEY }).send(REASON),
      400,
      'malformed-request',
    ],
  ])('%s is refused with a stable code and reaches no use case', async (_, send, status, code) => {
    // given
    const before = calls.length;

    // when
    const response = await send();

    // then
    expect([response.status, (response.body as { code: string }).code]).toEqual([status, code]);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(calls).toHaveLength(before);
  });

  test('names the place of each fault, also of unknown fields', async () => {
    // when
    const { body } = await withdraw({ reason: 'x', extra: 1 });

    // then
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/reason']);
  });

  test('accepted but not settled answers 202', async () => {
    // given
    const waiting = anApp({ handlers: fakeHandlers({ withdrawDossier: () => Promise.resolve({ status: 202, body: { ...settled, settled: false } }) }) });

    // when
    const response = await request(waiting.express)
      .post(`/api/dossiers/${DOSSIER}/withdrawal`)
      .set({ authorization: await waiting.bearer(), 'idempotency-key': KEY })
      .send(REASON);

    // then
    expect(response.status).toBe(202);
  });
});

describe('every operation of the contract', () => {
  test('that needs somebody signed in refuses everybody else before it reads anything', async () => {
    // given
    const app = anApp();
    const { ENDPOINTS } = await import('../../contract/endpoints.ts');

    for (const { id, method, path, signedIn } of Object.values(ENDPOINTS).filter(({ signedIn }) => signedIn)) {
      // when
      const response = await request(app.express)
        [method.toLowerCase() as 'get'](`/api${path.replace(/\{\w+\}/g, 'x')}`)
        .set('content-type', 'application/json')
        .send(method === 'GET' ? undefined : '{broken');

      // then
      expect([id, signedIn, response.status, (response.body as { code: string }).code, response.headers['www-authenticate']]).toEqual([
        id,
        true,
        401,
        'not-signed-in',
        'Bearer realm="mot-cua"',
      ]);
    }
  });

  test('refuses other methods and names its own', async () => {
    // when
    const response = await request(anApp().express).put('/api/tasks/1/claim');

    // then
    expect([response.status, response.headers.allow, (response.body as { code: string }).code]).toEqual([405, 'POST', 'method-not-allowed']);
  });

  test('keeps a reply that is not what the contract says from leaving', async () => {
    // given
    const app = anApp({ handlers: fakeHandlers({ listAgencies: () => Promise.resolve({ body: { agencies: [], secret: 'x' } as never }) }) });

    // when
    const response = await request(app.express)
      .get('/api/agencies')
      .set('authorization', await app.bearer());

    // then
    expect(response.status).toBe(500);
  });
});

describe('a query', () => {
  const app = anApp({ handlers: fakeHandlers({ listDossiers: () => Promise.resolve({ body: { dossiers: [], next: null } }) }) });

  test.each([['unknown=1'], ['limit=0'], ['limit=1e9'], ['status=11'], ['code[$ne]=x'], ['limit=1&limit=2'], ['__proto__=1']])(
    '%s is refused',
    async (query) => {
      // when
      const response = await request(app.express)
        .get(`/api/dossiers?${query}`)
        .set('authorization', await app.bearer());

      // then
      expect([response.status, (response.body as { code: string }).code]).toEqual([400, 'invalid-input']);
    },
  );

  test('with right values is answered', async () => {
    expect(
      (
        await request(app.express)
          .get('/api/dossiers?limit=10&status=4')
          .set('authorization', await app.bearer())
      ).status,
    ).toBe(200);
  });
});

describe('errors from inside', () => {
  const failing = (error: Error): TestApp => anApp({ handlers: fakeHandlers({ listAgencies: () => Promise.reject(error) }) });
  const ask = async (app: TestApp): Promise<request.Response> =>
    request(app.express)
      .get('/api/agencies')
      .set('authorization', await app.bearer());

  test('a part that is away answers 503 with Retry-After', async () => {
    for (const [error, code] of [
      [new StoreUnavailable('x'), 'store-unavailable'],
      [new EngineUnavailable('x'), 'engine-unavailable'],
    ] as const) {
      const response = await ask(failing(error));
      expect([response.status, (response.body as { code: string }).code, response.headers['retry-after']]).toEqual([503, code, '2']);
    }
  });

  test('a database that is away while the session is looked up answers 503 as well', async () => {
    // given
    const app = anApp();
    const bearer = await app.bearer();
    app.parts.sessions.sessions.find = () => Promise.reject(new StoreUnavailable('x'));

    // when
    const response = await request(app.express).get('/api/agencies').set('authorization', bearer);

    // then
    expect([response.status, (response.body as { code: string }).code]).toEqual([503, 'store-unavailable']);
  });

  test('an unforeseen one says nothing about itself, and is logged whole under the same id', async () => {
    // given
    const app = failing(new Error('connection to 10.9.8.7 lost'));

    // when
    const response = await ask(app);

    // then
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('10.9.8.7');
    const id = (response.body as { instance: string }).instance.replace('urn:uuid:', '');
    expect(
      app
        .logged()
        .split('\n')
        .filter((line) => line.includes(id))
        .join(),
    ).toContain('connection to 10.9.8.7 lost');
  });

  test('a refusal is answered in the language of the reader', async () => {
    // given
    const app = failing(new NotFound('agency'));

    // when
    const response = await request(app.express)
      .get('/api/agencies')
      .set({ authorization: await app.bearer(), 'accept-language': 'en-GB,en;q=0.9' });

    // then
    expect(response.body).toMatchObject({ status: 404, title: 'No such agency' });
  });
});

describe('around the interface', () => {
  test('answers carry the headers that keep browsers safe', async () => {
    // when
    const { headers } = await request(anApp().express).get('/api/health');

    // then
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data: blob:;font-src 'self' data:;connect-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('https is insisted on where it is offered', async () => {
    // given
    const app = anApp({ config: { publicUrl: new URL('https://motcua.example.vn'), trustProxy: 1, rateLimit: 0, portalDir: undefined } });

    // then
    expect((await request(app.express).get('/api/health')).headers['strict-transport-security']).toContain('max-age=31536000');
  });

  test('the description of the interface and the measurements are there', async () => {
    // given
    const app = anApp();

    // when
    const description = await request(app.express).get('/api/openapi.json');
    const measurements = await request(app.express).get('/metrics');

    // then
    expect((description.body as { openapi: string }).openapi).toMatch(/^3\.1/);
    expect(measurements.text).toContain('motcua_http_request_seconds');
  });

  test('the measurements are not for the public', async () => {
    // given
    const app = anApp({ config: { publicUrl: undefined, trustProxy: 1, rateLimit: 0, portalDir: undefined } });

    // then
    expect((await request(app.express).get('/metrics').set('x-forwarded-for', '203.0.113.9')).status).toBe(404);
    expect((await request(app.express).get('/metrics').set('x-forwarded-for', '10.0.0.9')).status).toBe(200);
  });

  test('pages of the application get its one page, files are files, and the interface stays the interface', async () => {
    // given
    const portalDir = mkdtempSync(join(tmpdir(), 'portal-'));
    mkdirSync(join(portalDir, 'assets'));
    writeFileSync(join(portalDir, 'index.html'), '<!doctype html><title>Một Cửa</title>');
    writeFileSync(join(portalDir, 'assets', 'app-1a2b.js'), 'void 0');
    writeFileSync(join(portalDir, '.env'), 'SECRET=1');
    const { express } = anApp({ config: { publicUrl: undefined, trustProxy: 0, rateLimit: 0, portalDir } });
    const get = (path: string): request.Test => request(express).get(path).set('accept', 'text/html,*/*');

    // then
    for (const page of ['/', '/inbox', '/dossiers/H99.21-261122-0001']) {
      const response = await get(page);
      // A dossier code has a dot in it and is still a page
      expect([page, response.status, response.headers['cache-control']]).toEqual([page, 200, 'no-cache']);
    }
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/gone.js')).status).toBe(404);
    expect((await get('/.env')).status).toBe(404);
    expect((await get('/../../etc/passwd')).text).not.toContain('root:');
    expect((await get('/api/nothing')).body).toMatchObject({ status: 404, code: 'not-found' });
  });
});
