import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_HEAD, findChainFault, link } from './chain.ts';
import { commitmentOf, isCommitment, reveal, Vault, type Secrets } from './commitment.ts';

function aVault(): Vault {
  let salts = 0;
  return new Vault(() => `salt-${String(salts++)}`);
}

describe('a commitment', () => {
  test('is the SHA-256 of salt, line feed and canonical value', () => {
    // computed with another program: sha256 of salt-0, line feed, "Lê Thị Thu Hằng" in quotes
    expect(commitmentOf({ salt: 'salt-0', value: 'Lê Thị Thu Hằng' })).toBe('297c3648f427789c35d414564788538a84d354cbaaac44dcb294d75861141889');
  });

  test('of the same value differs each time, so equal values cannot be recognised', () => {
    const vault = aVault();
    expect(vault.hide('Nguyễn Văn An')).not.toEqual(vault.hide('Nguyễn Văn An'));
  });

  test('says nothing of the value', () => {
    const commitment = JSON.stringify(aVault().hideAll({ name: 'Nguyễn Văn An', phone: '0900000111' }));
    expect(commitment).not.toMatch(/Nguyễn|0900000111/);
  });

  test('is recognised by its one member', () => {
    expect(isCommitment(aVault().hide(1))).toBe(true);
    for (const other of [null, undefined, 'x', {}, { commitment: 1 }, { commitment: 'x', more: 1 }, ['commitment']]) expect(isCommitment(other)).toBe(false);
  });
});

describe('revealing', () => {
  test('puts back every hidden value, at any depth', () => {
    const vault = aVault();
    const value = { applicant: vault.hideAll({ name: 'An', age: 30 }), list: [vault.hide([1, { a: null }]), 'open'], none: null };

    expect(reveal(value, vault.secrets)).toEqual({ applicant: { name: 'An', age: 30 }, list: [[1, { a: null }], 'open'], none: null });
  });

  test('leaves an erased value a commitment', () => {
    const vault = aVault();
    const { name, phone } = vault.hideAll({ name: 'An', phone: '0900000111' });
    const secrets: Secrets = { [phone?.commitment ?? '']: { salt: 'salt-1', value: '0900000111' } };

    expect(reveal({ name, phone }, secrets)).toEqual({ name, phone: '0900000111' });
  });

  test('gives back what was hidden, whatever it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const vault = aVault();
        expect(reveal(vault.hide(value as never), vault.secrets)).toEqual(value);
      }),
    );
  });
});

test('after erasure every hash of the history is still valid', () => {
  // given
  const vault = aVault();
  const entry = link('d1', EMPTY_HEAD, {
    kind: 'submitted',
    at: '2026-11-20T03:00:00.000Z',
    data: { applicant: { ...vault.hideAll({ name: 'An' }) } as never },
  });
  expect(JSON.stringify(reveal(entry, vault.secrets))).toContain('"An"');

  // when
  const erased: Secrets = {};

  // then
  expect(findChainFault('d1', [entry])).toBeUndefined();
  expect(JSON.stringify(reveal(entry, erased))).not.toContain('"An"');
});
