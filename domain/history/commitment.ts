import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from '../canonical-json.ts';

/**
 * A personal value as history knows it: SHA-256 over salt and canonical value. Erasing the salted value later keeps every proof valid
 * and leaves nothing that could be guessed from.
 */
export interface Commitment {
  readonly commitment: string;
}

/** The value behind a commitment. Lives beside the history, never in it. */
export interface SecretValue {
  readonly salt: string;
  readonly value: Json;
}

export type Secrets = Readonly<Record<string, SecretValue>>;

export function commitmentOf({ salt, value }: SecretValue): string {
  return bytesToHex(sha256(utf8ToBytes(`${salt}\n${canonicalJson(value)}`)));
}

/** Collects personal values while entries are drafted: `hide` returns the commitment and keeps the value. */
export class Vault {
  readonly secrets: Record<string, SecretValue> = {};
  readonly #newSalt: () => string;

  /** @param newSalt 128 random bits or more, as text */
  constructor(newSalt: () => string) {
    this.#newSalt = newSalt;
  }

  hide(value: Json): Commitment {
    const secret = { salt: this.#newSalt(), value };
    const commitment = commitmentOf(secret);
    this.secrets[commitment] = secret;
    return { commitment };
  }

  hideAll(values: Readonly<Record<string, Json>>): Record<string, Commitment> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, this.hide(value)]));
  }
}

export function isCommitment(value: unknown): value is Commitment {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 1 && typeof (value as Partial<Commitment>).commitment === 'string';
}

/** Replaces every commitment in a value by what stands behind it; an erased one stays a commitment. */
export function reveal(value: unknown, secrets: Secrets): unknown {
  if (isCommitment(value)) {
    const secret = secrets[value.commitment];
    return secret === undefined ? value : secret.value;
  }
  if (Array.isArray(value)) return value.map((item) => reveal(item, secrets));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reveal(member, secrets)]));
  return value;
}
