import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('..', import.meta.url));
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Texts = { readonly [key: string]: string | Texts };

/** `queues.mine` → text; forms of one plural count as one key, because Vietnamese has one form and English two. */
function flatten(texts: Texts, before = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(texts)) {
    const path = `${before}${key}`;
    if (typeof value === 'string') found.set(path.replace(PLURAL, ''), [...(found.get(path.replace(PLURAL, '')) ?? []), value]);
    else for (const [inner, list] of flatten(value, `${path}.`)) found.set(inner, [...(found.get(inner) ?? []), ...list]);
  }
  return found;
}

const placeholders = (texts: readonly string[]): string[] =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')))].sort();

const folders = ['app', 'components', ...readdirSync(`${SRC}/features`).map((feature) => `features/${feature}`)];

describe.each(folders)('the texts of %s', (folder) => {
  const load = async () => {
    const [vi, en] = (await Promise.all([import(`${SRC}/${folder}/messages.vi.ts`), import(`${SRC}/${folder}/messages.en.ts`)])) as [
      { vi: Texts },
      { en: Texts },
    ];
    return { vi: flatten(vi.vi), en: flatten(en.en) };
  };

  test('exist in both languages', async () => {
    const { vi, en } = await load();
    expect([...vi.keys()].filter((key) => !en.has(key))).toEqual([]);
    expect([...en.keys()].filter((key) => !vi.has(key))).toEqual([]);
    expect(vi.size).toBeGreaterThan(5);
  });

  test('fill in the same values in both languages', async () => {
    const { vi, en } = await load();
    const differing = [...vi.keys()].filter((key) => placeholders(vi.get(key) ?? []).join() !== placeholders(en.get(key) ?? []).join());
    expect(differing).toEqual([]);
  });

  test('are composed letters without stray spaces', async () => {
    const { vi, en } = await load();
    const texts = [...vi.values(), ...en.values()].flat();
    expect(texts.filter((text) => text !== text.normalize('NFC') || text !== text.trim() || text.includes('  '))).toEqual([]);
  });
});
