import express, { type Request, type RequestHandler } from 'express';
import type { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import type { ProblemCode } from '../../contract/vocabulary.ts';
import type { Json } from '../../domain/canonical-json.ts';
import { InvalidInput, Refusal } from '../../domain/errors.ts';
import { assertPlainJson } from './plain-json.ts';

const JSON_LIMIT_BYTES = 1_048_576;
const KEY_PATTERN = /^[\x21-\x7e]{8,100}$/;

const parseJson = express.json({ limit: JSON_LIMIT_BYTES, strict: true, type: 'application/json' });

/** Reads a JSON body, or refuses what is none. No body counts as an empty object. */
export const jsonBody: RequestHandler = (request, response, next) => {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) {
    request.body = {};
    next();
    return;
  }
  // RFC 8259: JSON between systems is UTF-8; other encodings have been ways around filters
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (request.is('application/json') === false || charset.toLowerCase() !== 'utf-8')
    throw new Refusal('unsupported-media-type', 'Nội dung phải là JSON (application/json), bảng mã UTF-8.');
  parseJson(request, response, (error?: unknown) => {
    if (error !== undefined) next(refusalOf(error));
    else next();
  });
};

/** body-parser's own errors carry the text they failed on; none of it goes further. */
function refusalOf(error: unknown): unknown {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return new Refusal('body-too-large', 'Nội dung gửi lên lớn hơn 1 MB.');
  if (status === 415) return new Refusal('unsupported-media-type', 'Bảng mã hoặc cách nén của nội dung không được hỗ trợ.');
  return typeof status === 'number' && status < 500 ? new Refusal('malformed-request', 'Nội dung gửi lên không phải JSON đúng.') : error;
}

/** @throws InvalidInput with a pointer for each fault */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): { readonly body: z.output<T>; readonly raw: Json } {
  assertPlainJson(body);
  return { body: parsed(schema, body, ''), raw: body };
}

export const readQuery = <T extends z.ZodType>(schema: T, request: Request): z.output<T> => parsed(schema, { ...request.query }, '');

/** An id of the wrong shape is the id of nothing: it answers like any other that is not there. */
export function readParams<T extends z.ZodType>(endpoint: Pick<Endpoint, 'problems'> & { readonly params: T }, request: Request): z.output<T> {
  const result = endpoint.params.safeParse(request.params);
  if (result.success) return result.data;
  const code = endpoint.problems.find((problem): problem is ProblemCode => problem.endsWith('-not-found')) ?? 'not-found';
  throw new Refusal(code, 'Không tìm thấy. Kiểm tra lại mã.');
}

/** @throws Refusal idempotency-key-missing */
export function readIdempotencyKey(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY_PATTERN.test(key))
    throw new Refusal('idempotency-key-missing', 'Yêu cầu này cần tiêu đề Idempotency-Key, từ 8 đến 100 ký tự.');
  return key;
}

function parsed<T extends z.ZodType>(schema: T, value: unknown, at: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(
    'invalid-input',
    'Dữ liệu gửi lên không đúng.',
    result.error.issues.flatMap((issue) => faults(issue, at)),
  );
}

function faults(issue: z.core.$ZodIssue, at: string): { pointer: string; detail: string }[] {
  const pointer = at + issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: `${pointer}/${key}`, detail: 'Unknown field' }));
  return [{ pointer, detail: issue.message }];
}
