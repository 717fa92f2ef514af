import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { demoPassword, loadSecrets, writeExporterSecret } from './secrets.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'motcua-secrets-'));
});

afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

test('secrets are made once, each another one of 32 bytes, readable for this user only', () => {
  const first = loadSecrets({ dataDir, env: {}, mustBeGiven: false });
  const second = loadSecrets({ dataDir, env: {}, mustBeGiven: false });

  expect(second).toEqual(first);
  const values = Object.values<string>(first);
  expect(new Set(values).size).toBe(5);
  expect(values.every((value) => Buffer.from(value, 'base64').length === 32)).toBe(true);
  expect(statSync(join(dataDir, 'secrets')).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'secrets', 'token-key')).mode & 0o777).toBe(0o600);
});

test('a secret that the environment gives is used and not kept, except for the file that the exporter reads', () => {
  const given = { TOKEN_KEY: 'from-the-operator', EXPORTER_SECRET: 'of-the-operator-too' };
  const secrets = loadSecrets({ dataDir, env: given, mustBeGiven: false });

  const file = writeExporterSecret(dataDir, secrets);

  expect(secrets).toMatchObject(given);
  expect(() => readFileSync(join(dataDir, 'secrets', 'token-key'))).toThrow('ENOENT');
  expect(readFileSync(file, 'utf8').trim()).toBe('of-the-operator-too');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("with the operator's own database the missing secrets are named", () => {
  const env = { TOKEN_KEY: 'x', ID_HASH_KEY: '' };

  expect(() => loadSecrets({ dataDir, env, mustBeGiven: true })).toThrow('Missing: EXPORTER_SECRET, ID_ENCRYPTION_KEY, ID_HASH_KEY, CHECKPOINT_KEY.');
});

test('the demonstration password is made once, or given', () => {
  const made = demoPassword(dataDir, {});

  expect(made).toMatch(/^(?:[a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(demoPassword(dataDir, {})).toBe(made);
  expect(demoPassword(dataDir, { DEMO_PASSWORD: 'given-by-hand' })).toBe('given-by-hand');
});
