import { describe, expect, test } from '@jest/globals';
import { feelFaults } from './check-feel.ts';

const codes = (expression: string, kind?: 'expression' | 'unary-tests') => feelFaults(expression, kind).map(({ code }) => code);

describe('a FEEL expression of a diagram', () => {
  test.each([
    'outcome',
    '[competentAgency + ":CASE_OFFICER"]',
    'approvalOutcome = "APPROVE" and feeTotal > 0',
    'count(opinions[item = "OBJECT"])',
    'if a then b else null',
    'for i in 1..12 return i * 2',
    'some x in opinions satisfies x = "OBJECT"',
    'matches(code, "^[0-9]{12}$")',
    'date and time("2026-11-24T00:00:00+07:00")',
    '{a: 1, b: [1, 2]}',
    'x in [1..1000000]',
    'a ** 2',
    '"(((" + b',
  ])('is allowed: %s', (expression) => {
    expect(codes(expression)).toEqual([]);
  });

  test.each([
    ['a +', 'feel-unparsable'],
    ['', 'feel-unparsable'],
    ['1 2', 'feel-unparsable'],
    ['for i in 1..10000000 return i', 'feel-range-too-large'],
    ['for i in 1..n return i', 'feel-range-too-large'],
    ['for i in 1..100, j in 1..100 return i', 'feel-range-too-large'],
    ['some i in [1..n] satisfies i > 1', 'feel-range-too-large'],
    ['for i in 1..9 return for j in a return for k in b return for l in c return for m in d return m', 'feel-too-many-iterators'],
    ['for i in 1..30 return concatenate(partial, partial)', 'feel-forbidden-name'],
    ['matches(x, "^(a+)+$")', 'feel-dangerous-pattern'],
    ['replace(x, "(a|a)*", "b")', 'feel-dangerous-pattern'],
    ['matches(x, y)', 'feel-pattern-not-literal'],
    ['matches(input: x, pattern: "a")', 'feel-pattern-not-literal'],
    ['{f: matches}.f("a", "(a+)+")', 'feel-pattern-not-literal'],
    ['{f: function(x) f(x)}', 'feel-function-definition'],
    ['x in [10..1]', 'feel-range-reversed'],
    ['9 ** 999999', 'feel-exponent-too-large'],
    ['9 ** n', 'feel-exponent-too-large'],
    [`${'('.repeat(40)}1${')'.repeat(40)}`, 'feel-too-deep'],
    [Array.from({ length: 40 }, () => 'a').join(' + '), 'feel-too-deep'],
    [`"${'\\n'.repeat(60)}"`, 'feel-too-many-escapes'],
    [`"${'a'.repeat(1_200)}"`, 'feel-string-too-long'],
    [`a${' + a'.repeat(800)}`, 'feel-too-long'],
    ['a\u0000', 'feel-control-character'],
  ])('is refused: %s', (expression, code) => {
    expect(codes(expression)).toContain(code);
  });

  test('is judged by the grammar of its place', () => {
    expect(codes('> 3', 'unary-tests')).toEqual([]);
    expect(codes('"a","b"', 'unary-tests')).toEqual([]);
    expect(codes('"a","b"')).toEqual(['feel-unparsable']);
    expect(codes('matches(?, "(a+)+")', 'unary-tests')).toEqual(['feel-dangerous-pattern']);
  });
});
