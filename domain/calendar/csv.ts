/** Spreadsheets take a file for UTF-8 only with this mark in front. */
const BYTE_ORDER_MARK = '\uFEFF';
const SEPARATORS = [',', ';', '\t'] as const;

/** A spreadsheet would run such a cell as a formula. Apostrophes before it are counted in, so that taking one away gives back what was there. */
const WOULD_RUN = /^'*[=+\-@\t\r]/;
const MADE_SAFE = /^'+[=+\-@\t\r]/;

export interface CsvRow {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ParsedCsv {
  readonly rows: readonly CsvRow[];
  /** Line of a quotation mark nobody closed. */
  readonly unclosedAt?: number;
}

export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');

function writeCell(text: string): string {
  const safe = WOULD_RUN.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const readCell = (text: string): string => (MADE_SAFE.test(text) ? text.slice(1) : text);

/** Lines that are empty are passed over; the separator is the one the first line uses. */
export function parseCsv(given: string): ParsedCsv {
  const text = given.startsWith(BYTE_ORDER_MARK) ? given.slice(1) : given;
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let [line, begins, cell, quotedAt] = [1, 1, '', 0];
  let cells: string[] = [];
  let wasQuoted = false;

  const endCell = (): void => {
    cells.push(readCell(cell));
    cell = '';
  };
  const endRow = (): void => {
    const empty = cells.length === 0 && cell === '' && !wasQuoted;
    endCell();
    if (!empty) rows.push({ line: begins, cells });
    cells = [];
    wasQuoted = false;
  };

  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\n') line++;
    if (quotedAt > 0) {
      if (char !== '"') cell += char;
      else if (text.charAt(i + 1) === '"') cell += text.charAt(++i);
      else quotedAt = 0;
    } else if (char === '"' && cell === '') {
      quotedAt = line;
      wasQuoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n' || (char === '\r' && text.charAt(i + 1) === '\n')) {
      if (char === '\r') {
        i++;
        line++;
      }
      endRow();
      begins = line;
    } else cell += char;
  }
  if (cells.length > 0 || cell !== '' || wasQuoted) endRow();
  return quotedAt > 0 ? { rows, unclosedAt: quotedAt } : { rows };
}

function separatorOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  return SEPARATORS.find((separator) => header.includes(separator)) ?? ',';
}
