import { expect, test } from '@jest/globals';
import { Client } from './client.ts';
import { eventually, NotSeen } from './wait.ts';

const since = '2026-11-25T00:00:00Z';
const parts = {
  well: [],
  'without its engine': [{ name: 'engine', state: 'degraded', since }],
  'unsure of its history': [{ name: 'history', state: 'degraded', since }],
} as const;

/** A client whose clock moves only while somebody waits, before a server of a given health. */
function aClient(state: keyof typeof parts | 'gone'): { readonly client: Client; readonly waited: () => number } {
  let now = 0;
  const client = new Client({
    url: 'http://server',
    password: '',
    now: () => now,
    pause: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    fetch: () =>
      state === 'gone'
        ? Promise.reject(new TypeError('fetch failed'))
        : Promise.resolve(new Response(JSON.stringify({ state: state === 'well' ? 'up' : 'degraded', version: '1', parts: parts[state] }))),
  });
  return { client, waited: () => now };
}

const never = (): Promise<undefined> => Promise.resolve(undefined);

test('what is there is returned at once', async () => {
  const { client, waited } = aClient('well');

  await expect(eventually(client, 'it', () => Promise.resolve(7))).resolves.toBe(7);
  expect(waited()).toBe(0);
});

test.each(['well', 'unsure of its history'] as const)('while the system is %s the wait ends after half a minute', async (state) => {
  const { client, waited } = aClient(state);

  await expect(eventually(client, 'the task', never)).rejects.toThrow(NotSeen);
  expect(waited()).toBeGreaterThan(30_000);
  expect(waited()).toBeLessThan(31_000);
});

test('after trouble there is time to catch up', async () => {
  const { client, waited } = aClient('well');
  client.noteTrouble();

  await expect(eventually(client, 'the task', never)).rejects.toThrow(NotSeen);
  expect(waited()).toBeGreaterThan(89_000);
});

test.each(['without its engine', 'gone'] as const)('a system that is %s is waited for, but not for ever', async (state) => {
  const { client, waited } = aClient(state);

  await expect(eventually(client, 'the task', never)).rejects.toThrow(NotSeen);
  expect(waited()).toBeGreaterThan(299_000);
  expect(waited()).toBeLessThan(302_000);
});
