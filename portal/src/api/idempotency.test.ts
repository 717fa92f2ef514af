import { expect, test } from '@jest/globals';
import { ApiProblem, NetworkError } from './errors.ts';
import { keyFor, newKey, withKey, type KeyStore } from './idempotency.ts';
import type { ProblemCode } from './contract.ts';

function aStore(): KeyStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      kept.set(name, value);
    },
    removeItem: (name) => {
      kept.delete(name);
    },
  };
}

const refusal = (status: number, code: ProblemCode): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: code, status, code, detail: 'Lý do.', instance: '/x' });

/** Runs once, failing as told, and answers the key that was used. */
async function attempt(store: KeyStore, content: unknown, failure?: Error): Promise<string> {
  let used = '';
  await withKey(
    'task:1',
    content,
    (key) => {
      used = key;
      return failure === undefined ? Promise.resolve('done') : Promise.reject(failure);
    },
    store,
  ).catch(() => undefined);
  return used;
}

test('after silence the same decision goes out under the same key', async () => {
  const store = aStore();
  const first = await attempt(store, { outcome: 'APPROVE' }, new NetworkError('silence'));
  expect(await attempt(store, { outcome: 'APPROVE' })).toBe(first);
});

test('a server in trouble keeps the key, a refusal by the rules ends it', async () => {
  const store = aStore();
  const first = await attempt(store, { a: 1 }, refusal(503, 'engine-unavailable'));
  const second = await attempt(store, { a: 1 }, refusal(429, 'rate-limited'));
  const third = await attempt(store, { a: 1 }, refusal(422, 'form-invalid'));
  const fourth = await attempt(store, { a: 1 });
  expect([second, third]).toEqual([first, first]);
  expect(fourth).not.toBe(first);
});

test('other content is another command', async () => {
  const store = aStore();
  const first = await attempt(store, { outcome: 'APPROVE' }, new NetworkError('silence'));
  expect(await attempt(store, { outcome: 'RETURN' })).not.toBe(first);
});

test('success ends the key', async () => {
  const store = aStore();
  await attempt(store, {});
  expect(store.kept.size).toBe(0);
});

test('the store holds a digest, not what was entered', async () => {
  const store = aStore();
  await keyFor('intake', { idNumber: '079187000111' }, store);
  expect([...store.kept.values()].join()).not.toContain('079187000111');
});

test('keys have the form of a UUID and do not repeat', () => {
  const keys = Array.from({ length: 200 }, newKey);
  expect(new Set(keys).size).toBe(200);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
