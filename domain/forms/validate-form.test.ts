import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DiagramRefused } from '../diagram/diagram-refused.ts';
import { compileForm } from './validate-form.ts';

const form = (...components: readonly object[]) => compileForm({ type: 'default', id: 'review', components });
const one = (component: object) => form({ id: 'a', key: 'a', label: 'Ô A', ...component });
const options = [
  { label: 'Một', value: 'ONE' },
  { label: 'Hai', value: 2 },
];

describe('a value for a form', () => {
  test.each([
    [{ type: 'textfield' }, 'Nguyễn Thị Ánh', 'Nguyễn Thị Ánh'],
    [{ type: 'textfield' }, undefined, ''],
    [{ type: 'textfield' }, '   ', ''],
    [{ type: 'textfield' }, 'a\nb', 'a b'],
    [{ type: 'textarea' }, 'a\r\nb', 'a\nb'],
    [{ type: 'textfield', validate: { maxLength: 3 } }, '  abc ', '  abc '],
    [{ type: 'textfield', validate: { validationType: 'email' } }, 'mot.cua@binhan.gov.vn', 'mot.cua@binhan.gov.vn'],
    [{ type: 'textfield', validate: { validationType: 'phone' } }, '+84912345678', '+84912345678'],
    [{ type: 'number', decimalDigits: 0 }, 3, 3],
    [{ type: 'number', decimalDigits: 2 }, 100.25, 100.25],
    [{ type: 'number', decimalDigits: 2, increment: '0.1' }, 0.3, 0.3],
    [{ type: 'number' }, null, null],
    [{ type: 'checkbox' }, undefined, false],
    [{ type: 'radio', values: options }, 2, 2],
    [{ type: 'select', values: options }, '', null],
    [{ type: 'checklist', values: options }, [2, 'ONE'], [2, 'ONE']],
    [{ type: 'datetime', subtype: 'date' }, '2024-02-29', '2024-02-29'],
    [{ type: 'datetime', subtype: 'time' }, '08:30', '08:30'],
    [{ type: 'datetime', subtype: 'datetime', timeSerializingFormat: 'utc_offset' }, '2026-11-24T09:15+07:00', '2026-11-24T09:15+07:00'],
    [{ type: 'datetime', subtype: 'datetime', timeSerializingFormat: 'utc_normalized' }, '2026-11-24T02:15Z', '2026-11-24T02:15Z'],
  ])('of %j is accepted: %j', (component, value, kept) => {
    expect(one(component).check({ a: value })).toEqual({ ok: true, values: { a: kept } });
  });

  test.each([
    [{ type: 'textfield', validate: { required: true } }, '', 'required'],
    [{ type: 'textfield', validate: { required: true } }, ' \t ', 'required'],
    [{ type: 'textfield' }, 5, 'wrong-type'],
    [{ type: 'textfield' }, { toString: 'x' }, 'wrong-type'],
    [{ type: 'textfield' }, 'a\u0000b', 'control-character'],
    [{ type: 'textfield' }, 'a\u202eb', 'control-character'],
    [{ type: 'textfield', validate: { minLength: 3 } }, 'ab', 'min-length'],
    [{ type: 'textfield', validate: { maxLength: 3 } }, 'abcd', 'max-length'],
    [{ type: 'textarea' }, 'a'.repeat(10_001), 'max-length'],
    [{ type: 'textfield', validate: { pattern: 'a' } }, 'a'.repeat(501), 'max-length'],
    [{ type: 'textfield', validate: { pattern: '^[0-9]{12}$' } }, '07909', 'pattern'],
    [{ type: 'textfield', validate: { validationType: 'email' } }, 'mot.cua@', 'email'],
    [{ type: 'textfield', validate: { validationType: 'phone' } }, '0912', 'phone'],
    [{ type: 'number', validate: { required: true } }, null, 'required'],
    [{ type: 'number' }, '12', 'wrong-type'],
    [{ type: 'number' }, Number.NaN, 'wrong-type'],
    [{ type: 'number' }, Infinity, 'wrong-type'],
    [{ type: 'number', decimalDigits: 0 }, 1.5, 'integer'],
    [{ type: 'number', decimalDigits: 2 }, 1.005, 'decimals'],
    [{ type: 'number', decimalDigits: 2 }, 1e-7, 'decimals'],
    [{ type: 'number', increment: '0.5' }, 0.75, 'increment'],
    [{ type: 'number', validate: { min: 0 } }, -1, 'min'],
    [{ type: 'number', validate: { max: 20 } }, 21, 'max'],
    [{ type: 'checkbox', validate: { required: true } }, false, 'required'],
    [{ type: 'checkbox' }, 'true', 'wrong-type'],
    [{ type: 'select', values: options }, 'THREE', 'option-unknown'],
    [{ type: 'select', values: options }, '2', 'option-unknown'],
    [{ type: 'radio', values: options, validate: { required: true } }, null, 'required'],
    [{ type: 'checklist', values: options }, ['ONE', 'THREE'], 'option-unknown'],
    [{ type: 'checklist', values: options }, ['ONE', 'ONE'], 'option-repeated'],
    [{ type: 'checklist', values: options }, 'ONE', 'wrong-type'],
    [{ type: 'datetime', subtype: 'date' }, '2026-02-30', 'date'],
    [{ type: 'datetime', subtype: 'date' }, '24/11/2026', 'date'],
    [{ type: 'datetime', subtype: 'time' }, '25:00', 'time'],
    [{ type: 'datetime', subtype: 'datetime', timeSerializingFormat: 'utc_offset' }, '2026-11-24T09:15', 'time'],
    [{ type: 'datetime', subtype: 'datetime' }, '2026-13-24T09:15', 'date'],
  ])('of %j is refused: %j', (component, value, code) => {
    const result = one(component).check({ a: value });
    expect(result).toMatchObject({ ok: false, errors: [{ pointer: '/a', code, label: 'Ô A' }] });
  });

  test('is explained in both languages, or in the words of the form', () => {
    // given
    const limited = form(
      { type: 'number', id: 'copies', key: 'copies', label: 'Số bản', validate: { max: 20 } },
      { type: 'textfield', id: 'plot', key: 'plot', label: 'Số thửa', validate: { pattern: '^[0-9]+$', patternErrorMessage: 'Số thửa chỉ gồm chữ số.' } },
    );

    // when
    const result = limited.check({ copies: 21, plot: 'x' });

    // then
    expect(result).toEqual({
      ok: false,
      errors: [
        { pointer: '/copies', code: 'max', label: 'Số bản', message: 'Giá trị lớn nhất là 20.', messageEn: 'The largest value is 20.' },
        { pointer: '/plot', code: 'pattern', label: 'Số thửa', message: 'Số thửa chỉ gồm chữ số.', messageEn: 'The value does not have the required form.' },
      ],
    });
  });

  test('is kept in composed letters, however it was typed', () => {
    expect(one({ type: 'textfield' }).check({ a: 'Nguyễn'.normalize('NFD') })).toEqual({ ok: true, values: { a: 'Nguyễn'.normalize('NFC') } });
  });
});

