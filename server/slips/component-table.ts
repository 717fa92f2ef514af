import type { ReceiptSlip } from '../ports/slips.ts';
import { INK, LEFT, WIDTH, type Paper, type StructElement, type Style } from './paper.ts';

type Align = NonNullable<Style['align']>;
interface Column {
  readonly title: string;
  readonly x: number;
  readonly width: number;
  readonly align: Align;
}

const COUNT_WIDTH = 47;
const NUMBER_WIDTH = 20;
const NAME_WIDTH = WIDTH - NUMBER_WIDTH - 3 * COUNT_WIDTH;
const PADDING = 3;
const ROW_PADDING = 2;

const COLUMNS: readonly Column[] = [
  { title: 'TT', x: LEFT, width: NUMBER_WIDTH, align: 'center' },
  { title: 'Thành phần hồ sơ đã nộp', x: LEFT + NUMBER_WIDTH, width: NAME_WIDTH, align: 'left' },
  ...['Bản chính', 'Chứng thực', 'Bản sao'].map((title, i) => ({
    title,
    x: LEFT + NUMBER_WIDTH + NAME_WIDTH + i * COUNT_WIDTH,
    width: COUNT_WIDTH,
    align: 'right' as const,
  })),
];

const HEAD: Style = { size: 6.8, bold: true, ink: INK.quiet };
const CELL: Style = { size: 7.8 };

/** The papers that came with the dossier. A row never breaks over a page; the head of the table stands on each page again. */
export function writeComponentTable(paper: Paper, parent: StructElement, components: ReceiptSlip['components']): void {
  const table = paper.within(parent, 'Table');
  const rows = components.map(({ name, originals, certified, copies }, i) => [String(i + 1), name, ...[originals, certified, copies].map(countText)]);
  paper.room(
    rowHeight(
      paper,
      COLUMNS.map(({ title }) => title),
      HEAD,
    ) + rowHeight(paper, rows[0] ?? [], CELL),
  );
  writeHead(paper, table);
  for (const row of rows) {
    if (paper.room(rowHeight(paper, row, CELL))) writeHead(paper, table);
    writeRow(paper, paper.within(table, 'TR'), row, CELL, 'TD');
  }
}

function writeHead(paper: Paper, table: StructElement): void {
  const titles = COLUMNS.map(({ title }) => title);
  paper.rule(LEFT, paper.y, WIDTH, INK.line, 0.8);
  writeRow(paper, paper.within(table, 'TR'), titles, HEAD, 'TH');
}

function writeRow(paper: Paper, row: StructElement, cells: readonly string[], style: Style, tag: 'TH' | 'TD'): void {
  const height = rowHeight(paper, cells, style);
  COLUMNS.forEach(({ x, width, align }, i) => {
    const box = { x: x + PADDING, y: paper.y + ROW_PADDING, width: width - 2 * PADDING };
    paper.text(row, tag, cells[i] ?? '', box, { ...style, align }, tag === 'TH' ? { scope: 'Column' } : {});
  });
  paper.y += height;
  paper.rule(LEFT, paper.y, WIDTH, tag === 'TH' ? INK.line : INK.faint);
}

const rowHeight = (paper: Paper, cells: readonly string[], style: Style): number =>
  2 * ROW_PADDING + Math.max(...COLUMNS.map(({ width }, i) => paper.height(cells[i] ?? '', width - 2 * PADDING, style)));

/** A dash says "none" where an empty cell would say "forgotten". */
const countText = (count: number): string => (count === 0 ? '–' : String(count));
