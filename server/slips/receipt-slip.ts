import type { ReceiptSlip, Slips } from '../ports/slips.ts';
import { writeComponentTable } from './component-table.ts';
import { INK, LEFT, Paper, WIDTH, type Box, type Style } from './paper.ts';
import { qrCode } from './qr.ts';
import { vietnameseTime, type VietnameseTime } from './vietnamese-time.ts';

const TITLE = 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả';
const UNIT = 'Bộ phận tiếp nhận và trả kết quả';
const GAP = 10;
const HALF = (WIDTH - GAP) / 2;
const QR_WIDTH = 54;
const LABEL_WIDTH = 82;
const PANEL_HEIGHT = 46;
/** From the word that says who signs down to the printed name. */
const SIGNING_HEIGHT = 54;
/** Where the panel with the appointment begins; the date that matters gets the larger part. */
const DUE_LEFT = 155;

const LABEL: Style = { size: 7.5, ink: INK.quiet };
const VALUE: Style = { size: 8.5 };
const SMALL: Style = { size: 7, ink: INK.quiet };

/** Slip 01 in the arrangement of the statutory form, on A5. Everything on it comes from the data; nothing from the clock or the host. */
export function receiptSlips(): Slips {
  return { receipt: async (slip) => writeReceipt(composed(slip)) };
}

function writeReceipt(slip: ReceiptSlip): Promise<Uint8Array> {
  const paper = new Paper({ title: `${TITLE} ${slip.code}`, footer: `${TITLE} · ${slip.code}`, createdAt: slip.receivedAt });
  writeHead(paper, slip);
  writeSubject(paper, slip);
  writePeople(paper, slip);
  writeComponents(paper, slip);
  writeAppointment(paper, slip);
  writeArithmetic(paper, slip);
  writeEnd(paper, slip);
  return paper.finish();
}

function writeHead(paper: Paper, { agencyName, agencyCode, receivedAt }: ReceiptSlip): void {
  const lines = agencyName.split('\n');
  const unit = lines.length > 1 ? (lines.pop() ?? UNIT) : UNIT;
  const left = { x: LEFT, width: 168 };
  const right = { x: LEFT + 176, width: WIDTH - 176 };
  const plain: Style = { size: 7.2, align: 'center' };
  const strong: Style = { ...plain, bold: true };
  const { body } = paper;

  let y = paper.y + paper.text(body, 'P', upper(lines.join(' ')), { ...left, y: paper.y }, plain);
  y += paper.text(body, 'P', upper(unit), { ...left, y }, strong);
  paper.rule(left.x + left.width / 2 - 26, y + 2, 52);
  y += 5 + paper.text(body, 'P', `Mã cơ quan: ${agencyCode}`, { ...left, y: y + 5 }, { ...SMALL, align: 'center' });

  let z = paper.y + paper.text(body, 'P', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...right, y: paper.y }, strong);
  z += paper.text(body, 'P', 'Độc lập - Tự do - Hạnh phúc', { ...right, y: z }, { ...strong, size: 8 });
  paper.rule(right.x + right.width / 2 - 52, z + 2, 104);
  z += 5 + paper.text(body, 'P', vietnameseTime(receivedAt).date, { ...right, y: z + 5 }, { ...SMALL, align: 'center' });
  paper.y = Math.max(y, z) + 10;
}

function writeSubject(paper: Paper, { code, procedureCode, procedureName }: ReceiptSlip): void {
  paper.y += paper.text(paper.body, 'H1', upper(TITLE), { x: LEFT, y: paper.y, width: WIDTH }, { size: 12, bold: true, align: 'center' }) + 6;
  const width = WIDTH - QR_WIDTH - 14;
  const top = paper.y;
  let y = top + paper.text(paper.body, 'P', 'Mã hồ sơ', { x: LEFT, y: top, width }, LABEL);
  y += paper.text(paper.body, 'P', code, { x: LEFT, y, width }, { size: 14, bold: true, ink: INK.brand }) + 4;
  y += paper.text(paper.body, 'P', procedureName, { x: LEFT, y, width }, { size: 9.5, bold: true });
  y += paper.text(paper.body, 'P', `Mã thủ tục hành chính: ${procedureCode}`, { x: LEFT, y: y + 1, width }, LABEL);
  paper.qr(paper.body, `Mã QR ghi mã hồ sơ ${code}`, qrCode(code), { x: LEFT + WIDTH - QR_WIDTH, y: top, width: QR_WIDTH });
  paper.y = Math.max(y, top + QR_WIDTH) + 7;
}

function writePeople(paper: Paper, { applicant, submitter }: ReceiptSlip): void {
  const rows: [string, string | undefined, Style?][] = [
    ['Chủ hồ sơ', applicant.name, { ...VALUE, bold: true }],
    ['Số giấy tờ', applicant.idNumber],
    ['Địa chỉ', applicant.address],
    ['Liên hệ', [applicant.phone, applicant.email].filter((way) => way !== undefined).join(' · ') || undefined],
    ['Người nộp', submitter && `${submitter.name} (số giấy tờ ${submitter.idNumber})`],
  ];
  for (const [label, value, style] of rows) if (value !== undefined) writeField(paper, label, value, style);
  paper.y += 6;
}

