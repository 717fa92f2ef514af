import { describe, expect, test } from '@jest/globals';
import { aDossierWithTask, D1 } from '../../test/support/builders/a-dossier.ts';
import { TASK } from '../../test/support/builders/a-fact.ts';
import { RecentRecords } from './recent-records.ts';

const version = (number: number) => ({ ...aDossierWithTask(), version: number });

describe('recent records', () => {
  test('given a record that was kept, when it is looked for, then it is there and its open task leads to it', () => {
    const recent = new RecentRecords();
    recent.keep(version(3));
    expect(recent.find(D1)?.version).toBe(3);
    expect(recent.holderOf(TASK)).toBe(D1);
  });

  test('given a newer version, when an older answer comes later, then the newer one stays', () => {
    const recent = new RecentRecords();
    recent.keep(version(4));
    recent.keep(version(3));
    expect(recent.find(D1)?.version).toBe(4);
  });

  test('given more records than are kept, when another comes, then the one that was longest untouched goes', () => {
    const recent = new RecentRecords();
    const numbered = (i: number) => ({ ...version(1), id: `d${String(i).padStart(25, '0')}` });
    for (let i = 0; i < 2_000; i++) recent.keep(numbered(i));
    recent.keep(numbered(0));
    recent.keep(numbered(2_000));
    expect(recent.find(numbered(1).id)).toBeUndefined();
    expect(recent.find(numbered(0).id)).toBeDefined();
  });
});
