import { createClient, type Given } from './client.ts';
import type { Endpoint, ReplyOf } from './contract.ts';

type Listener = () => void;
const listeners = new Set<Listener>();

/** Tells the shell that the person must sign in again. */
export function onSessionLost(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const inTurn = <T>(work: () => Promise<T>): Promise<T> => ('locks' in navigator ? navigator.locks.request('mot-cua:renew-session', work) : work());

const client = createClient({
  fetch: (...sent) => globalThis.fetch(...sent),
  onSessionLost: () => {
    for (const listener of listeners) listener();
  },
  inTurn,
});

export const call = <E extends Endpoint>(endpoint: E, given: Given<E>): Promise<ReplyOf<E>> => client.call(endpoint, given);
export const uploadFile = client.upload;
export const readText = client.text;
