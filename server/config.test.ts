import { expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BadConfig, ENVIRONMENT_KEYS, loadConfig } from './config.ts';

const aKey = (): string => randomBytes(32).toString('base64');
const anEnvironment = (): Record<string, string> => ({
  MONGODB_URI: 'mongodb://127.0.0.1:1/motcua',
  TOKEN_KEY: aKey(),
  EXPORTER_SECRET: aKey(),
  ID_ENCRYPTION_KEY: aKey(),
  ID_HASH_KEY: aKey(),
  CHECKPOINT_KEY: aKey(),
});
const example = readFileSync('.env.example', 'utf8')
  .split('\n')
  .flatMap((line) => [...line.matchAll(/^(# )?([A-Z][A-Z0-9_]+)=(.*)$/g)])
  .map(([, hidden, name, value]) => ({ optional: hidden !== undefined, name: name ?? '', value: value ?? '' }));

test('.env.example names every setting, each once, and nothing else', () => {
  expect(example.map(({ name }) => name).sort()).toEqual([...ENVIRONMENT_KEYS].sort());
});

test('.env.example works as it stands once the secrets are filled in', () => {
  // given
  const written = Object.fromEntries(example.filter(({ optional }) => !optional).map(({ name, value }) => [name, value]));
  const secrets = Object.fromEntries(
    Object.keys(anEnvironment())
      .filter((name) => name !== 'MONGODB_URI')
      .map((name) => [name, aKey()]),
  );

  // when
  const config = loadConfig({ ...written, ...secrets });

  // then
  expect(config.http.port).toBe(8080);
  expect(config.recordsPort).toBe(8087);
});

test('every optional example value is a valid one', () => {
  // given
  const shown = Object.fromEntries(example.filter(({ value }) => value !== '').map(({ name, value }) => [name, value]));

  // when
  const config = loadConfig({ ...anEnvironment(), ...shown });

  // then
  expect(config.http.publicUrl?.origin).toBe('https://motcua.example.vn');
  expect(config.smtp?.from).toBe('Một Cửa <motcua@example.vn>');
});

test('all bad variables are named in one go, and no value is repeated', () => {
  // given
  const env = { ...anEnvironment(), MONGODB_URI: 'postgres://secret@host', HTTP_PORT: '70000', TOKEN_KEY: 'short-secret', LOG_LEVEL: 'loud', DEMO: 'yes' };

  // when
  const load = (): unknown => loadConfig(env);

  // then
  expect(load).toThrow(BadConfig);
  for (const name of ['MONGODB_URI', 'HTTP_PORT', 'TOKEN_KEY', 'LOG_LEVEL', 'DEMO']) expect(load).toThrow(name);
  expect(load).not.toThrow(/secret@host|short-secret/);
});

test('missing secrets are each named with how to make them', () => {
  expect(() => loadConfig({})).toThrow(/MONGODB_URI is missing.*TOKEN_KEY is missing.*ID_HASH_KEY is missing.*openssl rand/s);
});

test('demonstration accounts without a password, and mail without a sender, are refused', () => {
  expect(() => loadConfig({ ...anEnvironment(), DEMO: 'true' })).toThrow('DEMO_PASSWORD');
  expect(() => loadConfig({ ...anEnvironment(), SMTP_URL: 'smtp://127.0.0.1:25' })).toThrow('SMTP_FROM');
});

test('an empty variable counts as not set', () => {
  // when
  const config = loadConfig({ ...anEnvironment(), HTTP_PORT: '', PUBLIC_URL: '', SMTP_URL: '' });

  // then
  expect(config.http.port).toBe(8080);
  expect(config.http.publicUrl).toBeUndefined();
});

test('proxies are a number or a list of addresses', () => {
  expect(loadConfig({ ...anEnvironment(), TRUST_PROXY: '2' }).http.trustProxy).toBe(2);
  expect(loadConfig({ ...anEnvironment(), TRUST_PROXY: '10.0.0.1, 10.1.0.0/16' }).http.trustProxy).toEqual(['10.0.0.1', '10.1.0.0/16']);
  expect(() => loadConfig({ ...anEnvironment(), TRUST_PROXY: 'true' })).toThrow('TRUST_PROXY');
});

test('the rate limit is a number of requests, and may be switched off', () => {
  expect(loadConfig(anEnvironment()).http.rateLimit).toBe(6000);
  expect(loadConfig({ ...anEnvironment(), RATE_LIMIT: '0' }).http.rateLimit).toBe(0);
  expect(() => loadConfig({ ...anEnvironment(), RATE_LIMIT: 'many' })).toThrow('RATE_LIMIT must be a number of requests a minute');
});
