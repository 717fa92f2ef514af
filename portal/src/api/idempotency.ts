import { isProblem } from './errors.ts';

/** Where keys wait between attempts; the browser's session storage, or a map in tests. */
export type KeyStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = (scope: string): string => `mot-cua:key:${scope}`;

/**
 * The key of a command is kept until its fate is known, also across a reload: a second attempt with the same content is the same command.
 * Other content is another command and gets its own key.
 */
export async function keyFor(scope: string, content: unknown, store: KeyStore = sessionStorage): Promise<string> {
  const print = await fingerprint(content);
  const kept = store.getItem(nameOf(scope));
  if (kept !== null) {
    const [key, oldPrint] = kept.split(' ');
    if (key !== undefined && oldPrint === print) return key;
  }
  const key = newKey();
  store.setItem(nameOf(scope), `${key} ${print}`);
  return key;
}

/** Runs a command under a kept key. A refusal by the rules ends the key; no answer, or a server in trouble, keeps it. */
export async function withKey<T>(scope: string, content: unknown, run: (key: string) => Promise<T>, store: KeyStore = sessionStorage): Promise<T> {
  const key = await keyFor(scope, content, store);
  try {
    const result = await run(key);
    store.removeItem(nameOf(scope));
    return result;
  } catch (error) {
    if (isProblem(error) && error.status < 500 && error.code !== 'rate-limited' && error.code !== 'not-signed-in') store.removeItem(nameOf(scope));
    throw error;
  }
}

/** A digest, so that no personal data stand in the store. Off a secure origin there is none, and the text's own numbers must do. */
async function fingerprint(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) return `n${String(bytes.length)}-${String(bytes.reduce((sum, byte) => (sum * 31 + byte) % 4_294_967_291, 7))}`;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `crypto.randomUUID` exists only on secure origins; a counter on an office network may not be one. */
export function newKey(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
