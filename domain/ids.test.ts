import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DossierId, FileId } from '../contract/vocabulary.ts';
import { dossierIdFrom, fileIdFrom, maskId } from './ids.ts';

describe('a dossier id', () => {
  test('follows from what names it and from nothing else', () => {
    expect(dossierIdFrom('hoa.motcua', 'key-1')).toBe(dossierIdFrom('hoa.motcua', 'key-1'));
    expect(dossierIdFrom('hoa.motcua', 'key-1')).toBe('dfkubebvakifvi0neojv3j698d');
  });

  test('differs by officer and by key, also where the parts run together', () => {
    const ids = [dossierIdFrom('a', 'bc'), dossierIdFrom('ab', 'c'), dossierIdFrom('abc'), dossierIdFrom('a', 'b', 'c'), dossierIdFrom('bc', 'a')];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('always has the form of a dossier id', () => {
    fc.assert(fc.property(fc.array(fc.string(), { minLength: 1 }), (parts) => DossierId.safeParse(dossierIdFrom(...parts)).success));
  });
});

test('a file id follows from what the file is and has the form of a file id', () => {
  expect(fileIdFrom('d1', '701', 'slip')).toBe(fileIdFrom('d1', '701', 'slip'));
  expect(fileIdFrom('d1', '701', 'slip')).not.toBe(fileIdFrom('d1', '702', 'slip'));
  expect(FileId.safeParse(fileIdFrom('d1', '701', 'slip')).success).toBe(true);
});

describe('a masked ID number', () => {
  test.each([
    ['099187000111', '099*******11'],
    ['B1234567', 'B12***67'],
    ['123456', '123*56'],
    ['12345', '*****'],
    ['', ''],
  ])('%s shows as %s', (idNumber, masked) => {
    expect(maskId(idNumber)).toBe(masked);
  });

  test('keeps its length and never shows more than five characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z-]{6,20}$/), (idNumber) => {
        const masked = maskId(idNumber);
        expect(masked).toHaveLength(idNumber.length);
        expect(masked.replace(/^.{3}|.{2}$/g, '')).toMatch(/^\*+$/);
      }),
    );
  });
});
