import { expect, test } from '@jest/globals';
import request from 'supertest';
import { fakeHandlers, anApp, type TestApp } from '../../test/support/http-fakes.ts';
import type { AppParts } from './create-app.ts';
import { rateLimits, RateLimited } from './rate-limit.ts';

const config = (rateLimit: number, trustProxy = 0): AppParts['config'] => ({ publicUrl: undefined, trustProxy, rateLimit, portalDir: undefined });
const handlers = fakeHandlers({ listAgencies: () => Promise.resolve({ body: { agencies: [] } }) });

async function statuses(app: TestApp, times: number, send: () => request.Test): Promise<number[]> {
  const answers: number[] = [];
  for (let i = 0; i < times; i++) answers.push((await send()).status);
  return answers;
}

test('an officer who asks too often is told when to come again, and nobody else is', async () => {
  // given
  const app = anApp({ config: config(3), handlers });
  const bearer = await app.bearer();
  const ask = (): request.Test => request(app.express).get('/api/agencies').set('authorization', bearer);

  // when
  const answers = await statuses(app, 3, ask);
  const refused = await ask();

  // then
  expect(answers).toEqual([200, 200, 200]);
  expect(refused.status).toBe(429);
  expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(refused.body).toMatchObject({ code: 'rate-limited', title: 'Quá nhiều yêu cầu' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect((await request(app.express).get('/api/agencies')).status).toBe(401);
});

test('an address that asks too often is refused before anybody looks who asks', async () => {
  // given
  const app = anApp({ config: config(1, 1), handlers });
  const from = (address: string): request.Test => request(app.express).get('/api/agencies').set('x-forwarded-for', address);

  // when
  const answers = await statuses(app, 11, () => from('203.0.113.9'));

  // then
  expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  expect((await from('203.0.113.10')).status).toBe(401);
});

test('the health is always told to this machine, and counted like all else for others', async () => {
  // given
  const app = anApp({ config: config(1, 1) });

  // then
  expect(await statuses(app, 30, () => request(app.express).get('/api/health'))).not.toContain(429);
});

test('with 0 nobody is counted', async () => {
  const app = anApp({ config: config(0) });
  expect(await statuses(app, 40, () => request(app.express).get('/api/agencies'))).not.toContain(429);
});

test('files and documents have a measure of a twentieth', async () => {
  // given
  const limits = rateLimits(40);

  // when
  const upload = (officer: string, endpoint: string): Promise<void> => limits.countOfficer(officer, endpoint);
  await upload('lan', 'uploadFile');
  await upload('lan', 'getRegister');

  // then
  await expect(upload('lan', 'printSlip')).rejects.toThrow(RateLimited);
  await expect(upload('lan', 'getMe')).resolves.toBeUndefined();
  await expect(upload('minh', 'printSlip')).resolves.toBeUndefined();
});
