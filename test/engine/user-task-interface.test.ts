import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { userTasks } from '../../server/engine/user-tasks.ts';
import { EngineRefused, EngineUnavailable } from '../../server/ports/engine.ts';

let server: Server | undefined;
const seen: { method: string | undefined; url: string | undefined; body: string }[] = [];

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  seen.length = 0;
});

/** A gateway that answers every command with this status, or never. */
async function gatewayAnswering(status: number | 'never') {
  server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, body: Buffer.concat(parts).toString() });
      if (status !== 'never') reply.writeHead(status).end(status === 204 ? undefined : JSON.stringify({ status, detail: 'said by the test' }));
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return userTasks(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, 300);
}
const errorOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );

test.each([
  [404, { reason: 'not-found' }],
  [409, { reason: 'conflict' }],
  [400, { reason: 'invalid-argument' }],
])('status %i refuses an assignment', async (status, refusal) => {
  // given
  const tasks = await gatewayAnswering(status);

  // when
  const error = await errorOf(tasks.assign('7', 'an', 'claim'));

  // then
  expect(error).toBeInstanceOf(EngineRefused);
  expect(error).toMatchObject({ ...refusal, message: expect.stringContaining('said by the test') });
});

test('a completion in the wrong state is no conflict between officers', async () => {
  expect(await errorOf((await gatewayAnswering(409)).complete('7', {}))).toMatchObject({ reason: 'invalid-state' });
});

test.each([503, 429, 500, 'never'] as const)('status %s means that the engine is not available now', async (status) => {
  expect(await errorOf((await gatewayAnswering(status)).complete('7', {}))).toBeInstanceOf(EngineUnavailable);
});

test('the three commands are sent as the engine reads them', async () => {
  // given
  const tasks = await gatewayAnswering(204);

  // when
  await tasks.assign('7', 'an', 'claim');
  await tasks.unassign('7');
  await tasks.complete('7', { outcome: 'APPROVE' });

  // then
  expect(seen).toEqual([
    { method: 'POST', url: '/v1/user-tasks/7/assignment', body: '{"assignee":"an","action":"claim","allowOverride":false}' },
    { method: 'DELETE', url: '/v1/user-tasks/7/assignee', body: '' },
    { method: 'POST', url: '/v1/user-tasks/7/completion', body: '{"variables":{"outcome":"APPROVE"}}' },
  ]);
});
