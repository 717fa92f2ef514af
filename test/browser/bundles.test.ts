import { expect, test } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const DIST = 'dist/portal';
const manifest = JSON.parse(readFileSync(`${DIST}/.vite/manifest.json`, 'utf8')) as Readonly<Record<string, Chunk>>;

/** Everything that is loaded with a module, without what it loads later. */
function loadedWith(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name]?.imports ?? []) loadedWith(imported, seen);
  return seen;
}

const filesOf = (names: ReadonlySet<string>): string[] => [...names].map((name) => manifest[name]?.file ?? '');
const inbox = loadedWith('src/features/inbox/inbox-page.tsx', loadedWith('index.html'));

test('the inbox comes without the diagram and the form viewer', () => {
  const code = filesOf(inbox).map((file) => readFileSync(`${DIST}/${file}`, 'utf8'));
  expect(code.some((text) => text.includes('fjs-powered-by'))).toBe(false);
  expect(code.some((text) => text.includes('bjs-powered-by'))).toBe(false);
});

test('the inbox stays below 900 kB of script before compression', () => {
  const bytes = filesOf(inbox).reduce((sum, file) => sum + statSync(`${DIST}/${file}`).size, 0);
  expect(bytes).toBeLessThan(900_000);
});

test('the page has no script of its own in its text, as the content policy wants', () => {
  const page = readFileSync(`${DIST}/index.html`, 'utf8');
  expect(page.match(/<script(?![^>]*\ssrc=)[^>]*>/g)).toBeNull();
  expect(page).not.toMatch(/\son\w+=|https?:\/\//);
});
