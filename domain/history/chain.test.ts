import { describe, expect, test } from '@jest/globals';
import { EMPTY_HEAD, findChainFault, hashOf, link, type Head } from './chain.ts';
import type { Entry, EntryDraft } from './entry.ts';

const D = 'd000000000000000000000000a';

const drafts = (count: number): EntryDraft[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'decided', at: `2026-11-20T03:00:0${String(i)}.000Z`, data: { outcome: 'FOUND', n: i } }));

function chainOf(count: number, dossierId = D): Entry[] {
  let head: Head = EMPTY_HEAD;
  return drafts(count).map((draft) => {
    const entry = link(dossierId, head, draft);
    head = { seq: entry.seq, hash: entry.hash };
    return entry;
  });
}

describe('an entry gets its place in the chain', () => {
  test('the first one has number 1 and follows 64 zeros', () => {
    expect(link(D, EMPTY_HEAD, drafts(1)[0] as EntryDraft)).toMatchObject({ dossierId: D, seq: 1, prevHash: '0'.repeat(64) });
  });

  test('its hash is the SHA-256 of its canonical text without the hash', () => {
    const entry = link(D, EMPTY_HEAD, { kind: 'decided', at: '2026-11-20T03:00:00.000Z', data: { b: 1, a: 'x' } });
    const { hash, ...rest } = entry;

    // computed with another program: sha256 of {"at":"2026-11-20T03:00:00.000Z","data":{"a":"x","b":1},"dossierId":"d0…0a","kind":"decided","prevHash":"0…0","seq":1}
    expect(hash).toBe('132c25eb05c57d3c0703f1c3c7c7cf9ed639b50a3ba72cc41ca968a732a85ff8');
    expect(hashOf(rest)).toBe(hash);
  });

  test('members without a value are not there, so that the database cannot lose them', () => {
    const entry = link(D, EMPTY_HEAD, { kind: 'decided', at: '2026-11-20T03:00:00.000Z', data: { note: undefined, list: [{ a: undefined, b: 1 }] } as never });

    expect(Object.keys(entry.data)).toEqual(['list']);
    const { hash, ...rest } = JSON.parse(JSON.stringify(entry)) as Entry;
    expect(hashOf(rest)).toBe(hash);
  });
});

describe('the chain of a dossier', () => {
  test('is without fault as it was written', () => {
    expect(findChainFault(D, chainOf(5))).toBeUndefined();
    expect(findChainFault(D, [])).toBeUndefined();
  });

  test('shows a missing entry as a gap', () => {
    const entries = chainOf(5);
    expect(findChainFault(D, entries.toSpliced(2, 1))).toEqual({ seq: 4, fault: 'gap' });
    expect(findChainFault(D, entries.slice(1))).toEqual({ seq: 2, fault: 'gap' });
  });

  test('shows an entry that stands twice, or out of order, as a gap', () => {
    const [a, b, c] = chainOf(3) as [Entry, Entry, Entry];
    expect(findChainFault(D, [a, b, b, c])).toEqual({ seq: 2, fault: 'gap' });
    expect(findChainFault(D, [a, c, b])).toEqual({ seq: 3, fault: 'gap' });
  });

  test.each<[string, (entry: Entry) => Entry]>([
    ['its data', (entry) => ({ ...entry, data: { ...entry.data, outcome: 'NOT_FOUND' } })],
    ['its time', (entry) => ({ ...entry, at: '2026-11-20T03:00:09.000Z' })],
    ['its kind', (entry) => ({ ...entry, kind: 'received' })],
    ['an added actor', (entry) => ({ ...entry, actor: { officer: 'x', name: 'X', agency: 'an-phu-ward', agencyName: 'A', role: 'CASE_OFFICER' } })],
    ['an added member', (entry) => ({ ...entry, note: 'added' }) as Entry],
  ])('shows an entry with %s bent', (_what, bend) => {
    const entries = chainOf(4);
    expect(findChainFault(D, entries.with(1, bend(entries[1] as Entry)))).toEqual({ seq: 2, fault: 'wrong-hash' });
  });

  test('shows an entry that was bent and hashed anew, at the one that follows', () => {
    const entries = chainOf(4);
    const { hash: _hash, ...rest } = { ...(entries[1] as Entry), data: { outcome: 'NOT_FOUND' } };
    expect(findChainFault(D, entries.with(1, { ...rest, hash: hashOf(rest) }))).toEqual({ seq: 3, fault: 'wrong-prev-hash' });
  });

  test("shows another dossier's entry", () => {
    const foreign = chainOf(3, 'd000000000000000000000000b');
    expect(findChainFault(D, [...chainOf(2), foreign[2] as Entry])).toEqual({ seq: 3, fault: 'foreign-entry' });
  });

  test('cannot show by itself that its tail was cut: the head kept in the dossier does', () => {
    const entries = chainOf(4);
    const cut = entries.slice(0, 3);
    expect(findChainFault(D, cut)).toBeUndefined();
    expect(cut.at(-1)?.hash).not.toBe(entries.at(-1)?.hash);
  });
});
