import { expect, test } from '@jest/globals';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { addressOf, Client, NoAnswer, Refused, RESTART_MS } from './client.ts';

interface Call {
  readonly address: string;
  readonly key: string | null;
  readonly token: string | null;
}

type Reply = (call: Call) => Response | Error;

const D = `d${'0'.repeat(25)}`;
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response => new Response(JSON.stringify(body), { status, headers });
const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  json(status, { type: 'about:blank', title: code, status, code, detail: `Because of ${code}`, instance: '/x' }, headers);
const signedIn = (): Response => json(200, { officer: { id: 'lan', name: 'Lan', assignments: [] }, accessToken: 'token', expiresAt: '2026-11-25T00:00:00Z' });
const result = (): Response => json(200, { dossierId: D, version: 2, settled: true });

/** A server that gives these answers in turn, the last one for ever; signing in always works. Its clock moves only while somebody waits. */
function aServer(...replies: readonly Reply[]): {
  readonly client: Client;
  readonly calls: Call[];
  readonly troubles: string[];
  readonly waited: () => number;
} {
  const calls: Call[] = [];
  const troubles: string[] = [];
  let now = 0;
  let turn = 0;
  const client = new Client({
    url: 'http://server',
    password: 'secret',
    now: () => now,
    onTrouble: (what) => troubles.push(what),
    pause: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    fetch: (address, init) => {
      const headers = new Headers(init?.headers);
      const call = { address: address as string, key: headers.get('idempotency-key'), token: headers.get('authorization') };
      if (call.address.endsWith('/session')) return Promise.resolve(signedIn());
      calls.push(call);
      const answer = (replies[Math.min(turn++, replies.length - 1)] as Reply)(call);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  return { client, calls, troubles, waited: () => now };
}

const withdraw = (client: Client): Promise<unknown> =>
  client.call('lan', ENDPOINTS.withdrawDossier, { params: { dossier: D }, body: { reason: 'Đổi phương án' }, idempotencyKey: 'key-1' });

test('a command without an answer is sent again with the same key, as the same officer', async () => {
  // given
  const { client, calls, troubles } = aServer(
    () => new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }),
    () => problem(503, 'engine-unavailable'),
    result,
  );

  // when
  await withdraw(client);

  // then
  expect(calls).toHaveLength(3);
  expect(new Set(calls.map(({ key, token }) => `${String(key)} ${String(token)}`))).toEqual(new Set(['key-1 Bearer token']));
  expect(troubles).toEqual(['no answer (ECONNREFUSED)']);
});

test('Retry-After is kept', async () => {
  const { client, waited } = aServer(() => problem(503, 'store-unavailable', { 'retry-after': '5' }), result);

  await withdraw(client);

  expect(waited()).toBe(5_000);
});

test.each([
  [429, 'rate-limited'],
  [409, 'stale-version'],
])('%d %s means: the same again in a moment', async (status, code) => {
  const { client, calls } = aServer(() => problem(status, code), result);

  await withdraw(client);

  expect(calls).toHaveLength(2);
});

test('a refusal by the rules is not repeated', async () => {
  const { client, calls } = aServer(() => problem(409, 'dossier-closed'));

  await expect(withdraw(client)).rejects.toThrow(Refused);
  expect(calls).toHaveLength(1);
});

test('a server that stays away for longer than a restart takes ends the journey', async () => {
  const { client, waited } = aServer(() => new TypeError('fetch failed'));

  await expect(withdraw(client)).rejects.toThrow(NoAnswer);
  expect(waited()).toBeGreaterThan(RESTART_MS);
  expect(waited()).toBeLessThan(RESTART_MS + 5_000);
});

test('when the session has run out the officer signs in again and the call is repeated once', async () => {
  const { client, calls } = aServer(() => problem(401, 'session-expired'), result);

  await withdraw(client);

  expect(calls).toHaveLength(2);
});

test('an answer that does not keep the contract is a failure, not a guess', async () => {
  const { client } = aServer(() => json(200, { dossierId: D, version: 2 }));

  await expect(withdraw(client)).rejects.toThrow(/settled/);
});

test('a body that breaks off is no answer', async () => {
  const broken = (): Response =>
    new Response(
      new ReadableStream({
        start: (controller) => {
          controller.error(new Error('cut'));
        },
      }),
      { status: 200 },
    );
  const { client, calls } = aServer(broken, result);

  await withdraw(client);

  expect(calls).toHaveLength(2);
});

test('parameters are encoded, and a query leaves out what is not given', () => {
  expect(addressOf(ENDPOINTS.getDocument, { dossier: 'a/b', file: 'f' })).toBe('/dossiers/a%2Fb/documents/f');
  expect(addressOf(ENDPOINTS.listTasks, {}, { queue: 'all', code: undefined, limit: 50 })).toBe('/tasks?queue=all&limit=50');
});
