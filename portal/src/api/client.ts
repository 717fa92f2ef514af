import type { z } from 'zod';
import { ENDPOINTS, Problem, type Endpoint, type ReplyOf } from './contract.ts';
import { ApiProblem, NetworkError } from './errors.ts';

type Optional<Key extends string, T> =
  T extends Record<string, never> ? { readonly [K in Key]?: T } : object extends T ? { readonly [K in Key]?: T } : { readonly [K in Key]: T };

/** What a call needs besides the endpoint; parts that the endpoint does not have may be left out. */
export type Given<E extends Endpoint> = Optional<'params', z.input<E['params']>> &
  Optional<'query', z.input<E['query']>> &
  Optional<'body', z.input<E['body']>> & { readonly idempotencyKey?: string; readonly signal?: AbortSignal };

export interface ClientNeeds {
  readonly fetch: typeof globalThis.fetch;
  /** Called once when the session cannot be renewed. */
  readonly onSessionLost: () => void;
  /** Lets one tab at a time renew the session; two would look like a stolen refresh token. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly timeoutMs?: number;
}

export interface Client {
  readonly call: <E extends Endpoint>(endpoint: E, given: Given<E>) => Promise<ReplyOf<E>>;
  readonly upload: (file: Blob, name: string, signal?: AbortSignal) => Promise<ReplyOf<typeof ENDPOINTS.uploadFile>>;
  readonly text: (endpoint: Endpoint, given: { readonly params: object; readonly signal?: AbortSignal }) => Promise<string>;
}

interface Sent {
  readonly path: string;
  readonly init: RequestInit;
  /** false: a 401 is the answer (wrong password), not a lost session. */
  readonly renew: boolean;
}

export function createClient({ fetch, onSessionLost, inTurn, timeoutMs = 20_000 }: ClientNeeds): Client {
  let renewing: Promise<boolean> | undefined;

  async function once({ path, init }: Sent): Promise<Response> {
    const limit = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    try {
      return await fetch(`/api${path}`, { credentials: 'same-origin', ...init, signal });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new NetworkError('No answer from the server', { cause: error });
    }
  }

  /** Another tab may have renewed while this one waited its turn: ask first. */
  const renewSession = (): Promise<boolean> =>
    inTurn(async () => {
      const who = await once({ path: ENDPOINTS.getMe.path, init: { method: 'GET' }, renew: false });
      if (who.ok) return true;
      const renewed = await once({ path: ENDPOINTS.refreshSession.path, init: { method: 'POST' }, renew: false });
      return renewed.ok;
    });

  async function send(sent: Sent): Promise<Response> {
    const first = await once(sent);
    if (first.status !== 401 || !sent.renew) return accepted(first);
    renewing ??= renewSession().finally(() => {
      renewing = undefined;
    });
    if (!(await renewing)) {
      onSessionLost();
      return accepted(first);
    }
    return accepted(await once(sent));
  }

  return {
    async call(endpoint, given) {
      const { params, query, body, idempotencyKey, signal } = given as {
        params?: object;
        query?: object;
        body?: unknown;
        idempotencyKey?: string;
        signal?: AbortSignal;
      };
      if (endpoint.idempotent && idempotencyKey === undefined) throw new Error(`${endpoint.id} needs an idempotency key`);
      const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
      if (body !== undefined) headers['Content-Type'] = 'application/json';
      if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
      const init: RequestInit = {
        method: endpoint.method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      };
      const response = await send({ path: addressOf(endpoint, params, query), init, renew: endpoint.signedIn });
      return (response.status === 204 ? null : await readBody(response)) as ReplyOf<typeof endpoint>;
    },

    async upload(file, name, signal) {
      const form = new FormData();
      form.append('file', file, name);
      const response = await send({ path: ENDPOINTS.uploadFile.path, init: { method: 'POST', body: form, ...(signal ? { signal } : {}) }, renew: true });
      return (await readBody(response)) as ReplyOf<typeof ENDPOINTS.uploadFile>;
    },

    async text(endpoint, { params, signal }) {
      const response = await send({ path: addressOf(endpoint, params), init: { method: endpoint.method, ...(signal ? { signal } : {}) }, renew: true });
      return response.text();
    },
  };
}

type Scalar = string | number | boolean;

/** `/tasks/{task}` and its parameters, each encoded. */
export function addressOf(endpoint: Pick<Endpoint, 'path' | 'id'>, params: object = {}, query: object = {}): string {
  const values = params as Readonly<Record<string, Scalar | undefined>>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${endpoint.id} needs the parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, Scalar | undefined][]) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  // A gateway's page or a cut answer is not our server speaking
  if (!parsed.success) throw new NetworkError(`Unreadable answer, status ${String(response.status)}`);
  throw new ApiProblem(parsed.data);
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch (error) {
    throw new NetworkError('The answer was cut off', { cause: error });
  }
}
