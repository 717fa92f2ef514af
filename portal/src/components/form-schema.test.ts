import { expect, test } from '@jest/globals';
import { fieldAt, fieldsOf, withoutEmpty } from './form-schema.ts';

const schema = {
  components: [
    { id: 'plot', type: 'group', label: 'Thửa đất', components: [{ id: 'land-plot', type: 'textfield', key: 'landPlot', label: 'Số thửa' }] },
    { id: 'checked-at', type: 'datetime', key: 'checkedAt', dateLabel: 'Ngày kiểm tra' },
    { id: 'items', type: 'dynamiclist', path: 'items', label: 'Giấy tờ', components: [{ id: 'paper', type: 'textfield', key: 'paper', label: 'Tên giấy tờ' }] },
    { id: 'note', type: 'text', text: 'x' },
  ],
};

test('every field is found, also inside groups and lists, by the name a reader sees', () => {
  expect(fieldsOf(schema).map(({ key, label }) => [key, label])).toEqual([
    ['landPlot', 'Số thửa'],
    ['checkedAt', 'Ngày kiểm tra'],
    ['items', 'Giấy tờ'],
    ['paper', 'Tên giấy tờ'],
  ]);
});

test('no schema has no fields', () => {
  expect([fieldsOf(null), fieldsOf({}), fieldsOf({ components: 'x' })]).toEqual([[], [], []]);
});

test('a pointer leads to its field, wherever the server put it', () => {
  const fields = fieldsOf(schema);
  expect(fieldAt(fields, '/form/landPlot')?.id).toBe('land-plot');
  expect(fieldAt(fields, '/checkedAt')?.id).toBe('checked-at');
  expect(fieldAt(fields, '/applicant/name')).toBeUndefined();
});

test('what is empty is left out, but no and zero are answers', () => {
  expect(withoutEmpty({ a: '', b: null, c: undefined, d: false, e: 0, f: [] })).toEqual({ d: false, e: 0, f: [] });
});
