/** @jest-environment jsdom */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Form as FormJs } from '@bpmn-io/form-js-viewer';
import fc from 'fast-check';
import { formFaults } from './form-schema.ts';
import { compileForm } from './validate-form.ts';

type Component = Record<string, unknown> & { type: string; id: string; key?: string };
type Case = { readonly components: readonly Component[]; readonly values: Record<string, unknown> };

let Viewer: typeof FormJs;

beforeAll(async () => {
  // Its module needs a document when it is loaded
  Viewer = (await import('@bpmn-io/form-js-viewer')).Form;
});

/** The viewer keeps its state to itself, and lets a hidden field fall back to the value that the form was opened with. */
type Inside = { _getState(): { initialData: unknown }; _setState(state: { initialData: unknown }): void };

/** What the viewer would send after somebody has entered these values into the empty form, and what it complains about. */
async function submitted({ components, values }: Case): Promise<{ data: Record<string, unknown>; errors: readonly string[] }> {
  const schema = { type: 'default', id: 'form', components: structuredCopy(components) };
  const untouched = new Viewer();
  await untouched.importSchema(structuredCopy(schema), {});
  const viewer = new Viewer({ container: document.createElement('div') });
  await viewer.importSchema(schema, structuredCopy(values));
  inside(viewer)._setState({ initialData: inside(untouched)._getState().initialData });
  await new Promise((drawn) => setTimeout(drawn, 0));
  const { data, errors } = viewer.submit();
  for (const form of [untouched, viewer]) form.destroy();
  return { data: completed(data), errors: Object.keys(errors) };
}

const inside = (form: FormJs): Inside => form;
const structuredCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The viewer leaves out lists without visible fields; we keep them, empty. */
function completed(data: Record<string, unknown>): Record<string, unknown> {
  const rows = Array.isArray(data['rows']) ? Array.from(data['rows'], (row: unknown) => row ?? {}) : [];
  return { ...data, rows };
}

const option = fc.constantFrom('a', 'b', 'c');
const options = [
  { label: 'Một', value: 'a' },
  { label: 'Hai', value: 'b' },
  { label: 'Ba', value: 'c' },
];
const required = fc.boolean();
const plainText = fc.string({ unit: fc.constantFrom('a', 'ắ', 'Đ', '1', ' '), maxLength: 8 }).filter((text) => text === '' || text.trim() !== '');
const decimal = fc.integer({ min: -3_000, max: 3_000 }).map((n) => n / 100);
const maybe = <T>(value: fc.Arbitrary<T>, ...empty: readonly unknown[]) =>
  fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(undefined, ...empty) });

