import { INK, type Paper, type StructElement, type Style } from './paper.ts';

export interface Column {
  readonly title: string;
  /** Points, or the share of what the fixed columns leave. */
  readonly width: number | { readonly share: number };
  readonly align?: Style['align'];
  readonly face?: Style['face'];
}

interface Cell {
  readonly x: number;
  readonly width: number;
  readonly title: string;
  readonly style: Style;
}

const PADDING = 3;
const ROW_PADDING = 2;
const LINE = 0.5;

export interface Table {
  row(cells: readonly string[]): void;
}

/**
 * A ruled table. Its head stands on each page again. A row breaks only when a page of its own would not hold it.
 * @param firstRow what must stand below the head on the same page
 */
export function openTable(paper: Paper, columns: readonly Column[], size: number, firstRow: readonly string[] = []): Table {
  const element = paper.within(paper.body, 'Table');
  const cells = cellsOf(paper, columns, size);
  const heads = cells.map((cell) => ({ ...cell, style: { ...cell.style, size: size - 0.5, face: 'bold', align: 'center' } as const }));
  const titles = cells.map(({ title }) => title);
  const headHeight = rowHeight(paper, heads, titles);
  const capacity = paper.roomOfPage() - headHeight;
  const writeHead = (): void => {
    paper.rule(paper.left, paper.y, paper.width, INK.line, LINE);
    writeRow(paper, paper.within(element, 'TR'), heads, titles, 'TH');
  };
  paper.room(headHeight + Math.min(rowHeight(paper, cells, firstRow), capacity));
  writeHead();
  return {
    row(texts) {
      const height = rowHeight(paper, cells, texts);
      if (height <= capacity) {
        if (paper.room(height)) writeHead();
        writeRow(paper, paper.within(element, 'TR'), cells, texts, 'TD', height);
      } else writeInPieces(texts);
    },
  };

  function writeInPieces(texts: readonly string[]): void {
    let rest = texts;
    while (rest.some((text) => text !== '')) {
      if (paper.room(6 * size)) writeHead();
      const height = paper.roomLeft() - 2 * ROW_PADDING;
      const pieces = cells.map(({ width, style }, i) => paper.split(rest[i] ?? '', width - 2 * PADDING, height, style));
      const now = pieces.map(([piece]) => piece);
      writeRow(paper, paper.within(element, 'TR'), cells, now, 'TD');
      rest = pieces.map(([, later]) => later);
    }
  }
}

export function writeTable(paper: Paper, columns: readonly Column[], rows: readonly (readonly string[])[], size = 7.8): void {
  const table = openTable(paper, columns, size, rows[0]);
  for (const row of rows) table.row(row);
  paper.y += 6;
}

function cellsOf(paper: Paper, columns: readonly Column[], size: number): readonly Cell[] {
  const sum = (pick: (width: Column['width']) => number): number => columns.reduce((total, { width }) => total + pick(width), 0);
  const left = paper.width - sum((width) => (typeof width === 'number' ? width : 0));
  const shares = sum((width) => (typeof width === 'number' ? 0 : width.share));
  let x = paper.left;
  return columns.map(({ title, width: wish, align = 'left', face = 'regular' }) => {
    const width = typeof wish === 'number' ? wish : (left * wish.share) / shares;
    const cell = { x, width, title, style: { size, align, face } };
    x += width;
    return cell;
  });
}

function writeRow(
  paper: Paper,
  row: StructElement,
  cells: readonly Cell[],
  texts: readonly string[],
  tag: 'TH' | 'TD',
  height = rowHeight(paper, cells, texts),
): void {
  cells.forEach(({ x, width, style }, i) => {
    const box = { x: x + PADDING, y: paper.y + ROW_PADDING, width: width - 2 * PADDING };
    paper.text(row, tag, texts[i] ?? '', box, style, tag === 'TH' ? { scope: 'Column' } : {});
  });
  const right = paper.left + paper.width - LINE;
  paper.rectangles(INK.line, [
    [paper.left, paper.y + height - LINE, paper.width, LINE],
    ...[...cells.map(({ x }) => x), right].map((x) => [x, paper.y, LINE, height] as const),
  ]);
  paper.y += height;
}

const rowHeight = (paper: Paper, cells: readonly Cell[], texts: readonly string[]): number =>
  2 * ROW_PADDING + Math.max(...cells.map(({ width, style }, i) => paper.height(texts[i] ?? '', width - 2 * PADDING, style)));
