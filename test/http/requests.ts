import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Endpoint } from '../../contract/endpoint.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { Problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/vocabulary.ts';
import { PROBLEMS } from '../../server/http/problem.ts';
import { addressOf } from '../journey/client.ts';

export interface Asked {
  readonly params?: object;
  readonly query?: object;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly raw?: string | Uint8Array | FormData;
  /** A fresh one where the operation needs one; null sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  readonly ms: number;
}

/** One request, one answer: nothing is repeated, nothing is checked on the way. */
export class Requests {
  readonly #url: string;
  readonly #password: string;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor({ url, password }: { readonly url: string; readonly password: string }) {
    this.#url = url;
    this.#password = password;
  }

  /** @param who undefined: nobody is signed in */
  async send(who: string | undefined, endpoint: Endpoint, asked: Asked = {}): Promise<Answer> {
    const { params, query, raw, body } = asked;
    const headers: Record<string, string> = { ...(who === undefined ? {} : { authorization: `Bearer ${await this.token(who)}` }) };
    const key = asked.key === undefined && endpoint.idempotent ? randomUUID() : (asked.key ?? undefined);
    if (key !== undefined) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    return this.plain(`/api${addressOf(endpoint, params, query)}`, {
      method: endpoint.method,
      headers: { ...headers, ...asked.headers },
      ...(content === undefined ? {} : { body: content as NonNullable<RequestInit['body']> }),
    });
  }

  async plain(path: string, init: RequestInit): Promise<Answer> {
    const began = performance.now();
    const response = await fetch(this.#url + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: jsonIn(text), ms: performance.now() - began };
  }

  token(who: string): Promise<string> {
    const known = this.#tokens.get(who) ?? this.#signIn(who);
    this.#tokens.set(who, known);
    return known;
  }

  async #signIn(username: string): Promise<string> {
    const { status, json } = await this.send(undefined, ENDPOINTS.signIn, { body: { username, password: this.#password } });
    if (status !== 200) throw new Error(`${username} cannot sign in: ${JSON.stringify(json)}`);
    return (json as { accessToken: string }).accessToken;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;
const INSIDES = /node_modules|\bat \S+ \(|\.ts:\d+|Error:|Mongo|ECONN/;

/** A refusal as it must look: a problem document with a known code and a sentence for people, without a word about our insides. */
export function expectProblem(answer: Answer, ...codes: readonly ProblemCode[]): Problem {
  const problem = Problem.parse(answer.json);
  expect(codes).toContain(problem.code);
  expect(answer.status).toBe(PROBLEMS[problem.code].status);
  expect(problem.status).toBe(answer.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem.detail).toMatch(VIETNAMESE);
  expect(answer.text).not.toMatch(INSIDES);
  return problem;
}

/** What the operation promises to answer. */
export function expectReply(answer: Answer, endpoint: Endpoint): unknown {
  expect([endpoint.success, ...(endpoint.idempotent ? [202] : [])]).toContain(answer.status);
  if (endpoint.media?.reply === undefined) endpoint.reply.parse(answer.status === 204 ? null : answer.json);
  else expect(answer.headers.get('content-type')).not.toMatch(/json/);
  return answer.json;
}

/** An answer without what differs from request to request. */
export function comparable({ status, headers, text }: Answer): unknown {
  const others = [...headers].filter(([name]) => name !== 'date');
  return { status, headers: others, text: text.replace(/urn:uuid:[0-9a-f-]+/, 'urn:uuid:') };
}
