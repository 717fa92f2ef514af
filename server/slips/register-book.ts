import type { RegisterRow, RegisterSheet } from '../ports/slips.ts';
import { openForm } from './letterhead.ts';
import { openTable, type Column } from './table.ts';
import { vietnameseTime } from './vietnamese-time.ts';
import { composed } from './words.ts';

const DATE_WIDTH = 53;
const COLUMNS: readonly Column[] = [
  { title: 'TT', width: 28, align: 'center' },
  { title: 'Mã hồ sơ', width: 86 },
  { title: 'Tên thủ tục hành chính', width: { share: 15 } },
  { title: 'Số bộ', width: 26, align: 'center' },
  { title: 'Tên tổ chức, cá nhân', width: { share: 13 } },
  { title: 'Địa chỉ, điện thoại', width: { share: 16 } },
  { title: 'Cơ quan giải quyết', width: { share: 13 } },
  { title: 'Nhận hồ sơ', width: DATE_WIDTH, align: 'center' },
  { title: 'Hẹn trả kết quả', width: DATE_WIDTH, align: 'center' },
  { title: 'Có kết quả', width: DATE_WIDTH, align: 'center' },
  { title: 'Hình thức nhận', width: 44, align: 'center' },
  { title: 'Nhận kết quả', width: DATE_WIDTH, align: 'center' },
  { title: 'Ký nhận', width: 36 },
  { title: 'Ghi chú', width: { share: 8 } },
];

/** 07: register of an agency and year. */
export async function writeRegister(sheet: RegisterSheet, rows: AsyncIterable<RegisterRow>): Promise<Uint8Array> {
  const { paper } = openForm({
    number: '07',
    format: 'A4-across',
    issuer: sheet,
    at: sheet.asOf,
    code: `${sheet.agencyCode}/${String(sheet.year)}`,
    said: sheet.form,
  });
  const asOf = vietnameseTime(sheet.asOf).moment;
  const wide = { x: paper.left, width: paper.width };
  paper.y +=
    paper.text(paper.body, 'P', `Năm ${String(sheet.year)} · ghi đến ${asOf}`, { ...wide, y: paper.y }, { size: 9, face: 'italic', align: 'center' }) + 6;
  const table = openTable(paper, COLUMNS, 7);
  for await (const row of rows) table.row(cellsOf(composed(row)));
  return paper.finish();
}

const cellsOf = (row: RegisterRow): readonly string[] => [
  String(row.number),
  row.code,
  row.procedureName,
  String(row.sets),
  row.applicantName,
  row.contact,
  row.competentAgency,
  when(row.receivedAt),
  when(row.dueAt),
  when(row.resultAt),
  row.returnChannel,
  when(row.returnedAt),
  '',
  row.note,
];

function when(instant: string | undefined): string {
  if (instant === undefined) return '';
  const { shortClock, shortDate } = vietnameseTime(instant);
  return `${shortDate}\n${shortClock}`;
}
