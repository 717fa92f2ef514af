import { describe, expect, test } from '@jest/globals';
import { assertPlainJson } from './plain-json.ts';

function refusalOf(text: string): unknown {
  try {
    assertPlainJson(JSON.parse(text));
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('JSON with one canonical form', () => {
  test('ordinary values pass', () => {
    expect(refusalOf('{"a":[1,2.5,null,true,"Đỗ 👍"],"b":{"c":{}}}')).toBeUndefined();
  });

  test.each<[string, string]>([
    ['a lone surrogate', '{"a":"\\ud800"}'],
    ['a NUL', '{"a":"x\\u0000"}'],
    ['a NUL in a key', '{"a\\u0000":1}'],
    ['a number beyond all bounds', '{"a":1e999}'],
    ['a key that changes what an object is', '{"a":{"__proto__":{"admin":true}}}'],
    ['a constructor key', '{"constructor":{}}'],
  ])('%s is refused', (_, text) => {
    expect(refusalOf(text)).toMatchObject({ code: 'invalid-input' });
  });

  test('a body nested a hundred thousand deep is refused without overflowing the stack', () => {
    expect(refusalOf(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toMatchObject({ code: 'malformed-request' });
  });

  test('the fault is named by its place', () => {
    expect(refusalOf('{"a":[{"b/c":"\\ud800"}]}')).toMatchObject({ errors: [expect.objectContaining({ pointer: '/a/0/b~1c' })] });
  });
});
