import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseBatch, UnreadableBatch } from './parse-batch.ts';

const record = (fields: string) =>
  `{"partitionId":1,"value":{},"key":1,"position":1,"timestamp":0,"valueType":"JOB","intent":"CREATED","recordType":"EVENT"${fields}}`;

describe('a batch of records', () => {
  test('keeps every digit of keys and positions, whatever stands beside them', () => {
    const name = fc.constantFrom('key', 'processInstanceKey', 'scopeKey', 'sourceRecordPosition', 'elementInstanceKey');
    const digits = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    const trap = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"key":123456789012345678', '\\"key":123456789012345678', '\\', '\n"position":999999999999999999,', '{"scopeKey":123456789012345678}'),
    );
    fc.assert(
      fc.property(name, digits, trap, trap, digits, (field, key, text, fieldName, position) => {
        // given
        const value = JSON.stringify({ text, nested: { [`x${fieldName}`]: text } }).slice(0, -1);
        const at = position < 0n ? -position : position;
        const line = `{"partitionId":1,"value":${value},"${field}":${String(key)}},"key":${String(key)},"position":${String(at)}}`;

        // when
        const [read] = parseBatch(1, -1, line).records;

        // then
        expect(read?.key).toBe(String(key));
        expect(BigInt(read?.position ?? '')).toBe(at);
        expect(BigInt(read?.value[field] as string)).toBe(key);
        expect(read?.value.text).toBe(text);
        expect(read?.value.nested).toEqual({ [`x${fieldName}`]: text });
      }),
      { numRuns: 2_000 },
    );
  });

  test('leaves other numbers alone, long ones too', () => {
    // given
    const value =
      '{"dueDate":1795399668190,"amount":1234567890123456,"monkey":123456789012345,"halfKey":1234567890123456.5,"farKey":1234567890123456e2,"a\\"key":1234567890123456}';

    // when
    const [read] = parseBatch(1, -1, `{"partitionId":1,"key":1,"position":2,"value":${value}}`).records;

    // then
    expect(read?.value).toEqual(JSON.parse(value));
  });

  test('names partition and start, and reads bytes with Vietnamese text and empty lines', () => {
    // given
    const body = Buffer.from(`\n${record(',"note":"Nguyễn Thị Bưởi"')}\n\n${record('')}\n`);

    // when
    const batch = parseBatch(1, 41, body);

    // then
    expect(batch).toMatchObject({ partition: 1, after: 41, records: [{ key: '1', position: '1', note: 'Nguyễn Thị Bưởi' }, { key: '1' }] });
  });

  test.each([
    ['half a line', '{"partitionId":1,"val'],
    ['a record of another partition', record('').replace('"partitionId":1', '"partitionId":2')],
    ['a record without position', '{"partitionId":1,"value":{},"key":1}'],
    ['something else', '42'],
  ])('refuses %s and says which line it is', (_, line) => {
    expect(() => parseBatch(1, -1, `${record('')}\n${line}`)).toThrow(UnreadableBatch);
    expect(() => parseBatch(1, -1, `${record('')}\n${line}`)).toThrow(/Line 2/);
  });

  test('is read faster than a broker can fill it', () => {
    // given
    const value = {
      processDefinitionKey: 1,
      bpmnProcessId: 'birth--r1',
      elementId: 'appraise',
      flowScopeKey: 1,
      bpmnElementType: 'USER_TASK',
      tenantId: '<default>',
      text: 'x'.repeat(300),
    };
    const line = JSON.stringify({ partitionId: 1, value, key: 1, position: 1, timestamp: 1795396067477, valueType: 'PROCESS_INSTANCE' })
      .replaceAll(/Key":1/g, 'Key":2251799813685266')
      .replace('"key":1', '"key":2251799813685266');
    const body = Buffer.from(Array.from({ length: 30_000 }, () => line).join('\n'));

    // when
    // processor time, so that a busy machine does not count against it
    const started = process.cpuUsage();
    const { records } = parseBatch(1, -1, body);
    const milliseconds = process.cpuUsage(started).user / 1_000;

    // then
    expect(records).toHaveLength(30_000);
    expect(records[29_999]?.value.flowScopeKey).toBe('2251799813685266');
    expect(milliseconds).toBeLessThan(1_000);
  });
});
