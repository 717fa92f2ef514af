import { z } from 'zod';
import type { Endpoint } from '../endpoint.ts';

const Nothing = z.strictObject({});
type Nothing = typeof Nothing;

/** Fills in what most operations share: no parameters, no query, no body, signed in, answers 200. */
export function endpoint<R extends z.ZodType, P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
  given: Pick<Endpoint, 'id' | 'method' | 'path' | 'summary' | 'tag'> & {
    readonly reply: R;
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
  } & Partial<Pick<Endpoint, 'signedIn' | 'idempotent' | 'success' | 'problems' | 'media'>>,
): Endpoint<P, Q, B, R> {
  return {
    signedIn: true,
    idempotent: false,
    success: 200,
    problems: [],
    ...given,
    params: given.params ?? (Nothing as unknown as P),
    query: given.query ?? (Nothing as unknown as Q),
    body: given.body ?? (Nothing as unknown as B),
  };
}
