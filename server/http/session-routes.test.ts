import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { anApp, fakeHandlers, type TestApp } from '../../test/support/http-fakes.ts';
import { aStoredOfficer, aRunningClock, fakeOfficers, sessionPorts, type SetClock } from '../../test/support/session-fakes.ts';

const right = { username: 'lan.tiepnhan', password: 'mật khẩu đúng' };
const ORIGIN = 'https://motcua.example.vn';
const overHttps = { publicUrl: new URL(ORIGIN), trustProxy: 1, rateLimit: 0, portalDir: undefined };
const cookiesOf = (response: request.Response): string[] => (response.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
const asHeader = (response: request.Response): string =>
  cookiesOf(response)
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const code = (response: request.Response): string => (response.body as { code: string }).code;

function anAppWithClock(): { app: TestApp; clock: SetClock } {
  const clock = aRunningClock();
  const claim = { body: { dossierId: `d${'a'.repeat(25)}`, version: 1, settled: true } };
  return { clock, app: anApp({ sessions: sessionPorts({ clock }), handlers: fakeHandlers({ claimTask: () => Promise.resolve(claim) }) }) };
}

describe('cookies', () => {
  test('over plain http are httpOnly, strict and without a prefix browsers would refuse', async () => {
    // when
    const response = await request(anApp().express).post('/api/session').send(right);

    // then
    expect(response.status).toBe(200);
    for (const name of ['motcua_access', 'motcua_refresh', 'motcua_device'])
      expect(cookiesOf(response)).toContainEqual(expect.stringMatching(new RegExp(`^${name}=[^;]+;.* Path=/;.*HttpOnly; SameSite=Strict$`)));
    expect(cookiesOf(response).join()).not.toMatch(/Secure|Domain/);
    expect(response.body).toMatchObject({ officer: { id: 'lan.tiepnhan', assignments: [{ agencyCode: 'H99.21' }] } });
  });

  test('over https belong to this host alone', async () => {
    // when
    const response = await request(anApp({ config: overHttps }).express)
      .post('/api/session')
      .send(right);

    // then
    for (const cookie of cookiesOf(response)) expect(cookie).toMatch(/^__Host-motcua_\w+=[^;]+;.*HttpOnly; Secure; SameSite=Strict$/);
  });

  test('of a plain name are not taken over https, where anybody on the way could have set them', async () => {
    // given
    const app = anApp({ config: overHttps });
    const signedIn = await request(app.express).post('/api/session').send(right);

    // then
    expect((await request(app.express).get('/api/session').set('cookie', asHeader(signedIn))).status).toBe(200);
    expect((await request(app.express).get('/api/session').set('cookie', asHeader(signedIn).replaceAll('__Host-', ''))).status).toBe(401);
  });
});

describe('a write with cookies', () => {
  const { app } = anAppWithClock();
  const claim = (headers: Record<string, string>): request.Test => request(app.express).post('/api/tasks/1/claim').set(headers);
  const signedIn = (): Promise<request.Response> =>
    request(app.express)
      .post('/api/session')
      .send(right)
      .then((response) => response);

  test.each<[string, Record<string, string>, number]>([
    ['our own page', { host: 'motcua.local', origin: 'http://motcua.local' }, 200],
    ['another site', { host: 'motcua.local', origin: 'https://evil.example' }, 403],
    ['our host on another port', { host: 'motcua.local', origin: 'http://motcua.local:81' }, 403],
    ['a page without an origin', { host: 'motcua.local', origin: 'null' }, 403],
    ['nobody says where', { host: 'motcua.local' }, 403],
  ])('from %s', async (_, headers, status) => {
    // given
    const cookie = asHeader(await signedIn());

    // when
    const response = await claim({ ...headers, cookie });

    // then
    expect(response.status).toBe(status);
    if (status === 403) expect(code(response)).toBe('origin-refused');
  });

  test('is not what a bearer token does: it needs no origin', async () => {
    // given
    const { accessToken } = (await signedIn()).body as { accessToken: string };

    // then
    expect((await claim({ authorization: `Bearer ${accessToken}`, origin: 'https://evil.example' })).status).toBe(200);
  });

  test('a foreign page can neither sign anybody in nor out', async () => {
    // given
    const cookie = asHeader(await signedIn());
    const evil = { origin: 'https://evil.example' };

    // then
    expect(code(await request(app.express).post('/api/session').set(evil).send(right))).toBe('origin-refused');
    expect(
      code(
        await request(app.express)
          .delete('/api/session')
          .set({ ...evil, cookie }),
      ),
    ).toBe('origin-refused');
    expect(
      code(
        await request(app.express)
          .post('/api/session/refresh')
          .set({ ...evil, cookie })
          .send({}),
      ),
    ).toBe('origin-refused');
    expect((await request(app.express).get('/api/session').set({ cookie })).status).toBe(200);
  });
});

describe('a session', () => {
  const own = { host: 'h', origin: 'http://h' };

  test('is renewed with the refresh cookie and tells apart "sign in" from "renew"', async () => {
    // given
    const { app } = anAppWithClock();
    const signedIn = await request(app.express).post('/api/session').send(right);
    const onlyRefresh = asHeader(signedIn)
      .split('; ')
      .filter((cookie) => cookie.startsWith('motcua_refresh'))
      .join();

    // when
    const needsRenewal = await request(app.express).get('/api/session').set({ cookie: onlyRefresh });
    const nobody = await request(app.express).get('/api/session');
    const renewed = await request(app.express)
      .post('/api/session/refresh')
      .set({ ...own, cookie: onlyRefresh });
    const after = await request(app.express)
      .get('/api/session')
      .set({ cookie: asHeader(renewed) });

    // then
    expect([code(needsRenewal), code(nobody)]).toEqual(['session-expired', 'not-signed-in']);
    expect([renewed.status, after.status]).toEqual([200, 200]);
  });

  test('whose refresh token was used twice is over, and the browser is told to forget it', async () => {
    // given
    const { app, clock } = anAppWithClock();
    const signedIn = await request(app.express).post('/api/session').send(right);
    const renewed = await request(app.express)
      .post('/api/session/refresh')
      .set({ ...own, cookie: asHeader(signedIn) });
    clock.pass(11);

    // when
    const reused = await request(app.express)
      .post('/api/session/refresh')
      .set({ ...own, cookie: asHeader(signedIn) });
    const owner = await request(app.express)
      .get('/api/session')
      .set({ cookie: asHeader(renewed) });

    // then
    expect([reused.status, code(reused)]).toEqual([401, 'refresh-token-reused']);
    expect(cookiesOf(reused).filter((cookie) => cookie.includes('Expires=Thu, 01 Jan 1970'))).toHaveLength(2);
    expect(owner.status).toBe(401);
    expect(app.logged()).toContain('"event":"refresh-token-reused"');
  });

  test('ends with sign-out at once, and signing out twice is no fault', async () => {
    // given
    const { app } = anAppWithClock();
    const cookie = asHeader(await request(app.express).post('/api/session').send(right));
    await request(app.express).get('/api/session').set({ cookie }).expect(200);

    // when
    const out = await request(app.express)
      .delete('/api/session')
      .set({ ...own, cookie });
    const again = await request(app.express)
      .delete('/api/session')
      .set({ ...own, cookie });

    // then
    expect([out.status, again.status]).toEqual([204, 204]);
    expect((await request(app.express).get('/api/session').set({ cookie })).status).toBe(401);
    expect((await request(app.express).delete('/api/session')).status).toBe(204);
  });
});

describe('a refused sign-in', () => {
  test('says the same for wrong, unknown and disabled, and when to come back after too many', async () => {
    // given
    const app = anApp({
      sessions: sessionPorts({
        clock: aRunningClock(),
        officers: fakeOfficers(aStoredOfficer(), aStoredOfficer({ id: 'off', username: 'off', disabled: true })),
      }),
    });
    const attempt = (username: string, password: string): request.Test => request(app.express).post('/api/session').send({ username, password });

    // when
    const answers = [await attempt('lan.tiepnhan', 'x'), await attempt('nobody', 'x'), await attempt('off', right.password)];
    for (let failure = 0; failure < 3; failure++) await attempt('lan.tiepnhan', 'x');
    const throttled = await attempt('lan.tiepnhan', right.password);

    // then
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, ...(body as object), instance: '' }))).size).toBe(1);
    expect([throttled.status, code(throttled), throttled.headers['retry-after']]).toEqual([429, 'sign-in-throttled', '2']);
    expect(cookiesOf(throttled)).toEqual([]);
  });

  test('an address that a client writes into a header does not count as another place', async () => {
    // given
    const app = anApp({ sessions: sessionPorts({ clock: aRunningClock() }) });
    const attempt = (from: string): request.Test =>
      request(app.express)
        .post('/api/session')
        .set('x-forwarded-for', from)
        .send({ ...right, password: 'x' });

    // when
    for (let failure = 1; failure <= 4; failure++) await attempt(`203.0.113.${String(failure)}`);

    // then
    expect((await attempt('203.0.113.99')).status).toBe(429);
  });
});
