import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { CipherDamaged, secrecyWith } from './secrecy.ts';

const keys = { idEncryption: randomBytes(32), idHash: randomBytes(32) };
const secrecy = secrecyWith(keys);

test('what was encrypted comes back, and looks different every time', () => {
  // when
  const [once, again] = [secrecy.encrypt('001085012345 Đỗ'), secrecy.encrypt('001085012345 Đỗ')];

  // then
  expect(once).not.toBe(again);
  expect(once).not.toContain('001085012345');
  expect([secrecy.decrypt(once), secrecy.decrypt(again)]).toEqual(['001085012345 Đỗ', '001085012345 Đỗ']);
});

test('a changed, cut, foreign or unversioned cipher text is refused', () => {
  // given
  const cipher = secrecy.encrypt('001085012345');
  const middle = cipher.length / 2;
  const changed = cipher.slice(0, middle) + (cipher[middle] === 'A' ? 'B' : 'A') + cipher.slice(middle + 1);
  const foreign = secrecyWith({ ...keys, idEncryption: randomBytes(32) }).encrypt('001085012345');

  // then
  for (const bad of [changed, cipher.slice(0, 12), foreign, cipher.slice(3), '']) expect(() => secrecy.decrypt(bad)).toThrow(CipherDamaged);
});

test('a look-up hash depends on the key and not on how the number was typed', () => {
  expect(secrecy.hashId('c 1234-567')).toBe(secrecy.hashId('C1234567'));
  expect(secrecy.hashId('C1234567')).not.toBe(secrecy.hashId('C1234568'));
  expect(secrecyWith({ ...keys, idHash: randomBytes(32) }).hashId('C1234567')).not.toBe(secrecy.hashId('C1234567'));
});

test('a salt has 128 bits and no two are alike', () => {
  expect(secrecy.newSalt()).toMatch(/^[0-9a-f]{32}$/);
  expect(secrecy.newSalt()).not.toBe(secrecy.newSalt());
});

test('short keys, and one key for both purposes, are refused', () => {
  expect(() => secrecyWith({ ...keys, idHash: randomBytes(16) })).toThrow(RangeError);
  expect(() => secrecyWith({ idEncryption: keys.idHash, idHash: keys.idHash })).toThrow(RangeError);
});
