import { CalendarException, exceptionKey } from './calendar-data.ts';
import { parseCsv, writeCsv, type CsvRow } from './csv.ts';

const COLUMNS = ['date', 'validTo', 'kind', 'name', 'document', 'agency', 'enteredBy', 'check'] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['date', 'kind', 'name'];

export interface CsvFault {
  /** Line of the file, the header is line 1. */
  readonly line: number;
  readonly sentence: string;
}

export interface ImportedExceptions {
  /** The lines without fault, in the order of the file. */
  readonly exceptions: readonly CalendarException[];
  readonly faults: readonly CsvFault[];
}

/** The exceptions of a calendar as a file for a spreadsheet. */
export const exportExceptions = (exceptions: readonly CalendarException[]): string =>
  writeCsv([[...COLUMNS], ...exceptions.map((exception) => COLUMNS.map((column) => cellOf(exception[column])))]);

/** Reads such a file back, also as a spreadsheet has saved it: columns in any order, `;` or tabs between cells, dates as 24/11/2026. */
export function importExceptions(text: string): ImportedExceptions {
  const { rows, unclosedAt } = parseCsv(text);
  const [header, ...body] = rows;
  const faults: CsvFault[] = unclosedAt === undefined ? [] : [{ line: unclosedAt, sentence: 'Dấu ngoặc kép mở ở dòng này không được đóng.' }];
  const columns = header?.cells.map((cell) => cell.trim()) ?? [];
  faults.push(...headerFaults(columns).map((sentence) => ({ line: 1, sentence })));
  if (faults.length > 0) return { exceptions: [], faults };

  const exceptions: CalendarException[] = [];
  const lineOf = new Map<string, number>();
  for (const row of body) {
    const found = exceptionOf(row, columns as readonly Column[]);
    if (Array.isArray(found)) {
      faults.push(...found);
      continue;
    }
    const key = exceptionKey(found);
    const first = lineOf.get(key);
    if (first === undefined) {
      lineOf.set(key, row.line);
      exceptions.push(found);
    } else faults.push({ line: row.line, sentence: `Ngày ${found.date} đã có ở dòng ${String(first)}.` });
  }
  return { exceptions, faults };
}

function headerFaults(columns: readonly string[]): readonly string[] {
  const unknown = columns.filter((column) => !COLUMNS.some((known) => known === column));
  return [
    ...unknown.map((column) => `Không có cột nào tên là "${column}". Các cột: ${COLUMNS.join(', ')}.`),
    ...REQUIRED.filter((column) => !columns.includes(column)).map((column) => `Thiếu cột "${column}".`),
    ...(new Set(columns).size < columns.length ? ['Một cột có mặt hai lần.'] : []),
  ];
}

const FAULT_OF: Readonly<Record<Column, string>> = {
  date: 'Ngày phải có dạng 2026-11-24 hoặc 24/11/2026 và phải có thật.',
  validTo: 'Ngày cuối phải có thật, không trước ngày đầu và cách không quá một năm.',
  kind: 'Loại phải là HOLIDAY, SWAP_OFF, MAKEUP, COMPENSATORY hoặc LOCAL_CLOSED.',
  name: 'Thiếu tên của ngày.',
  document: 'Số văn bản không hợp lệ.',
  agency: 'Mã cơ quan không hợp lệ.',
  enteredBy: 'Người nhập không hợp lệ.',
  check: 'Cột check chỉ nhận yes, no hoặc để trống.',
};

function exceptionOf({ cells, line }: CsvRow, columns: readonly Column[]): CalendarException | CsvFault[] {
  if (cells.length !== columns.length) return [{ line, sentence: `Dòng có ${String(cells.length)} ô, dòng tiêu đề có ${String(columns.length)} ô.` }];
  const given = Object.fromEntries(columns.flatMap((column, i) => (cells[i] === '' ? [] : [[column, valueOf(column, cells[i] ?? '')]])));
  const parsed = CalendarException.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map(({ path }) => COLUMNS.find((column) => column === path[0])));
  return [...wrong].map((column) => ({ line, sentence: column === undefined ? 'Dòng không hợp lệ.' : FAULT_OF[column] }));
}

function cellOf(value: string | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value ?? '';
}

function valueOf(column: Column, cell: string): unknown {
  switch (column) {
    case 'date':
    case 'validTo': {
      const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell.trim()) ?? [];
      return year === '' ? cell.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    }
    case 'kind':
    case 'agency':
      return cell.trim();
    case 'check':
      return ({ yes: true, no: false } as Readonly<Record<string, boolean>>)[cell.trim().toLowerCase()] ?? cell;
    default:
      return cell;
  }
}