describe('a submission', () => {
  test.each([[null], ['text'], [[]], [5]])('must be an object, not %j', (values) => {
    expect(form().check(values)).toMatchObject({ ok: false, errors: [{ code: 'wrong-type' }] });
  });

  test('with a field the form does not have is refused', () => {
    expect(one({ type: 'textfield' }).check({ a: 'x', status: 'APPROVED', 'a/b': 1 })).toMatchObject({
      ok: false,
      errors: [
        { pointer: '/status', code: 'field-unknown' },
        { pointer: '/a~1b', code: 'field-unknown' },
      ],
    });
    expect(one({ type: 'textfield' }).check(JSON.parse('{"__proto__": {"x": 1}}'))).toMatchObject({
      ok: false,
      errors: [{ pointer: '/__proto__', code: 'field-unknown' }],
    });
    expect(one({ type: 'textfield', disabled: true }).check({ a: 'x' })).toMatchObject({ ok: false, errors: [{ code: 'field-unknown' }] });
  });

  test('loses what is hidden, and what is hidden is not judged', () => {
    // given
    const delivery = form(
      {
        type: 'radio',
        id: 'channel',
        key: 'channel',
        values: [
          { label: 'Bưu chính', value: 'post' },
          { label: 'Tại quầy', value: 'counter' },
        ],
      },
      {
        type: 'group',
        id: 'address',
        conditional: { hide: '=channel != "post"' },
        components: [{ type: 'textfield', id: 'street', key: 'street', validate: { required: true } }],
      },
    );

    // then
    expect(delivery.check({ channel: 'counter', street: 'Số 1' })).toEqual({ ok: true, values: { channel: 'counter' } });
    expect(delivery.check({ channel: 'counter' })).toEqual({ ok: true, values: { channel: 'counter' } });
    expect(delivery.check({ channel: 'post', street: '' })).toMatchObject({ ok: false, errors: [{ pointer: '/street', code: 'required' }] });
    expect(delivery.check({ channel: 'post', street: 'Số 1' })).toEqual({ ok: true, values: { channel: 'post', street: 'Số 1' } });
  });

  test('cannot show a field by a value that is hidden itself', () => {
    // given
    const chained = form(
      { type: 'checkbox', id: 'asks', key: 'asks' },
      { type: 'checkbox', id: 'proves', key: 'proves', conditional: { hide: '=asks != true' } },
      { type: 'textfield', id: 'ground', key: 'ground', conditional: { hide: '=proves != true' } },
    );

    // then
    expect(chained.check({ asks: false, proves: true, ground: 'x' })).toEqual({ ok: true, values: { asks: false } });
    expect(chained.check({ asks: true, proves: true, ground: 'x' })).toEqual({ ok: true, values: { asks: true, proves: true, ground: 'x' } });
  });

  test('checks the rows of a list one by one', () => {
    // given
    const people = form({
      type: 'dynamiclist',
      id: 'people',
      path: 'people',
      label: 'Người cùng đứng tên',
      isRepeating: true,
      components: [
        { type: 'textfield', id: 'name', key: 'name', label: 'Họ tên', validate: { required: true } },
        { type: 'textfield', id: 'proxy', key: 'proxy', label: 'Người đại diện', conditional: { hide: '=this.name = "Trẻ em"' } },
      ],
    });

    // then
    expect(
      people.check({
        people: [
          { name: 'An', proxy: 'Bình' },
          { name: 'Trẻ em', proxy: 'x' },
        ],
      }),
    ).toEqual({ ok: true, values: { people: [{ name: 'An', proxy: 'Bình' }, { name: 'Trẻ em' }] } });
    expect(people.check({})).toEqual({ ok: true, values: { people: [] } });
    expect(people.check({ people: [{ name: 'An' }, { name: '', age: 3 }, 'x'] })).toMatchObject({
      ok: false,
      errors: [
        { pointer: '/people/1/age', code: 'field-unknown' },
        { pointer: '/people/1/name', code: 'required', label: 'Họ tên' },
        { pointer: '/people/2', code: 'wrong-type', label: 'Người cùng đứng tên' },
      ],
    });
    expect(people.check({ people: 'x' })).toMatchObject({ ok: false, errors: [{ pointer: '/people', code: 'wrong-type' }] });
    expect(people.check({ people: Array.from({ length: 101 }, () => ({ name: 'a' })) })).toMatchObject({ ok: false, errors: [{ code: 'too-many-rows' }] });
  });

  test('tells its fields with labels and options', () => {
    const { fields } = form(
      { type: 'group', id: 'g', components: [{ type: 'select', id: 'kind', key: 'kind', label: 'Loại', values: options }] },
      { type: 'datetime', id: 'd', key: 'd', subtype: 'date', dateLabel: 'Ngày' },
    );
    expect(fields).toEqual([
      { key: 'kind', type: 'select', label: 'Loại', options },
      { key: 'd', type: 'datetime', label: 'Ngày' },
    ]);
  });

  test('whatever it holds, it is answered, and an accepted one is accepted again unchanged', () => {
    // given
    const any = form(
      { type: 'textfield', id: 'a', key: 'a', validate: { pattern: '^[a-z]*$' } },
      { type: 'number', id: 'b', key: 'b', decimalDigits: 2 },
      { type: 'checklist', id: 'c', key: 'c', values: options },
      { type: 'datetime', id: 'd', key: 'd', subtype: 'date', conditional: { hide: '=a = "x" or b > 3' } },
      { type: 'dynamiclist', id: 'e', path: 'e', isRepeating: true, components: [{ type: 'textarea', id: 'f', key: 'f' }] },
    );
    const values = fc.record(
      {
        a: fc.oneof(fc.string(), fc.anything()),
        b: fc.oneof(fc.double(), fc.anything()),
        c: fc.anything(),
        d: fc.anything(),
        e: fc.oneof(fc.array(fc.record({ f: fc.string() })), fc.anything()),
      },
      { requiredKeys: [] },
    );

    // then
    fc.assert(
      fc.property(values, (one) => {
        const result = any.check(one);
        if (result.ok) expect(any.check(result.values)).toEqual(result);
        else expect(result.errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

test('a schema that cannot be guaranteed does not compile', () => {
  expect(() => compileForm({ type: 'default', id: 'review', components: [{ type: 'html', id: 'h' }] })).toThrow(DiagramRefused);
});
