import { expect, test } from '@jest/globals';
import type { DossierView } from '../../api/contract.ts';
import { printable } from './printable.ts';

const paper = (fileId: string, slip?: string): DossierView['documents'][number] => ({
  fileId,
  name: `${fileId}.pdf`,
  mediaType: 'application/pdf',
  size: 1,
  sha256: '',
  at: '2026-11-25T09:00:00Z',
  ...(slip === undefined ? {} : { slip }),
});
const named = (found: ReturnType<typeof printable>): string[] => found.map(({ slip, fileId }) => `${slip} ${fileId ?? 'anew'}`);

test('what has been printed is printed again, each of several; the control slip is written anew', () => {
  const documents = [paper('a'), paper('b', '01'), paper('c', '02'), paper('d', '02')];
  expect(named(printable({ documents, code: 'H99.21-261125-0001' }))).toEqual(['01 b', '02 c', '02 d', '06 anew']);
});

test('without a code there is no control slip; a stopped dossier has its notice even before it was printed', () => {
  const stop = { at: '2026-11-25T09:00:00Z', by: 'Khoa', legalBasis: 'Điều 1', paid: 0 };
  expect(named(printable({ documents: [paper('a', '03')] }))).toEqual(['03 a']);
  expect(named(printable({ documents: [], stop }))).toEqual(['05 anew']);
  expect(named(printable({ documents: [paper('a', '05')], stop }))).toEqual(['05 a']);
});
