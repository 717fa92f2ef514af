import type { Request, RequestHandler, Response } from 'express';
import type { Endpoint } from '../../../contract/endpoint.ts';
import { ENDPOINTS } from '../../../contract/endpoints.ts';
import type { Officer } from '../../../domain/policy.ts';
import type { Resumed } from '../../usecases/session/resume-session.ts';
import { bodyHash } from '../body-hash.ts';
import type { Call, Handlers, JsonId } from '../handler.ts';
import { jsonBody, readBody, readIdempotencyKey, readParams, readQuery } from '../read-request.ts';

export interface RouteParts {
  readonly handlers: Handlers;
  readonly authenticate: (request: Request) => Promise<Resumed>;
  /** Checks every reply against the contract before it leaves: for tests, where a wrong reply must fail. */
  readonly checkReplies: boolean;
}

type Untyped = { readonly [Member in keyof Call<JsonId>]: unknown };

const SPECIAL = new Set([
  'signIn',
  'refreshSession',
  'getMe',
  'signOut',
  'getHealth',
  'getEvents',
  'uploadFile',
  'getDocument',
  'getDiagram',
  'getRegister',
  'exportCalendar',
  'trackDossier',
]);

export const JSON_IDS: readonly JsonId[] = (Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[]).filter((id): id is JsonId => !SPECIAL.has(id));

/** One operation of the contract as express middleware: who, then whether repeated, then what, then the use case. */
export function jsonRoute(id: JsonId, { handlers, authenticate, checkReplies }: RouteParts): RequestHandler[] {
  const endpoint: Endpoint = ENDPOINTS[id];
  // The table pairs each id with its own types; in here they are all the same to us
  const handle: (call: never) => Promise<{ readonly status?: number; readonly body: unknown }> = handlers[id];
  const withOfficer: RequestHandler = async (request, response, next) => {
    const { officer } = await authenticate(request);
    response.locals['officer'] = officer;
    next();
  };
  const answer = async (request: Request, response: Response): Promise<void> => {
    const idempotencyKey = endpoint.idempotent ? readIdempotencyKey(request) : undefined;
    const params = readParams(endpoint, request);
    const query = readQuery(endpoint.query, request);
    const { body, raw } = readBody(endpoint.body, request.body);
    const call = {
      officer: response.locals['officer'] as Officer,
      params,
      query,
      body,
      idempotencyKey,
      bodyHash: bodyHash(id, request.params as Record<string, string>, raw),
    } satisfies Untyped;
    const reply = await handle(call as never);
    response.status(reply.status ?? endpoint.success).json(checkReplies ? endpoint.reply.parse(reply.body) : reply.body);
  };
  return endpoint.method === 'GET'
    ? [
        withOfficer,
        (request, _, next) => {
          request.body = {};
          next();
        },
        answer,
      ]
    : [withOfficer, jsonBody, answer];
}

/** `/tasks/{task}` in the contract is `/tasks/:task` to express. */
export const expressPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');
