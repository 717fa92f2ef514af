import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { fold } from '../../domain/dossier/fold.ts';
import { findChainFault } from '../../domain/history/chain.ts';
import type { Entry } from '../../domain/history/entry.ts';
import { readableLines } from './readable-lines.ts';
import { STORIES } from './stories.ts';

/** Set to 1: the recorded histories and their lines are written anew, and a reviewer reads the difference. */
const UPDATE = process.env['UPDATE_HISTORIES'] === '1';

const folder = fileURLToPath(new URL('recorded/', import.meta.url));
const fileOf = (name: string, ending: 'ndjson' | 'txt'): string => `${folder}${name}.${ending}`;
const linesIn = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const entriesOf = (name: string): Entry[] => linesIn(fileOf(name, 'ndjson')).map((line) => JSON.parse(line) as Entry);
const write = (file: string, lines: readonly string[]): void => { writeFileSync(file, `${lines.join('\n')}\n`); };

describe.each(Object.entries(STORIES))('the history of the dossier %s', (name, tell) => {
  test('reads as it was recorded: every entry means today what it meant then', () => {
    if (UPDATE) write(fileOf(name, 'txt'), readableLines(entriesOf(name)));
    expect(readableLines(entriesOf(name))).toEqual(linesIn(fileOf(name, 'txt')));
  });

  test('is gapless and unbent', () => {
    const entries = entriesOf(name);
    expect(findChainFault(entries[0]?.dossierId ?? '', entries)).toBeUndefined();
  });

  test('is what the rules of today would write of the same events', () => {
    const { pending, state, outbox } = tell();
    if (UPDATE) {
      write(fileOf(name, 'ndjson'), pending.map((entry) => JSON.stringify(entry)));
      write(fileOf(name, 'txt'), readableLines(pending));
    }
    expect(pending.map(({ kind, data }) => ({ kind, data }))).toEqual(entriesOf(name).map(({ kind, data }) => ({ kind, data })));
    expect(fold(entriesOf(name))).toEqual(JSON.parse(JSON.stringify(state)));
    expect(outbox.filter(({ kind }) => kind !== 'send-message')).toEqual([]);
  });
});

test('every recorded history is replayed', () => {
  expect(existsSync(folder)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(Object.keys(STORIES).flatMap((name) => [`${name}.ndjson`, `${name}.txt`]).sort());
});
