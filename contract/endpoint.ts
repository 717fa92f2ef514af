import type { z } from 'zod';
import type { ProblemCode } from './vocabulary.ts';

/**
 * An operation of the HTTP interface, as data: the server mounts it, the OpenAPI page describes it, the portal calls it.
 * `path` uses `{name}` for parameters and is relative to `/api`.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly tag: string;
  /** false only for what a visitor may call before signing in. */
  readonly signedIn: boolean;
  /** true: the request must carry an `Idempotency-Key` header. */
  readonly idempotent: boolean;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  /** Status of a full success; 202 may always answer a command that waits in the outbox. */
  readonly success: 200 | 201 | 204;
  readonly problems: readonly ProblemCode[];
  /** Not JSON: a file, a stream or a multipart upload, handled by its own route. */
  readonly media?: { readonly request?: string; readonly reply?: string };
}

export type ParamsOf<E> = E extends Endpoint<infer P> ? z.infer<P> : never;
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q> ? z.infer<Q> : never;
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B> ? z.infer<B> : never;
export type ReplyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.infer<R> : never;
