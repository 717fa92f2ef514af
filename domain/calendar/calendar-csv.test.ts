import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportExceptions, importExceptions } from './calendar-csv.ts';
import { CalendarData, EXCEPTION_KINDS, exceptionKey, type CalendarException } from './calendar-data.ts';
import { dateOf } from './vietnam-time.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const HEADER = 'date,validTo,kind,name,document,agency,enteredBy,check';
const FLOOD: CalendarException = {
  date: '2026-10-14',
  validTo: '2026-10-16',
  kind: 'LOCAL_CLOSED',
  name: 'Nghỉ do lũ, "khẩn"',
  document: '12/QĐ-UBND',
  agency: 'an-phu-ward',
  enteredBy: 'an.quantri',
  check: false,
};

const faultsOf = (...lines: string[]): (readonly [number, string])[] =>
  importExceptions(lines.join('\r\n')).faults.map(({ line, sentence }) => [line, sentence] as const);

describe('a file of exceptions', () => {
  test('begins with the mark spreadsheets want, and quotes what needs it', () => {
    expect(exportExceptions([FLOOD])).toBe(
      `\uFEFF${HEADER}\r\n2026-10-14,2026-10-16,LOCAL_CLOSED,"Nghỉ do lũ, ""khẩn""",12/QĐ-UBND,an-phu-ward,an.quantri,no\r\n`,
    );
  });

  test.each(['=1+1', '+84', '-1', '@SUM(A1)', '\tx'])('runs no formula: %j', (name) => {
    const file = exportExceptions([{ date: '2026-10-14', kind: 'LOCAL_CLOSED', name, document: name }]);
    const [, row = ''] = file.split('\r\n');
    expect(
      row
        .split(',')
        .slice(3, 5)
        .map((cell) => cell.replace(/^"/, '').charAt(0)),
    ).toEqual(["'", "'"]);
  });

  test('of the shipped calendar comes back as it was', () => {
    expect(importExceptions(exportExceptions(SHIPPED.exceptions))).toEqual({ exceptions: SHIPPED.exceptions, faults: [] });
  });

  test('comes back as it was, whatever is written in it', () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1, unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '\t', '\r', '\n', ' ', 'ă', '\uFEFF') }),
    );
    const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
    const exception = fc
      .record({
        day: fc.integer({ min: 18_000, max: 22_000 }),
        lasts: optional(fc.integer({ min: 0, max: 365 })),
        kind: fc.constantFrom(...EXCEPTION_KINDS),
        name: text,
        document: optional(text),
        agency: optional(fc.constantFrom('an-phu-ward', 'binh-an-center')),
        enteredBy: optional(text),
        check: optional(fc.boolean()),
      })
      .map(({ day, lasts, ...rest }) => ({ date: dateOf(day), validTo: lasts === undefined ? undefined : dateOf(day + lasts), ...rest }));
    fc.assert(
      fc.property(fc.uniqueArray(exception, { selector: exceptionKey }), (exceptions) => {
        expect(importExceptions(exportExceptions(exceptions))).toEqual({ exceptions, faults: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('is also read as a spreadsheet saves it: semicolons, other columns first, Vietnamese dates, empty lines, no last line end', () => {
    const { exceptions, faults } = importExceptions('kind;date;name;check\n\nHOLIDAY;24/11/2026;Ngày Văn hóa Việt Nam;YES\nHOLIDAY;1/1/2026;Tết Dương lịch;');
    expect(faults).toEqual([]);
    expect(exceptions).toEqual([
      { kind: 'HOLIDAY', date: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', check: true },
      { kind: 'HOLIDAY', date: '2026-01-01', name: 'Tết Dương lịch' },
    ]);
  });
});

describe('a faulty file', () => {
  test.each([
    ['2026-02-30,,HOLIDAY,x,,,,', 'Ngày phải có dạng 2026-11-24 hoặc 24/11/2026 và phải có thật.'],
    ['2026-11-24,2026-11-23,HOLIDAY,x,,,,', 'Ngày cuối phải có thật, không trước ngày đầu và cách không quá một năm.'],
    ['2026-11-24,,PARTY,x,,,,', 'Loại phải là HOLIDAY, SWAP_OFF, MAKEUP, COMPENSATORY hoặc LOCAL_CLOSED.'],
    ['2026-11-24,,HOLIDAY,,,,,', 'Thiếu tên của ngày.'],
    ['2026-11-24,,HOLIDAY,x,,An Phú,,', 'Mã cơ quan không hợp lệ.'],
    ['2026-11-24,,HOLIDAY,x,,,,maybe', 'Cột check chỉ nhận yes, no hoặc để trống.'],
    ['2026-11-24,,HOLIDAY,x', 'Dòng có 4 ô, dòng tiêu đề có 8 ô.'],
    ['2026-01-01,,HOLIDAY,x,,,,', 'Ngày 2026-01-01 đã có ở dòng 2.'],
    ['2026-11-24,,HOLIDAY,"x,,,,', 'Dấu ngoặc kép mở ở dòng này không được đóng.'],
  ])('says what is wrong with the line %s', (line, sentence) => {
    expect(faultsOf(HEADER, '2026-01-01,,HOLIDAY,Tết Dương lịch,,,,', line)).toEqual([[3, sentence]]);
  });

  test('names every fault of a line, and the line also after a cell of several lines', () => {
    expect(faultsOf(HEADER, '2026-01-01,,HOLIDAY,"Tết', 'Dương lịch",,,,', ',,PARTY,,,,,').map(([line]) => line)).toEqual([4, 4, 4]);
  });

  test('keeps its good lines', () => {
    const { exceptions } = importExceptions([HEADER, 'x,,HOLIDAY,x,,,,', '2026-11-24,,HOLIDAY,x,,,,'].join('\n'));
    expect(exceptions).toEqual([{ date: '2026-11-24', kind: 'HOLIDAY', name: 'x' }]);
  });

  test.each([
    ['', ['Thiếu cột "date".', 'Thiếu cột "kind".', 'Thiếu cột "name".']],
    ['date,kind,name,colour', ['Không có cột nào tên là "colour". Các cột: date, validTo, kind, name, document, agency, enteredBy, check.']],
    ['date,kind,name,name', ['Một cột có mặt hai lần.']],
  ])('says what is wrong with the header "%s"', (header, sentences) => {
    expect(faultsOf(header)).toEqual(sentences.map((sentence) => [1, sentence]));
  });
});
