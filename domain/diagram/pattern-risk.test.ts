import { describe, expect, test } from '@jest/globals';
import { patternRisk } from './pattern-risk.ts';

describe('a regular expression that a designer wrote', () => {
  test.each([
    '^[0-9]{12}$',
    '^[0-9]{1,5}(,[0-9]{1,5})*$',
    '^[A-ZÀ-Ỹ][a-zà-ỹ]+( [A-ZÀ-Ỹ][a-zà-ỹ]+)*$',
    '^[0-9]{1,6}/[A-ZĐ0-9-]{2,20}$',
    '^(?:GPXD|QĐ)-\\d{4}$',
    '^\\d{3}(?:\\.\\d{3}){0,4}$',
    '^[^@\\s]+@[^@\\s]+$',
    '(\\d{2}){3}',
    '[(+)+]',
    '\\(\\d+\\)+',
    'a?b??',
    '^(?:\\.[A-Z0-9]{1,3}){0,4}$',
  ])('is allowed when it is read in one way: %s', (pattern) => {
    expect(patternRisk(pattern)).toBeUndefined();
  });

  test.each([
    ['(a+)+$', 'nested-quantifier'],
    ['^(\\w+\\s?)*$', 'nested-quantifier'],
    ['(?:a|ab)*', 'nested-quantifier'],
    ['((a{1,9}){1,9}){1,9}', 'nested-quantifier'],
    ['(,?[0-9]{1,5})*', 'nested-quantifier'],
    ['(,[0-9,]{1,5})*', 'nested-quantifier'],
    ['(a+){20}', 'nested-quantifier'],
    ['(a+)*?', 'nested-quantifier'],
    ['.*.*.*.*x', 'many-quantifiers'],
    ['(a)\\1', 'back-reference'],
    ['(?=a+)b', 'back-reference'],
    ['(?<name>a)', 'back-reference'],
    ['(', 'unparsable'],
    ['a'.repeat(201), 'too-long'],
  ])('is refused when it may run for ever: %s', (pattern, risk) => {
    expect(patternRisk(pattern)).toBe(risk);
  });

  test('that is allowed answers a hostile text at once', () => {
    // given
    const hostile = `${'a'.repeat(500)}!`;
    const allowed = ['^[a-z]+[a-z]+[a-z]+$', '^a*(,a+)*$', '^(?:a{1,5}){1,6}$'].filter((pattern) => patternRisk(pattern) === undefined);

    // when
    const before = performance.now();
    for (const pattern of allowed) new RegExp(pattern).test(hostile);

    // then
    expect(allowed).toHaveLength(3);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
