import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, type Json } from './canonical-json.ts';

describe('the canonical text of a JSON value', () => {
  test('has its members in order of UTF-16 code units, not of letters or code points', () => {
    // U+1F33F begins with the code unit D83C, which stands before U+FB33 although the character itself stands after it
    const value = { '\ufb33': 1, '\u{1f33f}': 2, ê: 3, b: 4, B: 5, '10': 6, '9': 7, '\n': 8, '': 9 };

    expect(canonicalJson(value)).toBe('{"":9,"\\n":8,"10":6,"9":7,"B":5,"b":4,"ê":3,"\u{1f33f}":2,"\ufb33":1}');
  });

  test('orders members at every depth and leaves lists as they are', () => {
    expect(canonicalJson({ z: [{ b: 1, a: [3, 1, 2] }], a: {} })).toBe('{"a":{},"z":[{"a":[3,1,2],"b":1}]}');
  });

  test.each<[number, string]>([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [1e21, '1e+21'],
    [1e20, '100000000000000000000'],
    [1e-7, '1e-7'],
    [0.000001, '0.000001'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740993, '9007199254740992'],
    [0.1 + 0.2, '0.30000000000000004'],
    [4.35, '4.35'],
  ])('writes the number %p as ECMAScript does', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  test('escapes control characters, quotes and backslashes only', () => {
    expect(canonicalJson('\u0000\b\t\n\f\r\u001f"\\/\u007f\u2028é')).toBe('"\\u0000\\b\\t\\n\\f\\r\\u001f\\"\\\\/\u007f\u2028é"');
  });

  test('does not unify letters that only look alike', () => {
    expect(canonicalJson('é')).not.toBe(canonicalJson('é'.normalize('NFD')));
  });

  test.each([
    [null, 'null'],
    [true, 'true'],
    [false, 'false'],
    [[], '[]'],
    [{}, '{}'],
    ['', '""'],
  ] as const)('writes %p as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('leaves out members without a value', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('keeps a member called __proto__ like any other', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":2}}') as Json)).toBe('{"__proto__":{"x":2},"b":1}');
  });

  test.each([NaN, Infinity, -Infinity])('refuses %p', (number) => {
    expect(() => canonicalJson({ deep: [number] })).toThrow(TypeError);
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('refuses a lone surrogate, as value and as name', (text) => {
    expect(() => canonicalJson([text])).toThrow(TypeError);
    expect(() => canonicalJson({ [text]: 1 })).toThrow(TypeError);
  });

  test('says the same of any two values that are equal, in whatever order they were made', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (members) => {
        const turned = Object.fromEntries(Object.entries(members).reverse());
        expect(canonicalJson(turned as Json)).toBe(canonicalJson(members));
        expect(JSON.parse(canonicalJson(members as Json))).toEqual(JSON.parse(JSON.stringify(members)));
      }),
    );
  });
});
