import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { tokensWith } from './tokens.ts';

const key = randomBytes(32);
const tokens = tokensWith(key);
const accessKey = Buffer.from(hkdfSync('sha256', key, '', 'mot-cua access token', 32));
const MOMENT = '2026-11-23T01:00:00.000Z';
const now = (): number => Date.parse(MOMENT) / 1000;
const claims = (): Record<string, unknown> => ({
  iss: 'mot-cua',
  aud: 'mot-cua-api',
  sub: 'lan.tiepnhan',
  sid: 's1',
  iat: now(),
  nbf: now(),
  exp: now() + 600,
});
const without = (name: string): object => Object.fromEntries(Object.entries(claims()).filter(([claim]) => claim !== name));
const signed = (payload: object, header: object = {}, secret: Buffer | string = accessKey): string =>
  jwt.sign(payload, secret, { algorithm: 'HS256', header: { alg: 'HS256', typ: 'at+jwt', ...header } });

test('our own access token is read back', () => {
  // when
  const { token, expiresAt } = tokens.access({ officer: 'lan.tiepnhan', session: 's1' }, MOMENT);

  // then
  expect(tokens.readAccess(token, MOMENT)).toEqual({ officer: 'lan.tiepnhan', session: 's1' });
  expect(expiresAt).toBe('2026-11-23T01:10:00.000Z');
  expect(tokens.readAccess(signed(claims()), MOMENT)).toEqual({ officer: 'lan.tiepnhan', session: 's1' });
});

test.each<[string, () => string]>([
  ['another issuer', () => signed({ ...claims(), iss: 'other' })],
  ['another audience', () => signed({ ...claims(), aud: 'other' })],
  ['a list of audiences', () => signed({ ...claims(), aud: ['mot-cua-api', 'other'] })],
  ['no expiry', () => signed(without('exp'))],
  ['no begin', () => signed(without('nbf'))],
  ['no session', () => signed(without('sid'))],
  ['a claim we do not write', () => signed({ ...claims(), roles: ['SYSTEM_ADMIN'] })],
  ['being over', () => signed({ ...claims(), exp: now() - 6 })],
  ['not having begun', () => signed({ ...claims(), nbf: now() + 60 })],
  ['another type', () => signed(claims(), { typ: 'JWT' })],
  ['a key address in the header', () => signed(claims(), { jku: 'https://evil.example/keys' })],
  ['another key', () => signed(claims(), {}, randomBytes(32))],
  ['the root key itself', () => signed(claims(), {}, key)],
  ['no signature', () => jwt.sign(claims(), '', { algorithm: 'none', header: { alg: 'none', typ: 'at+jwt' } })],
  ['another algorithm with the same key', () => jwt.sign(claims(), accessKey, { algorithm: 'HS512', header: { alg: 'HS512', typ: 'at+jwt' } })],
  ['broken text', () => 'a.b.c'],
  [
    'broken JSON under a good signature',
    () => {
      const text = `${Buffer.from('{"alg":"HS256","typ":"at+jwt"}').toString('base64url')}.${Buffer.from('{oops').toString('base64url')}`;
      return `${text}.${createHmac('sha256', accessKey).update(text).digest('base64url')}`;
    },
  ],
  ['endless text', () => 'a'.repeat(10_000)],
  ['a refresh token', () => tokens.firstRefresh('s1').token],
])('an access token with %s opens nothing', (_, forge) => {
  expect(tokens.readAccess(forge(), MOMENT)).toBeUndefined();
});

test('a refresh token follows from the one before and our key, and nobody else can compute it', () => {
  // given
  const first = tokens.firstRefresh('s1');

  // then
  expect(tokens.nextRefresh(first)).toEqual(tokens.nextRefresh(first));
  expect(tokensWith(randomBytes(32)).nextRefresh(first).token).not.toBe(tokens.nextRefresh(first).token);
  expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(first.token).not.toContain(first.hash);
});

test('a refresh token that was not issued by us, or was moved to another session, is none', () => {
  // given
  const { token } = tokens.firstRefresh('s1');
  const parts = token.split('.');

  // then
  expect(tokens.readRefresh(token)?.session).toBe('s1');
  for (const bad of [`s2.${parts.slice(1).join('.')}`, `${token}x`, parts.slice(0, 2).join('.'), '', '..', 'x'.repeat(10_000)])
    expect(tokens.readRefresh(bad)).toBeUndefined();
});

test('a device token belongs to one officer', () => {
  // given
  const device = tokens.device('lan');

  // then
  expect(tokens.isDeviceOf(device, 'lan')).toBe(true);
  expect(tokens.isDeviceOf(device, 'minh')).toBe(false);
  expect(tokens.isDeviceOf('x.y', 'lan')).toBe(false);
  expect(tokens.isDeviceOf('', 'lan')).toBe(false);
});