function writeComponents(paper: Paper, { components, limit }: ReceiptSlip): void {
  if (components.length > 0) {
    writeComponentTable(paper, paper.body, components);
    paper.y += 6;
  }
  writeField(paper, 'Thời hạn giải quyết', limit);
  paper.y += 4;
}

function writeAppointment(paper: Paper, { receivedAt, dueAt }: ReceiptSlip): void {
  const received = vietnameseTime(receivedAt);
  const due = vietnameseTime(dueAt);
  paper.room(PANEL_HEIGHT);
  paper.tint(LEFT + DUE_LEFT, paper.y, WIDTH - DUE_LEFT, PANEL_HEIGHT, INK.tint);
  write({ x: LEFT, width: DUE_LEFT - GAP }, 'Thời gian nhận hồ sơ', received, { ...LABEL }, 9.5);
  write({ x: LEFT + DUE_LEFT + GAP, width: WIDTH - DUE_LEFT - 2 * GAP }, 'Thời gian trả kết quả', due, { ...LABEL, bold: true, ink: INK.brand }, 12);
  paper.y += PANEL_HEIGHT + 6;

  function write(box: Omit<Box, 'y'>, label: string, { clock, day }: VietnameseTime, labelStyle: Style, size: number): void {
    let y = paper.y + 5;
    y += paper.text(paper.body, 'P', label, { ...box, y }, labelStyle);
    y += paper.text(paper.body, 'P', clock, { ...box, y }, { size, bold: true });
    paper.text(paper.body, 'P', day, { ...box, y }, { ...VALUE, size: size < 12 ? 7.5 : 8.5, bold: size >= 12 });
  }
}

/** The count of days beside the date, so that nobody has to take it on trust. Two columns, read downwards. */
function writeArithmetic(paper: Paper, { dueLines }: ReceiptSlip): void {
  if (dueLines.length === 0) return;
  const heightOf = (line: string): number => paper.height(line, HALF, SMALL) + 1;
  paper.room(30);
  paper.y += paper.text(paper.body, 'H2', 'Cách tính ngày hẹn', { x: LEFT, y: paper.y, width: WIDTH }, { ...LABEL, bold: true }) + 1;
  const half = Math.ceil(dueLines.length / 2);
  for (let i = 0; i < half; i++) {
    const pair = [dueLines[i], dueLines[half + i]];
    const height = Math.max(...pair.map((line) => (line === undefined ? 0 : heightOf(line))));
    paper.room(height);
    pair.forEach((line, column) => {
      if (line !== undefined) paper.text(paper.body, 'P', line, { x: LEFT + column * (HALF + GAP), y: paper.y, width: HALF }, SMALL);
    });
    paper.y += height;
  }
  paper.y += 6;
}

/** The place of return stays with the signatures, so that no page holds signatures alone. */
function writeEnd(paper: Paper, { returnPlace, returnChannel, applicant, submitter, officerName }: ReceiptSlip): void {
  const signed: Style = { ...VALUE, bold: true, align: 'center' };
  const sides = [
    ['Người nộp hồ sơ', (submitter ?? applicant).name],
    ['Người tiếp nhận hồ sơ', officerName],
  ] as const;
  const place = `${returnPlace} · ${returnChannel}`;
  const names = Math.max(...sides.map(([, name]) => paper.height(name, HALF, signed)));
  paper.room(paper.height(place, WIDTH - LABEL_WIDTH, VALUE) + 8 + SIGNING_HEIGHT + names);
  writeField(paper, 'Trả kết quả tại', place);
  const top = paper.y + 6;
  sides.forEach(([role, name], column) => {
    const box = { x: LEFT + column * (HALF + GAP), width: HALF };
    const y = top + paper.text(paper.body, 'P', upper(role), { ...box, y: top }, { ...signed, size: 8 });
    paper.text(paper.body, 'P', '(Ký, ghi rõ họ tên)', { ...box, y }, { ...SMALL, align: 'center' });
    paper.text(paper.body, 'P', name, { ...box, y: top + SIGNING_HEIGHT }, signed);
  });
}

function writeField(paper: Paper, label: string, value: string, style: Style = VALUE): void {
  const width = WIDTH - LABEL_WIDTH;
  const height = paper.height(value, width, style);
  paper.room(height);
  paper.text(paper.body, 'P', `${label}:`, { x: LEFT, y: paper.y + 1, width: LABEL_WIDTH }, LABEL);
  paper.text(paper.body, 'P', value, { x: LEFT + LABEL_WIDTH, y: paper.y, width }, style);
  paper.y += height + 2;
}

const upper = (text: string): string => text.toLocaleUpperCase('vi');

/** Decomposed letters would be drawn as a letter and a stray mark. */
const composed = (slip: ReceiptSlip): ReceiptSlip => JSON.parse(JSON.stringify(slip).normalize('NFC')) as ReceiptSlip;
