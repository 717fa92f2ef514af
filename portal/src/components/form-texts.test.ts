import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { FORM_TEXTS_VI, translateForm } from './form-texts.vi.ts';

test('every sentence that the form viewer can say is there in Vietnamese', () => {
  // given
  const source = readFileSync(new URL('../../../node_modules/@bpmn-io/form-js-viewer/dist/index.es.js', import.meta.url), 'utf8');
  const said = [...source.matchAll(/translate\((?:'((?:[^'\\]|\\.)+)'|"((?:[^"\\]|\\.)+)")/g)].map((found) => found[1] ?? found[2] ?? '');

  // then
  expect(said.length).toBeGreaterThan(30);
  expect(said.filter((sentence) => sentence !== 'HELLO {you}' && FORM_TEXTS_VI[sentence] === undefined)).toEqual([]);
});

test('values are filled in, and in English the sentence stays', () => {
  expect(translateForm('vi', 'Field must have minimum value of {value}.', { value: 3 })).toBe('Nhỏ nhất là 3.');
  expect(translateForm('en', 'Field is required.')).toBe('Field is required.');
});
