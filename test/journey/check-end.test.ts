import { expect, test } from '@jest/globals';
import { endFaults, historyFaults, slipFaults } from './check-end.ts';

const hash = (seq: number): string => String(seq).padStart(64, '0');
const anEntry = (seq: number, kind = 'decided') => ({ seq, kind, hash: hash(seq), prevHash: hash(seq - 1) });
const aDocument = (slip?: string) => ({
  fileId: 'f',
  name: 'x',
  mediaType: 'application/pdf',
  size: 1,
  sha256: '',
  at: '2026-11-25T00:00:00Z',
  ...(slip === undefined ? {} : { slip }),
});

test('a linked history without gaps has no faults', () => {
  expect(historyFaults([anEntry(1, 'submitted'), anEntry(2), anEntry(3)])).toEqual([]);
});

test('a missing entry and a broken link are found', () => {
  expect(historyFaults([anEntry(1), anEntry(3)])).toEqual(['history: entry 2 has the number 3']);
  expect(historyFaults([anEntry(1), { ...anEntry(2), prevHash: hash(9) }])).toEqual(['history: entry 2 is not linked to the one before']);
});

test('what may happen once must not have happened twice', () => {
  expect(historyFaults([anEntry(1, 'submitted'), anEntry(2, 'received'), anEntry(3, 'received')])).toEqual(['history: received more than once']);
});

test('a code and one receipt slip belong together', () => {
  expect(slipFaults({ code: 'H99.21-261125-0001', documents: [aDocument(), aDocument('01')] })).toEqual([]);
  expect(slipFaults({ documents: [aDocument()] })).toEqual([]);
  expect(slipFaults({ code: 'H99.21-261125-0001', documents: [aDocument('01'), aDocument('01')] })).toEqual(['2 receipt slips for H99.21-261125-0001']);
  expect(slipFaults({ code: 'H99.21-261125-0001', documents: [] })).toHaveLength(1);
});

test('who resolved it and within which limit is looked at where the story says so', () => {
  const dossier = { competentAgency: 'interior-department', clock: { limit: { unit: 'WORKING_DAY', amount: 3 } } } as const;

  expect(endFaults(dossier, { status: 8 })).toEqual([]);
  expect(endFaults(dossier, { status: 8, competentAgency: 'interior-department', workingDays: 3 })).toEqual([]);
  expect(endFaults(dossier, { status: 8, competentAgency: 'industrial-zone-board', workingDays: 10 })).toEqual([
    'resolved by interior-department, not by industrial-zone-board',
    'its limit was 3 WORKING_DAY, not 10 WORKING_DAY',
  ]);
});
