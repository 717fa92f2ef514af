import { expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'target', 'coverage']);

function markdownIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : markdownIn(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Targets of links and pictures, outside of code. */
function linksIn(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target ?? '');
}

/** How a heading is addressed. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

function anchorsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''));
}

function isBroken(file: string, link: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return false;
  const [path = '', fragment] = link.split('#');
  const target = path === '' ? file : join(dirname(file), decodeURIComponent(path));
  if (!existsSync(target)) return true;
  return fragment !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(fragment);
}

const files = markdownIn('.');

test('the documents a newcomer starts from are there', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/operations.md', 'docs/security.md', 'docs/glossary.md']));
});

test.each(files)('every relative link in %s leads somewhere', (file) => {
  expect(linksIn(readFileSync(file, 'utf8')).filter((link) => isBroken(file, link))).toEqual([]);
});

test('a link to nothing, and to a heading that is not there, would be found', () => {
  expect(linksIn('see [a](docs/none.md), ![b](x.png) and `[c](code.md)`')).toEqual(['docs/none.md', 'x.png']);
  expect(isBroken('README.md', 'docs/none.md')).toBe(true);
  expect(isBroken('README.md', 'CHANGELOG.md#unreleased')).toBe(false);
  expect(isBroken('README.md', 'CHANGELOG.md#released')).toBe(true);
  expect(isBroken('README.md', 'https://bpmn.io')).toBe(false);
});