/** A component with a value that a person could have entered in it, whether it fits its limits or not. */
const field = (key: string): fc.Arbitrary<{ component: Component; value: unknown }> => {
  const base = { id: `id-${key}`, key, label: `Ô ${key}` };
  const of = (type: string, more: fc.Arbitrary<Record<string, unknown>>, value: fc.Arbitrary<unknown>) =>
    fc.record({ component: more.map((parts) => ({ ...base, type, ...parts })), value });
  const textLimits = fc.record({
    validate: fc.record(
      { required, minLength: fc.integer({ min: 0, max: 4 }), maxLength: fc.integer({ min: 3, max: 8 }), pattern: fc.constantFrom('^[a1 ]+$', 'ắ', '^[^1]*$') },
      { requiredKeys: [] },
    ),
  });
  const numberLimits = fc.record(
    {
      decimalDigits: fc.integer({ min: 0, max: 3 }),
      increment: fc.constantFrom('1', '0.5', '0.25'),
      validate: fc.record({ required, min: fc.integer({ min: -20, max: 0 }), max: fc.integer({ min: 0, max: 20 }) }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  const choice = fc.record({ values: fc.constant(options), validate: fc.record({ required }) });
  return fc.oneof(
    of('textfield', textLimits, maybe(plainText, null, '')),
    of('textarea', textLimits, maybe(plainText, '')),
    of('number', numberLimits, maybe(fc.oneof(decimal, fc.integer({ min: -25, max: 25 })), null)),
    of('checkbox', fc.record({ validate: fc.record({ required }) }), maybe(fc.boolean())),
    of('select', choice, maybe(option, null)),
    of('radio', choice, maybe(option, null)),
    of('checklist', choice, maybe(fc.uniqueArray(option), [])),
    of(
      'datetime',
      fc.record({ subtype: fc.constant('date'), dateLabel: fc.constant('Ngày'), validate: fc.record({ required }) }),
      maybe(fc.constantFrom('2026-11-24', '2024-02-29'), null),
    ),
  );
};

const condition = fc.constantFrom(
  '=first = "a"',
  '=first = null',
  '=second = true',
  '=first != "b" and second = false',
  '=third = ""',
  '=third = null',
  '=count(rows) > 1',
);
const rowCondition = fc.constantFrom('=this.name = "a"', '=first = "a"', '=i[1] = 2');

const cases: fc.Arbitrary<Case> = fc
  .record({
    first: maybe(option, null),
    second: fc.boolean(),
    hidesFirst: fc.option(fc.constant('=second = true'), { nil: undefined }),
    fields: fc.tuple(field('third'), field('fourth'), field('fifth')),
    hides: fc.tuple(fc.option(condition, { nil: undefined }), fc.option(condition, { nil: undefined }), fc.option(condition, { nil: undefined })),
    names: fc.array(fc.constantFrom('a', 'b', '', 'abcd'), { maxLength: 3 }),
    column: field('column'),
    rowHide: fc.option(rowCondition, { nil: undefined }),
  })
  .map(({ first, second, hidesFirst, fields, hides, names, column, rowHide }) => {
    const conditional = (hide: string | undefined) => (hide === undefined ? {} : { conditional: { hide } });
    const [third, fourth, fifth] = fields.map(({ component }, at) => ({ ...component, ...conditional(hides[at]) })) as [Component, Component, Component];
    return {
      components: [
        { type: 'text', id: 'intro', text: 'Lời dẫn' },
        { type: 'radio', id: 'id-first', key: 'first', label: 'Một', values: options, ...conditional(hidesFirst) },
        { type: 'checkbox', id: 'id-second', key: 'second', label: 'Hai' },
        third,
        { type: 'group', id: 'group', label: 'Nhóm', components: [fourth, { ...fifth }] },
        {
          type: 'dynamiclist',
          id: 'list',
          path: 'rows',
          label: 'Danh sách',
          isRepeating: true,
          defaultRepetitions: 0,
          components: [
            { type: 'textfield', id: 'id-name', key: 'name', label: 'Tên', validate: { required: true, maxLength: 3 } },
            { ...column.component, ...conditional(rowHide) },
          ],
        },
      ],
      values: structuredCopy({
        first,
        second,
        third: fields[0].value,
        fourth: fields[1].value,
        fifth: fields[2].value,
        rows: names.map((name) => ({ name, column: column.value })),
      }),
    };
  })
  .filter((one) => formFaults(schemaOf(one)).length === 0);

function schemaOf({ components }: Case) {
  return { type: 'default', id: 'form', components };
}

describe('our check and the viewer', () => {
  test('agree on what may be submitted, on what is submitted, and that it can be received', async () => {
    const seen = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        // when
        const form = compileForm(schemaOf(one));
        const ours = form.check(one.values);
        const theirs = await submitted(one);

        // then
        if (ours.ok) {
          seen.accepted += 1;
          expect(theirs).toEqual({ data: ours.values, errors: [] });
          expect(form.check(theirs.data)).toEqual(ours);
        } else {
          seen.refused += 1;
          const idOf = (pointer: string) => (pointer.startsWith('/rows/') ? `id-${pointer.split('/')[3] ?? ''}` : `id-${pointer.slice(1)}`);
          expect(new Set(ours.errors.map(({ pointer }) => idOf(pointer)))).toEqual(new Set(theirs.errors));
        }
      }),
      { numRuns: 240 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(20);
  }, 120_000);

  test('differ where the viewer mends silently and we refuse', async () => {
    // given
    const one: Case = {
      components: [
        { type: 'select', id: 'id-a', key: 'a', label: 'A', values: options },
        { type: 'datetime', id: 'id-d', subtype: 'date', key: 'd', dateLabel: 'D' },
        { type: 'number', id: 'id-n', key: 'n', label: 'N' },
      ],
      values: { a: 'forged', d: '2026-02-30', n: '12', extra: true },
    };

    // when
    const ours = compileForm(schemaOf(one)).check(one.values);
    const theirs = await submitted(one);

    // then
    expect(theirs.errors).toEqual([]);
    expect(ours).toMatchObject({
      ok: false,
      errors: [
        { pointer: '/extra', code: 'field-unknown' },
        { pointer: '/a', code: 'option-unknown' },
        { pointer: '/d', code: 'date' },
        { pointer: '/n', code: 'wrong-type' },
      ],
    });
  });
});
