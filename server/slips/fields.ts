import type { Slip, SlipComponent, SlipPerson } from '../ports/slips.ts';
import { INK, type Paper, type Style } from './paper.ts';
import { writeTable, type Column } from './table.ts';
import { vietnameseTime, type VietnameseTime } from './vietnamese-time.ts';

export const VALUE: Style = { size: 8.5 };
export const SMALL: Style = { size: 7, ink: INK.quiet };
const LABEL: Style = { size: 8.5, ink: INK.quiet };
const GAP = 10;
const FIELD_GAP = 1.5;

export type Field = readonly [label: string, value: string | undefined, face?: Style['face']];

/** Lines of a form, "label: value"; a long value hangs beside its label. Lines without a value are left out. */
export function writeFields(paper: Paper, fields: readonly Field[]): void {
  for (const [label, value, face = 'regular'] of fields) if (value !== undefined && value !== '') writeField(paper, `${label}:`, value, face);
}

/** How much room lines of a form take, when they stay on one page. */
export const fieldsHeight = (paper: Paper, fields: readonly Field[]): number =>
  fields.reduce((sum, [label, value, face = 'regular']) => {
    if (value === undefined || value === '') return sum;
    const { beside, width } = placeOf(paper, `${label}:`);
    return sum + paper.height(value, width, { ...VALUE, face }) + (beside ? 0 : paper.height(label, paper.width, LABEL)) + FIELD_GAP;
  }, 0);

/** Where the value of a label goes: beside it, unless the label takes half the line. */
function placeOf(paper: Paper, label: string): { readonly beside: boolean; readonly x: number; readonly width: number } {
  const indent = paper.lengthOf(label, LABEL) + 5;
  const beside = indent <= paper.width / 2;
  return beside ? { beside, x: paper.left + indent, width: paper.width - indent } : { beside, x: paper.left, width: paper.width };
}

function writeField(paper: Paper, label: string, value: string, face: NonNullable<Style['face']>): void {
  const style = { ...VALUE, face };
  const { beside, ...box } = placeOf(paper, label);
  paper.room(beside ? Math.min(paper.height(value, box.width, style), 24) : 30);
  const labelHeight = paper.text(paper.body, 'P', label, { x: paper.left, y: paper.y, width: paper.width }, LABEL);
  if (!beside) paper.y += labelHeight;
  paper.flow('P', value, style, box);
  paper.y += FIELD_GAP;
}

export const peopleFields = ({ applicant, submitter }: Pick<Slip, 'applicant' | 'submitter'>, label = 'Tiếp nhận hồ sơ của'): readonly Field[] => [
  [label, applicant.name, 'bold'],
  ['Số giấy tờ', applicant.idNumber],
  ['Địa chỉ', applicant.address],
  ['Điện thoại', applicant.phone],
  ['Thư điện tử', applicant.email],
  ['Người nộp hồ sơ', submitter && withId(submitter)],
];

const withId = ({ name, idNumber }: SlipPerson): string => (idNumber === undefined ? name : `${name} (số giấy tờ ${idNumber})`);

const COMPONENT_COLUMNS: readonly Column[] = [
  { title: 'TT', width: 22, align: 'center' },
  { title: 'Thành phần hồ sơ', width: { share: 1 } },
  ...['Bản chính', 'Chứng thực', 'Bản sao'].map((title) => ({ title, width: 51, align: 'center' as const })),
];

export function writeComponents(paper: Paper, components: readonly SlipComponent[]): void {
  if (components.length === 0) return;
  paper.y += 3;
  writeTable(
    paper,
    COMPONENT_COLUMNS,
    components.map(({ name, originals, certified, copies }, i) => [String(i + 1), name, ...[originals, certified, copies].map(countText)]),
  );
}

/** A dash says "none" where an empty cell would say "forgotten". */
const countText = (count: number): string => (count === 0 ? '–' : String(count));

/** The moment a paper is about, so large that it is found at arm's length. `before` stands beside it, smaller. */
export function writeMoment(paper: Paper, label: string, instant: string, before?: { readonly label: string; readonly instant: string }): void {
  const height = 46;
  const start = before === undefined ? 0 : 0.43 * paper.width;
  paper.room(height + 6);
  paper.rectangles(INK.tint, [[paper.left + start, paper.y, paper.width - start, height]]);
  if (before !== undefined) write({ x: paper.left, width: start - GAP }, before.label, vietnameseTime(before.instant), 9.5);
  write({ x: paper.left + start + GAP, width: paper.width - start - 2 * GAP }, label, vietnameseTime(instant), 12);
  paper.y += height + 6;

  function write(box: { readonly x: number; readonly width: number }, title: string, { clock, day }: VietnameseTime, size: number): void {
    const main = size > 10;
    let y = paper.y + 5;
    y += paper.text(paper.body, 'P', title, { ...box, y }, { size: 7.5, ...(main ? { face: 'bold' as const } : { ink: INK.quiet }) });
    y += paper.text(paper.body, 'P', clock, { ...box, y }, { size, face: 'bold' });
    paper.text(paper.body, 'P', day, { ...box, y }, { size: main ? 8.5 : 7.5, face: main ? 'bold' : 'regular' });
  }
}

/** The count of days beside the date, so that nobody has to take it on trust. Two columns, read downwards. */
export function writeArithmetic(paper: Paper, lines: readonly string[], title = 'Cách tính ngày hẹn'): void {
  if (lines.length === 0) return;
  const width = (paper.width - GAP) / 2;
  paper.room(30);
  paper.y += paper.text(paper.body, 'H2', title, { x: paper.left, y: paper.y, width: paper.width }, { size: 7.5, face: 'bold', ink: INK.quiet }) + 1;
  const half = Math.ceil(lines.length / 2);
  for (let i = 0; i < half; i++) {
    const pair = [lines[i], lines[half + i]];
    const height = Math.max(...pair.map((line) => (line === undefined ? 0 : paper.height(line, width, SMALL) + 1)));
    paper.room(height);
    pair.forEach((line, column) => {
      if (line !== undefined) paper.text(paper.body, 'P', line, { x: paper.left + column * (width + GAP), y: paper.y, width }, SMALL);
    });
    paper.y += height;
  }
  paper.y += 5;
}
