import { expect, test } from '@jest/globals';
import { ENDPOINTS } from './contract.ts';
import { addressOf, createClient } from './client.ts';
import { ApiProblem, NetworkError } from './errors.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

type Answer = Response | Error;

const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const problem = (status: number, code: string): Response => json(status, { type: 'about:blank', title: code, status, code, detail: 'Lý do.', instance: '/x' });

/** A server that answers by address, in order, the last answer again and again. */
function aServer(answers: Readonly<Record<string, readonly Answer[]>>) {
  const asked: Asked[] = [];
  const given = new Map<string, number>();
  let lost = 0;
  const client = createClient({
    fetch: (url, init) => {
      const address = `${init?.method ?? 'GET'} ${url as string}`;
      asked.push({ url: address, init: init ?? {} });
      const list = answers[address] ?? [new Error(`unexpected ${address}`)];
      const turn = given.get(address) ?? 0;
      given.set(address, turn + 1);
      const answer = list[Math.min(turn, list.length - 1)]!;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer.clone());
    },
    onSessionLost: () => {
      lost += 1;
    },
    inTurn: (work) => work(),
  });
  return { client, asked, lost: () => lost };
}

const ME = { id: 'lan', name: 'Lan', assignments: [] };
const KEY = '2251799813685001';

test('parameters are encoded into the path, and an empty query is left out', () => {
  expect(addressOf(ENDPOINTS.getTask, { task: '12' })).toBe('/tasks/12');
  expect(addressOf(ENDPOINTS.getDossier, { dossier: 'a/b?c' })).toBe('/dossiers/a%2Fb%3Fc');
  expect(addressOf(ENDPOINTS.listTasks, {}, { queue: 'mine', code: '', cursor: undefined, limit: 50 })).toBe('/tasks?queue=mine&limit=50');
  expect(() => addressOf(ENDPOINTS.getTask, {})).toThrow('task');
});

test('a command carries its key, and without one it is not sent at all', async () => {
  // given
  const { client, asked } = aServer({ [`POST /api/tasks/${KEY}/complete`]: [json(200, { dossierId: 'd', version: 2, settled: true })] });
  const body = { outcome: 'APPROVE', form: {} };

  // when
  const result = await client.call(ENDPOINTS.completeTask, { params: { task: KEY }, body, idempotencyKey: 'k-1' });

  // then
  expect(result.settled).toBe(true);
  expect(asked[0]!.init.headers).toMatchObject({ 'Idempotency-Key': 'k-1' });
  await expect(client.call(ENDPOINTS.completeTask, { params: { task: KEY }, body })).rejects.toThrow('idempotency key');
  expect(asked).toHaveLength(1);
});

test('an accepted command that waits is a result like any other', async () => {
  const { client } = aServer({ [`POST /api/tasks/${KEY}/claim`]: [json(202, { dossierId: 'd', version: 2, settled: false, message: 'đang chờ' })] });
  await expect(client.call(ENDPOINTS.claimTask, { params: { task: KEY } })).resolves.toMatchObject({ settled: false });
});

test('a refusal is an ApiProblem with its code; silence, a cut answer and a strange page are network errors', async () => {
  const { client } = aServer({
    [`POST /api/tasks/${KEY}/claim`]: [problem(409, 'task-already-claimed')],
    [`POST /api/tasks/${KEY}/release`]: [new TypeError('Failed to fetch')],
    'GET /api/procedures': [new Response('<html>Bad gateway</html>', { status: 502 })],
    'GET /api/agencies': [new Response('{"agencies": [', { status: 200 })],
  });
  const refused = await client.call(ENDPOINTS.claimTask, { params: { task: KEY } }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiProblem);
  expect((refused as ApiProblem).code).toBe('task-already-claimed');
  await expect(client.call(ENDPOINTS.releaseTask, { params: { task: KEY } })).rejects.toBeInstanceOf(NetworkError);
  await expect(client.call(ENDPOINTS.listProcedures, {})).rejects.toBeInstanceOf(NetworkError);
  await expect(client.call(ENDPOINTS.listAgencies, {})).rejects.toBeInstanceOf(NetworkError);
});

test('an expired session is renewed once and the question asked again', async () => {
  // given
  const server = aServer({
    'GET /api/procedures': [problem(401, 'not-signed-in'), json(200, { procedures: [] })],
    'GET /api/session': [problem(401, 'not-signed-in')],
    'POST /api/session/refresh': [json(200, {})],
  });

  // when
  const procedures = await server.client.call(ENDPOINTS.listProcedures, {});

  // then
  expect(procedures).toEqual({ procedures: [] });
  expect(server.asked.map(({ url }) => url)).toEqual(['GET /api/procedures', 'GET /api/session', 'POST /api/session/refresh', 'GET /api/procedures']);
  expect(server.lost()).toBe(0);
});

test('ten questions at once renew the session once', async () => {
  // given
  const server = aServer({
    'GET /api/procedures': [...Array.from({ length: 10 }, () => problem(401, 'not-signed-in')), json(200, { procedures: [] })],
    'GET /api/session': [problem(401, 'not-signed-in')],
    'POST /api/session/refresh': [json(200, {})],
  });

  // when
  await Promise.all(Array.from({ length: 10 }, () => server.client.call(ENDPOINTS.listProcedures, {})));

  // then
  expect(server.asked.filter(({ url }) => url === 'POST /api/session/refresh')).toHaveLength(1);
});

test('when another tab has renewed meanwhile, the refresh token is left alone', async () => {
  const server = aServer({ 'GET /api/procedures': [problem(401, 'not-signed-in'), json(200, { procedures: [] })], 'GET /api/session': [json(200, ME)] });
  await server.client.call(ENDPOINTS.listProcedures, {});
  expect(server.asked.map(({ url }) => url)).not.toContain('POST /api/session/refresh');
});

test('a session that cannot be renewed is reported, and the refusal stands', async () => {
  const server = aServer({
    'GET /api/procedures': [problem(401, 'not-signed-in')],
    'GET /api/session': [problem(401, 'not-signed-in')],
    'POST /api/session/refresh': [problem(401, 'session-expired')],
  });
  await expect(server.client.call(ENDPOINTS.listProcedures, {})).rejects.toMatchObject({ code: 'not-signed-in' });
  expect(server.lost()).toBe(1);
});

test('a wrong password is an answer, not a lost session', async () => {
  const server = aServer({ 'POST /api/session': [problem(401, 'wrong-credentials')] });
  await expect(server.client.call(ENDPOINTS.signIn, { body: { username: 'lan', password: 'x' } })).rejects.toMatchObject({ code: 'wrong-credentials' });
  expect([server.asked.length, server.lost()]).toEqual([1, 0]);
});
