import { describe, expect, test } from '@jest/globals';
import { formFaults } from './form-schema.ts';

const form = (...components: readonly object[]) => ({ type: 'default', id: 'review', schemaVersion: 18, components });
const codes = (schema: unknown) => formFaults(schema).map(({ code }) => code);
const text = { type: 'textfield', id: 'name', key: 'name', label: 'Họ tên' };

describe('a form schema', () => {
  test('is fit for use when everything in it can be checked', () => {
    expect(
      codes(
        form(
          { type: 'text', id: 'intro', text: '# Hướng dẫn' },
          { ...text, validate: { required: true, maxLength: 120, pattern: '^[^0-9]+$' }, layout: { row: 'row-1', columns: 8 } },
          {
            type: 'group',
            id: 'group',
            label: 'Nhóm',
            components: [{ type: 'select', id: 'kind', key: 'kind', values: [{ label: 'A', value: 'a' }], conditional: { hide: '=name = null' } }],
          },
          { ...text, id: 'ground', key: 'ground', conditional: { hide: '=kind = "name"' } },
          { type: 'dynamiclist', id: 'people', path: 'people', isRepeating: true, components: [{ ...text, id: 'person' }] },
        ),
      ),
    ).toEqual([]);
  });

  test.each([
    ['something else than a form', { type: 'process' }, 'form-malformed'],
    ['a script-ish component', form({ type: 'html', id: 'a', content: '<script>' }), 'unknown-component'],
    ['a frame', form({ type: 'iframe', id: 'a', url: 'https://example.com' }), 'unknown-component'],
    ['a computed value', form({ type: 'expression', id: 'a', key: 'a', expression: '=1' }), 'unknown-component'],
    ['a component without an id', form({ type: 'textfield', key: 'a' }), 'missing-id'],
    ['a field without a key', form({ type: 'textfield', id: 'a' }), 'missing-key'],
    ['a key that is no name', form({ type: 'textfield', id: 'a', key: '__proto__' }), 'missing-key'],
    ['a key that every object has', form({ type: 'textfield', id: 'a', key: 'constructor' }), 'missing-key'],
    ['a list without a path', form({ type: 'dynamiclist', id: 'a', isRepeating: true, components: [] }), 'missing-key'],
    ['two components of one id', form(text, { ...text, key: 'other' }), 'duplicate-id'],
    ['two fields of one key', form(text, { type: 'group', id: 'g', components: [{ ...text, id: 'b' }] }), 'duplicate-key'],
    ['options from elsewhere', form({ type: 'select', id: 'a', key: 'a', valuesKey: 'agencies' }), 'unsupported'],
    ['options that are computed', form({ type: 'select', id: 'a', key: 'a', valuesExpression: '=agencies' }), 'unsupported'],
    ['a choice without options', form({ type: 'radio', id: 'a', key: 'a' }), 'missing-options'],
    ['a limit that is computed', form({ type: 'number', id: 'a', key: 'a', validate: { min: '=other' } }), 'form-malformed'],
    ['a rule nobody knows', form({ ...text, validate: { requiredIf: true } }), 'form-malformed'],
    ['a pattern that may run for ever', form({ ...text, validate: { pattern: '^(a+)+$' } }), 'dangerous-pattern'],
    ['a pattern that is too long', form({ ...text, validate: { pattern: 'a'.repeat(201) } }), 'dangerous-pattern'],
    ['a condition that loops', form({ ...text, conditional: { hide: '=count(for i in 1..99999999 return i) > 1' } }), 'feel-range-too-large'],
    ['a condition that is no expression', form({ ...text, conditional: { hide: '=a +' } }), 'feel-unparsable'],
    ['a condition about itself', form({ ...text, conditional: { hide: '=name = "x"' } }), 'condition-chain'],
    [
      'a chain of three conditions',
      form(text, ...['a', 'b', 'c'].map((id, at, all) => ({ ...text, id, key: id, conditional: { hide: `=${all[at - 1] ?? 'name'} = "x"` } }))),
      'condition-chain',
    ],
    ['a label that loops', form({ ...text, label: '=for i in 1..99999999 return i' }), 'feel-range-too-large'],
    ['a template', form({ type: 'text', id: 'a', text: 'Xin chào {{name}}' }), 'unsupported'],
    ['a date without its kind', form({ type: 'datetime', id: 'a', key: 'a' }), 'unsupported'],
    ['too many components', form(...Array.from({ length: 501 }, (_, at) => ({ ...text, id: `id-${String(at)}`, key: `key${String(at)}` }))), 'form-malformed'],
  ])('is refused with %s', (_, schema, code) => {
    expect(codes(schema)).toContain(code);
  });
});
