import { describe, expect, test } from '@jest/globals';
import { aDossier, D1 } from '../../test/support/builders/a-dossier.ts';
import { aRelease, aSheet } from '../../test/support/builders/a-release.ts';
import { fakePorts, theDossier } from '../../test/support/fakes/fake-ports.ts';
import { deliver, deliverAgain } from '../../test/support/fakes/fake-step-ports.ts';
import type { ProcedureSheet } from '../../domain/release.ts';
import { reviewDossier, reviewOf } from './worker.ts';

const INPUT = { dossierId: D1 };
const check = (field: string, rule: 'required' | 'max' | 'min' | 'pattern', value?: number | string): ProcedureSheet['review'][number] => ({
  field,
  rule,
  message: { vi: `${field} sai`, en: `${field} is wrong` },
  ...(value === undefined ? {} : { value }),
});

describe('the automatic look', () => {
  test('finds nothing in a complete dossier', async () => {
    const ports = fakePorts({ dossiers: [aDossier()] });
    expect(await deliver(reviewDossier, ports, INPUT)).toEqual({ complete: true, findingCount: 0 });
  });

  test('finds what is missing and what is wrong, in words an officer reads', async () => {
    const ports = fakePorts({
      dossiers: [aDossier({ data: { components: [] } })],
      releases: [aRelease({ sheet: aSheet({ review: [check('copies', 'max', 1), check('registeredPlace', 'required')] }) })],
    });
    expect(await deliver(reviewDossier, ports, INPUT)).toEqual({ complete: false, findingCount: 3 });
    expect(theDossier(ports, D1).state.findings).toEqual([
      { code: 'component-missing:application', message: 'Thiếu: application' },
      { code: 'max:copies', message: 'copies sai' },
      { code: 'required:registeredPlace', message: 'registeredPlace sai' },
    ]);
  });

  test('delivered again is one look with the same findings', async () => {
    const ports = fakePorts({ dossiers: [aDossier({ data: { components: [] } })] });
    const first = await deliver(reviewDossier, ports, INPUT);
    for (const again of await deliverAgain(reviewDossier, ports, INPUT)) expect(again).toEqual(first);
    expect(theDossier(ports, D1).pending.filter(({ kind }) => kind === 'reviewed')).toHaveLength(1);
  });
});

describe('a component of the checklist is there', () => {
  const sheet = { components: aSheet().components, review: [] };
  const codes = (components: readonly { id: string; originals: number; certified: number; copies: number }[], component?: string): string[] =>
    reviewOf(
      {
        components,
        documents: component === undefined ? [] : [{ fileId: 'f', name: { commitment: 'c' }, mediaType: 'x', size: 1, sha256: 's', at: '', component }],
      },
      {},
      sheet,
    ).map(({ code }) => code);

  test('on paper of any kind, or as a file', () => {
    expect(codes([{ id: 'application', originals: 0, certified: 0, copies: 1 }])).toEqual([]);
    expect(codes([], 'application')).toEqual([]);
  });

  test('not when nobody brought it, nor when it was counted as none', () => {
    expect(codes([])).toEqual(['component-missing:application']);
    expect(codes([{ id: 'application', originals: 0, certified: 0, copies: 0 }], 'authorisation')).toEqual(['component-missing:application']);
  });
});

describe('a check of the sheet', () => {
  const finds = (one: ProcedureSheet['review'][number], value: unknown): boolean =>
    reviewOf({ components: [], documents: [] }, { field: value }, { components: [], review: [one] }).length > 0;

  test.each([
    ['', true],
    [null, true],
    [undefined, true],
    ['x', false],
    [0, false],
    [false, false],
  ])('required: %p is a finding: %p', (value, found) => {
    expect(finds(check('field', 'required'), value)).toBe(found);
  });
  test.each([
    [20, false],
    [21, true],
    ['21', true],
    ['', false],
    [undefined, false],
  ])('at most 20: %p is a finding: %p', (value, found) => {
    expect(finds(check('field', 'max', 20), value)).toBe(found);
  });
  test.each([
    [1, false],
    [0, true],
    [null, false],
  ])('at least 1: %p is a finding: %p', (value, found) => {
    expect(finds(check('field', 'min', 1), value)).toBe(found);
  });
  test.each([
    ['Nguyễn Văn An', false],
    ['An 2', true],
    ['', false],
    [12, true],
  ])('a name without digits: %p is a finding: %p', (value, found) => {
    expect(finds(check('field', 'pattern', '^[^0-9]+$'), value)).toBe(found);
  });
  test('a number that is none is a finding', () => {
    expect(finds(check('field', 'max', 20), 'nhiều')).toBe(true);
  });
});
