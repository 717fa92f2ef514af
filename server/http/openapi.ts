import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { Problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/vocabulary.ts';
import { PROBLEMS } from './problem.ts';

const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{8,100}$/)
  .meta({ description: 'Names one intention: the same key with the same body has one effect, and a repeat returns the first result.' });

/** The whole interface as OpenAPI 3.1, from the same data the server mounts. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const endpoint of Object.values(ENDPOINTS) as Endpoint[]) {
    const path = `/api${endpoint.path}`;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Một Cửa',
      version: '1',
      description: 'Workflow service of a one-stop administration. Refusals are problems per RFC 9457 with a stable `code`.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ cookie: [] }, { bearer: [] }],
    paths: paths,
    components: {
      securitySchemes: {
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'motcua_access',
          description: 'Set by sign-in. With https its name begins with __Host-. Writes must come from our own origin.',
        },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'For programs: `accessToken` of the sign-in.' },
      },
    },
  });
}

function operation(endpoint: Endpoint): ZodOpenApiOperationObject {
  const { id, summary, tag, signedIn, idempotent, method, params, query, body, media } = endpoint;
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(signedIn ? {} : { security: [] }),
    requestParams: {
      ...(hasMembers(params) ? { path: params } : {}),
      ...(hasMembers(query) ? { query } : {}),
      ...(idempotent ? { header: z.object({ 'Idempotency-Key': IdempotencyKey }) } : {}),
    },
    ...requestBody(method, body, media?.request),
    responses: {
      [String(endpoint.success)]:
        endpoint.success === 204
          ? { description: 'Done' }
          : { description: 'Done', content: { [media?.reply ?? 'application/json']: { schema: replySchema(endpoint) } } },
      ...(idempotent
        ? { 202: { description: 'Accepted and kept; the engine has not confirmed it yet', content: { 'application/json': { schema: endpoint.reply } } } }
        : {}),
      ...refusals(endpoint),
    },
  };
}

function hasMembers(schema: z.ZodType): schema is z.ZodObject {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length > 0;
}

function requestBody(method: Endpoint['method'], body: z.ZodType, media: string | undefined): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (media === 'multipart/form-data') {
    const file = z.object({ file: z.string().meta({ type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' }) });
    return { requestBody: { required: true, content: { [media]: { schema: file } } } };
  }
  return method === 'GET' || !hasMembers(body) ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } };
}

function replySchema({ media, reply }: Endpoint): z.ZodType {
  return media?.reply === undefined ? reply : z.string();
}

/** What may go wrong, by status, with the codes that can stand there. */
function refusals({ problems, signedIn, idempotent, method, body }: Endpoint): Record<string, { description: string; content: object }> {
  const codes = new Set<ProblemCode>(problems);
  if (signedIn) for (const code of ['not-signed-in', 'session-expired'] as const) codes.add(code);
  if (method !== 'GET') for (const code of ['malformed-request', 'origin-refused'] as const) codes.add(code);
  if (hasMembers(body)) for (const code of ['invalid-input', 'body-too-large', 'unsupported-media-type'] as const) codes.add(code);
  if (idempotent) for (const code of ['idempotency-key-missing', 'idempotency-key-reused'] as const) codes.add(code);
  for (const code of ['store-unavailable', 'rate-limited'] as const) codes.add(code);
  const statuses = [...new Set([...codes].map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const description = [...codes]
        .filter((code) => PROBLEMS[code].status === status)
        .sort()
        .join(', ');
      return [String(status), { description, content: { 'application/problem+json': { schema: Problem } } }];
    }),
  );
}
