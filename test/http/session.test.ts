import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Express } from 'express';
import { createAdmin } from '../../server/usecases/create-admin.ts';
import type { SessionPorts } from '../../server/ports/sessions.ts';
import { argonPasswords } from '../../server/session/passwords.ts';
import { tokensWith } from '../../server/session/tokens.ts';
import { agenciesIn } from '../../server/store/agencies.ts';
import { officersIn } from '../../server/store/officers.ts';
import { sessionsIn, signInAttemptsIn } from '../../server/store/sessions.ts';
import { openStore, type OpenStore } from '../store/open-store.ts';
import { anApp, fakeHandlers } from '../support/http-fakes.ts';
import { aRunningClock, anAgency } from '../support/session-fakes.ts';

const PASSWORD = 'Mật khẩu rất dài 2026';
const own = { host: 'motcua.local', origin: 'http://motcua.local' };
const code = (response: request.Response): string => (response.body as { code: string }).code;
const cookiesOf = (response: request.Response): string =>
  (response.headers['set-cookie'] as unknown as string[]).map((cookie) => cookie.split(';')[0]).join('; ');

describe('signing in on a real database', () => {
  let open: OpenStore;
  let ports: SessionPorts;
  let app: Express;
  let otherServer: Express;
  const clock = aRunningClock();

  beforeAll(async () => {
    open = await openStore();
    const agencies = agenciesIn(open.connection, clock);
    const officers = officersIn(open.connection, agencies, clock);
    const passwords = argonPasswords();
    ports = {
      clock,
      agencies,
      officers,
      passwords,
      sessions: sessionsIn(open.connection),
      attempts: signInAttemptsIn(open.connection),
      tokens: tokensWith(randomBytes(32)),
    };
    await agencies.put(anAgency());
    const passwordHash = await passwords.hash(PASSWORD);
    for (const username of ['lan', 'minh', 'hoa'])
      await officers.put({
        id: username,
        username,
        name: 'Nguyễn Thị Lan',
        passwordHash,
        assignments: [{ agency: 'an-phu-ward', roles: ['RECEPTION_OFFICER'] }],
      });
    const handlers = fakeHandlers({ listAgencies: () => Promise.resolve({ body: { agencies: [] } }) });
    app = anApp({ sessions: ports, handlers }).express;
    otherServer = anApp({ sessions: ports, handlers }).express;
  });
  afterAll(async () => {
    await open.stop();
  });

  const signIn = (username = 'lan', password = PASSWORD): request.Test => request(app).post('/api/session').send({ username, password });

  test('an officer gets in, on every server, and the database holds no token and no password', async () => {
    // when
    const response = await signIn();
    const { accessToken } = response.body as { accessToken: string };

    // then
    expect([response.status, response.body]).toMatchObject([
      200,
      {
        officer: { id: 'lan', assignments: [{ agency: 'an-phu-ward', agencyName: 'UBND phường An Phú', agencyCode: 'H99.21', roles: ['RECEPTION_OFFICER'] }] },
      },
    ]);
    expect((await request(otherServer).get('/api/agencies').set('authorization', `Bearer ${accessToken}`)).status).toBe(200);
    const everything = JSON.stringify(
      await Promise.all(['sessions', 'officers', 'sign-in-attempts'].map((name) => open.db.collection(name).find({}).toArray())),
    );
    for (const cookie of cookiesOf(response).split('; ')) expect(everything).not.toContain(cookie.split('=')[1]);
    expect(everything).not.toContain(PASSWORD);
  });

  test('wrong passwords are slowed down together by all servers, and do not keep the owner out elsewhere', async () => {
    // when
    for (let failure = 1; failure <= 4; failure++)
      expect(
        (
          await request(failure % 2 === 0 ? app : otherServer)
            .post('/api/session')
            .send({ username: 'minh', password: 'x' })
        ).status,
      ).toBe(401);
    const throttled = await signIn('minh');
    const other = await signIn('hoa');

    // then
    expect([throttled.status, code(throttled), other.status]).toEqual([429, 'sign-in-throttled', 200]);
    clock.pass(2);
    expect((await signIn('minh')).status).toBe(200);
  });

  test('two tabs that renew at the same moment on two servers get the same cookies; a token that comes back later ends it all', async () => {
    // given
    const cookie = cookiesOf(await signIn());

    // when
    const [one, two] = await Promise.all(
      [app, otherServer].map((server) =>
        request(server)
          .post('/api/session/refresh')
          .set({ ...own, cookie }),
      ),
    );
    clock.pass(11);
    const reused = await request(app)
      .post('/api/session/refresh')
      .set({ ...own, cookie });
    const victim = await request(otherServer)
      .get('/api/session')
      .set({ cookie: cookiesOf(one as request.Response) });

    // then
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(cookiesOf(one as request.Response)).toBe(cookiesOf(two as request.Response));
    expect([code(reused), victim.status]).toEqual(['refresh-token-reused', 401]);
  });

  test('sign-out on one server is known to the other within five seconds', async () => {
    // given
    const cookie = cookiesOf(await signIn());
    await request(otherServer).get('/api/session').set({ cookie }).expect(200);

    // when
    await request(app)
      .delete('/api/session')
      .set({ ...own, cookie })
      .expect(204);
    clock.pass(5);

    // then
    expect([(await request(app).get('/api/session').set({ cookie })).status, (await request(otherServer).get('/api/session').set({ cookie })).status]).toEqual([
      401, 401,
    ]);
  });

  test('a change of rights is seen within five seconds', async () => {
    // given
    const { accessToken } = (await signIn('hoa')).body as { accessToken: string };
    const roles = async (): Promise<unknown> =>
      ((await request(app).get('/api/session').set('authorization', `Bearer ${accessToken}`)).body as { assignments: { roles: string[] }[] }).assignments.map(
        (assignment) => assignment.roles,
      );
    expect(await roles()).toEqual([['RECEPTION_OFFICER']]);

    // when
    const hoa = await ports.officers.find('hoa');
    await ports.officers.put({
      id: 'hoa',
      username: 'hoa',
      name: hoa?.name ?? '',
      passwordHash: hoa?.passwordHash ?? '',
      assignments: [{ agency: 'an-phu-ward', roles: ['CASHIER'] }],
    });
    clock.pass(5);

    // then
    expect(await roles()).toEqual([['CASHIER']]);
  });

  test('the first administrator can sign in, and making him again changes nothing', async () => {
    // given
    const admin = { username: 'Quan.Tri', name: 'Quản trị', password: PASSWORD, agency: { id: 'center', code: 'H99.01', name: 'Trung tâm' } };

    // when
    await createAdmin(ports, admin);

    // then
    await expect(createAdmin(ports, { ...admin, password: 'Một mật khẩu khác hẳn' })).rejects.toMatchObject({ code: 'invalid-input' });
    expect((await signIn('quan.tri')).body).toMatchObject({ officer: { assignments: [{ agency: 'center', roles: ['SYSTEM_ADMIN'] }] } });
  });

  test('while the database is away everybody is told to come back, within two seconds, and afterwards it goes on', async () => {
    // given
    const { accessToken } = (await signIn()).body as { accessToken: string };
    open.process?.process.kill('SIGSTOP');
    // Its threads stop one after the other
    await new Promise((resolve) => setTimeout(resolve, 100));

    // when
    const start = Date.now();
    const answers = await Promise.all([
      signIn(),
      request(app).get('/api/session').set('authorization', `Bearer ${accessToken}`),
      request(app)
        .post('/api/session/refresh')
        .set({ ...own, cookie: 'motcua_refresh=x' }),
    ]);
    const took = Date.now() - start;
    open.process?.process.kill('SIGCONT');

    // then
    expect(answers.slice(0, 2).map((answer) => [answer.status, code(answer), answer.headers['retry-after']])).toEqual([
      [503, 'store-unavailable', '2'],
      [503, 'store-unavailable', '2'],
    ]);
    expect(answers[2].status).toBe(401);
    expect(took).toBeLessThan(2_000);
    for (let waited = 0; (await signIn()).status !== 200; waited += 100) {
      if (waited > 10_000) throw new Error('It did not go on');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});
