import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../domain/canonical-json.ts';

/** Two requests with the same hash ask for the same thing: operation, what it is about, and body. */
export function bodyHash(operation: string, params: Readonly<Record<string, string>>, body: Json): string {
  return createHash('sha256').update(canonicalJson({ operation, params, body })).digest('hex');
}
