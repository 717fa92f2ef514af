import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import { fold, FOLD_VERSION } from '../../domain/dossier/fold.ts';
import type { Entry } from '../../domain/history/entry.ts';
import { STORIES } from './stories.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const file = here('fold-version.json');

/** What this fold makes of every recorded history. */
function statesOfToday(): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(STORIES).sort()) {
    const entries = readFileSync(here(`recorded/${name}.ndjson`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    hash.update(canonicalJson(JSON.parse(JSON.stringify(fold(entries))) as Json));
  }
  return hash.digest('hex');
}

test('whoever changes what histories are folded into raises FOLD_VERSION', () => {
  const today = { foldVersion: FOLD_VERSION, states: statesOfToday() };
  if (process.env['UPDATE_HISTORIES'] === '1' || !existsSync(file)) writeFileSync(file, `${JSON.stringify(today, null, 2)}\n`);
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as typeof today;
  if (today.states !== recorded.states) expect(today.foldVersion).toBeGreaterThan(recorded.foldVersion);
  expect(today).toEqual(recorded);
});
