import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Json } from '../canonical-json.ts';
import type { Entry, EntryDraft } from './entry.ts';

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const EMPTY_HEAD: Head = { seq: 0, hash: '0'.repeat(64) };

export function hashOf(entry: Omit<Entry, 'hash'>): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(entry as unknown as Json))));
}

/** Gives a draft its place after `head`. */
export function link(dossierId: string, head: Head, draft: EntryDraft): Entry {
  const entry = { ...withoutUndefined(draft), dossierId, seq: head.seq + 1, prevHash: head.hash };
  return { ...entry, hash: hashOf(entry) };
}

/** The store drops undefined members, so they must not reach the hash. */
function withoutUndefined(draft: EntryDraft): EntryDraft {
  return JSON.parse(JSON.stringify(draft)) as EntryDraft;
}

export interface ChainFault {
  readonly seq: number;
  readonly fault: 'gap' | 'wrong-prev-hash' | 'wrong-hash' | 'foreign-entry';
}

/** First fault of a dossier's whole history, or undefined when it is gapless and unbent. */
export function findChainFault(dossierId: string, entries: readonly Entry[]): ChainFault | undefined {
  let head = EMPTY_HEAD;
  for (const entry of entries) {
    if (entry.dossierId !== dossierId) return { seq: entry.seq, fault: 'foreign-entry' };
    if (entry.seq !== head.seq + 1) return { seq: entry.seq, fault: 'gap' };
    if (entry.prevHash !== head.hash) return { seq: entry.seq, fault: 'wrong-prev-hash' };
    const { hash, ...rest } = entry;
    if (hashOf(rest) !== hash) return { seq: entry.seq, fault: 'wrong-hash' };
    head = { seq: entry.seq, hash };
  }
  return undefined;
}
