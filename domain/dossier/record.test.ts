import { describe, expect, test } from '@jest/globals';
import { aDossier, aNewDossier, after, aSubmission, D1, feeAssessed, SUBMITTED_AT } from '../../test/support/builders/a-dossier.ts';
import { findChainFault } from '../history/chain.ts';
import { backOffMs, OWN_RELAY_MS } from './outbox.ts';
import { applyChange, openDossier } from './record.ts';

describe('opening a dossier', () => {
  test('writes its first entry, its first order to the engine and its secrets in one record', () => {
    const record = aNewDossier();
    expect(record).toMatchObject({ id: D1, version: 0, head: { seq: 1 }, idHashes: [`hash-of-${D1}`], enginePosition: {} });
    expect(record.outbox).toEqual([
      {
        kind: 'start-process',
        message: 'civil-status-extract--r1.submitted',
        variables: {},
        id: `${D1}:1:0`,
        attempts: 0,
        nextAt: new Date(Date.parse(SUBMITTED_AT) + OWN_RELAY_MS).toISOString(),
      },
    ]);
    expect(Object.keys(record.secrets)).toHaveLength(8);
  });

  test('needs an entry', () => {
    expect(() => openDossier(D1, { entries: [] }, [])).toThrow(TypeError);
  });

  test('remembers the command that opened it', () => {
    const { entry } = aSubmission();
    expect(openDossier(D1, { entries: [entry], command: { key: 'k', bodyHash: 'b' } }, []).commands).toEqual([
      { key: 'k', bodyHash: 'b', at: SUBMITTED_AT, entry: 1 },
    ]);
  });
});

describe('a change', () => {
  test('appends to chain, pending entries, orders and secrets, and touches neither version nor what was there', () => {
    const before = aDossier();
    const next = applyChange(before, {
      entries: [feeAssessed()],
      outbox: [{ kind: 'cancel-process', processInstanceKey: '77' }],
      secrets: { abc: { salt: 's', value: 1 } },
    });

    expect(next.version).toBe(before.version);
    expect(next.pending.slice(0, -1)).toEqual(before.pending);
    expect(next.head).toEqual({ seq: before.head.seq + 1, hash: next.pending.at(-1)?.hash });
    expect(next.secrets).toMatchObject(before.secrets);
    expect(next.secrets['abc']).toEqual({ salt: 's', value: 1 });
    expect(findChainFault(D1, next.pending)).toBeUndefined();
  });

  test('gives every order an id of its own', () => {
    const twice = after(
      after(
        aNewDossier(),
        [feeAssessed('a')],
        [
          { kind: 'cancel-process', processInstanceKey: '1' },
          { kind: 'cancel-process', processInstanceKey: '2' },
        ],
      ),
      [feeAssessed('b')],
      [{ kind: 'cancel-process', processInstanceKey: '3' }],
    );
    expect(new Set(twice.outbox.map(({ id }) => id)).size).toBe(4);
  });

  test('remembers a hundred commands, the newest ones', () => {
    let record = aDossier();
    for (let i = 0; i < 105; i++)
      record = applyChange(record, { entries: [feeAssessed(`fee-${String(i)}`)], command: { key: `key-${String(i)}`, bodyHash: 'b' } });
    expect(record.commands).toHaveLength(100);
    expect(record.commands.at(-1)?.key).toBe('key-104');
  });
});

test('the pause before another attempt doubles, up to a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 100].map(backOffMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});
