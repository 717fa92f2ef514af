import type { z } from 'zod';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts';
import { Problem } from '../../contract/problem.ts';

/** The server understood and refused. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(endpoint: Endpoint, problem: Problem) {
    const faults = problem.errors?.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
    super(`${endpoint.id} was refused (${problem.code}): ${problem.detail}${faults === undefined ? '' : ` [${faults}]`}`);
    this.problem = problem;
  }
}

/** No usable answer for longer than a restart takes. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A part that the operation does not have, or of which everything may be left out, may itself be left out. */
type Optional<Key extends string, T> =
  T extends Record<string, never> ? { readonly [K in Key]?: T } : Partial<T> extends T ? { readonly [K in Key]?: T } : { readonly [K in Key]: T };
export type Given<E extends Endpoint> = Optional<'params', z.input<E['params']>> &
  Optional<'query', z.input<E['query']>> &
  Optional<'body', z.input<E['body']>> & { readonly idempotencyKey?: string };

export interface ClientNeeds {
  readonly url: string;
  readonly password: string;
  readonly fetch?: typeof globalThis.fetch;
  /** Waits; tests hand in a clock of their own. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
  /** Told once for each stretch of trouble. */
  readonly onTrouble?: (what: string) => void;
}

/** How long a server may stay away before the journey gives up. */
export const RESTART_MS = 90_000;
const ANSWER_MS = 15_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Answers that ask for patience, not for another command. */
const COME_AGAIN: readonly number[] = [429, 502, 503, 504];
const COME_AGAIN_CODES: readonly string[] = ['stale-version'];

/**
 * The public interface as its contract describes it, for several officers at once. A call without an answer, or with one that asks for
 * patience, is sent again as it was, with the same idempotency key; every reply is held against the contract.
 */
export class Client {
  /** When something last went wrong; whoever waits for an effect has more patience then. */
  lastTrouble = Number.NEGATIVE_INFINITY;
  readonly #needs: Required<Omit<ClientNeeds, 'onTrouble'>> & Pick<ClientNeeds, 'onTrouble'>;
  readonly #tokens = new Map<string, string>();

  constructor(needs: ClientNeeds) {
    this.#needs = { fetch: globalThis.fetch, pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), now: () => performance.now(), ...needs };
  }

  get now(): number {
    return this.#needs.now();
  }

  pause(milliseconds: number): Promise<void> {
    return this.#needs.pause(milliseconds);
  }

  noteTrouble(): void {
    this.lastTrouble = this.now;
  }

  /** @throws Refused, NoAnswer */
  async call<E extends Endpoint>(username: string | undefined, endpoint: E, given: Given<E>): Promise<ReplyOf<E>> {
    const { status, bytes } = await this.#signed(username, endpoint, given);
    return endpoint.reply.parse(status === 204 ? null : jsonIn(bytes)) as ReplyOf<E>;
  }

  /** Whether the parts that move a dossier on are well, asked once. What is said about the history alone holds nothing up. */
  async isMoving(): Promise<boolean> {
    const answer = await this.#once(ENDPOINTS.getHealth, `${this.#needs.url}/api${ENDPOINTS.getHealth.path}`, { method: 'GET' }).catch(() => undefined);
    const health = answer !== undefined && 'bytes' in answer ? ENDPOINTS.getHealth.reply.safeParse(jsonIn(answer.bytes)).data : undefined;
    return health?.parts.every(({ name, state }) => name === 'history' || state === 'up') ?? false;
  }

  /** A file as it comes. */
  async download<E extends Endpoint>(username: string, endpoint: E, given: Given<E>): Promise<Uint8Array> {
    return (await this.#signed(username, endpoint, given)).bytes;
  }

  async #signed(username: string | undefined, endpoint: Endpoint, given: object): Promise<Answer> {
    if (username === undefined) return this.#send(endpoint, given, undefined);
    try {
      return await this.#send(endpoint, given, this.#tokens.get(username) ?? (await this.#signIn(username)));
    } catch (error) {
      if (!(error instanceof Refused) || error.problem.status !== 401) throw error;
      // The access token has run out, or a server with another key has taken over
      return this.#send(endpoint, given, await this.#signIn(username));
    }
  }

  async #signIn(username: string): Promise<string> {
    const { accessToken } = await this.call(undefined, ENDPOINTS.signIn, { body: { username, password: this.#needs.password } });
    this.#tokens.set(username, accessToken);
    return accessToken;
  }

  async #send(
    endpoint: Endpoint,
    given: { readonly params?: object; readonly query?: object; readonly body?: unknown; readonly idempotencyKey?: string },
    token: string | undefined,
  ): Promise<Answer> {
    const began = this.now;
    const address = `${this.#needs.url}/api${addressOf(endpoint, given.params, given.query)}`;
    const headers: Record<string, string> = { accept: 'application/json, application/problem+json, */*' };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    if (given.idempotencyKey !== undefined) headers['idempotency-key'] = given.idempotencyKey;
    if (given.body !== undefined) headers['content-type'] = 'application/json';
    const init = { method: endpoint.method, headers, ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }) };
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const answer = await this.#once(endpoint, address, init);
      if ('bytes' in answer) return answer;
      if (this.lastTrouble < began) this.#needs.onTrouble?.(answer.why);
      this.noteTrouble();
      if (this.now - began > RESTART_MS) throw new NoAnswer(`${endpoint.id}: ${answer.why} for more than ${String(RESTART_MS / 1000)} s`);
      await this.pause(Math.max(pauseMs, answer.waitMs));
    }
  }

  /** An answer that means something, or why to come again. A body that breaks off is no answer. */
  async #once(endpoint: Endpoint, address: string, init: RequestInit): Promise<Answer | { readonly why: string; readonly waitMs: number }> {
    let response: Response;
    let bytes: Uint8Array;
    try {
      response = await this.#needs.fetch(address, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      return { why: `no answer (${reasonOf(error)})`, waitMs: 0 };
    }
    if (response.ok) return { status: response.status, bytes };
    const problem = problemIn(bytes);
    const waitMs = 1000 * Math.min(Number(response.headers.get('retry-after') ?? 0) || 0, 10);
    if (COME_AGAIN.includes(response.status) || (problem !== undefined && COME_AGAIN_CODES.includes(problem.code))) {
      return { why: `status ${String(response.status)}${problem === undefined ? '' : `, ${problem.code}`}`, waitMs };
    }
    if (problem === undefined) throw new NoAnswer(`${endpoint.id}: status ${String(response.status)} without a problem document`);
    throw new Refused(endpoint, problem);
  }
}

interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

const problemIn = (bytes: Uint8Array): Problem | undefined => Problem.safeParse(jsonIn(bytes)).data;

/** Undefined for what is no JSON, which then keeps no contract either. */
function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** `/tasks/{task}` with its parameters, each encoded. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, params: object = {}, query: object = {}): string {
  const values = new Map(Object.entries(params));
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(values.get(name))));
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  return typeof cause?.code === 'string' ? cause.code : error instanceof Error ? error.name : 'unknown';
}
