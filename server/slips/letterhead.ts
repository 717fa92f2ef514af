import type { SlipForm } from '../../domain/release.ts';
import type { Slip } from '../ports/slips.ts';
import { barCode } from './bar-code.ts';
import { formInForce, type FORMS } from './form-in-force.ts';
import { INK, Paper, type PaperFormat, type Style } from './paper.ts';
import { qrCode } from './qr.ts';
import { capitalised, upper } from './words.ts';
import { vietnameseTime } from './vietnamese-time.ts';

type Issuer = Pick<Slip, 'parentName' | 'agencyName' | 'agencyCode' | 'place'>;

const DESK = 'Bộ phận tiếp nhận và trả kết quả';
const GAP = 8;
const QR_WIDTH = 50;
const BAR_HEIGHT = 22;
/** Narrower bars are no longer read by cheap scanners. */
const BAR_MODULE = 0.72;

interface Opening {
  readonly number: (typeof FORMS)[number];
  readonly format: PaperFormat;
  readonly issuer: Issuer;
  /** The instant the paper bears, and from which it takes its form. */
  readonly at: string;
  /** "Số: …" under the agency. */
  readonly reference?: string | undefined;
  /** Whose code stands in title and footer. */
  readonly code?: string | undefined;
  /** Issued by the one-stop desk of the agency, not by the agency itself. */
  readonly fromDesk?: boolean;
  readonly said?: SlipForm | undefined;
}

export interface Sheet {
  readonly paper: Paper;
  readonly form: Required<SlipForm>;
}

/** A form up to its title: agency on the left, motto on the right, the form's number in the corner. */
export function openForm({ number, format, issuer, at, reference, code, fromDesk = false, said }: Opening): Sheet {
  const form = formInForce(number, at, said);
  const paper = new Paper({
    format,
    title: [form.title, code].filter((part) => part !== undefined).join(' '),
    footer: [form.title, code].filter((part) => part !== undefined).join(' · '),
    createdAt: at,
  });
  const corner: Style = { size: 7, align: 'right' };
  const wide = { x: paper.left, width: paper.width };
  paper.y += paper.text(paper.body, 'P', form.number, { ...wide, y: paper.y }, { ...corner, face: 'bold' });
  paper.y += paper.text(paper.body, 'P', form.basis, { ...wide, y: paper.y }, { ...corner, size: 6.5, face: 'italic', ink: INK.quiet }) + 6;
  writeHeads(paper, issuer, { at, reference, fromDesk });
  const title: Style = { size: format === 'A5' ? 12 : 14, face: 'bold', align: 'center' };
  paper.y += paper.text(paper.body, 'H1', upper(form.title), { ...wide, y: paper.y }, title) + 6;
  return { paper, form };
}

function writeHeads(paper: Paper, issuer: Issuer, { at, reference, fromDesk }: Required<Pick<Opening, 'at' | 'fromDesk'>> & Pick<Opening, 'reference'>): void {
  const { above, name } = linesOf(issuer, fromDesk);
  const size = paper.width < 400 ? 7.2 : 9.5;
  const share = 0.47 * paper.width;
  const left = { x: paper.left, width: share - GAP };
  const right = { x: paper.left + share, width: paper.width - share };
  const plain: Style = { size, align: 'center' };
  const strong: Style = { ...plain, face: 'bold' };
  const { body } = paper;

  let y = paper.y;
  if (above !== undefined) y += paper.text(body, 'P', upper(above), { ...left, y }, plain);
  y += paper.text(body, 'P', upper(name), { ...left, y }, strong);
  paper.rule(left.x + left.width / 2 - 3.5 * size, y + 2, 7 * size);
  y += 5;
  y += paper.text(body, 'P', reference === undefined ? `Mã cơ quan: ${issuer.agencyCode}` : `Số: ${reference}`, { ...left, y }, plain);

  let z = paper.y + paper.text(body, 'P', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...right, y: paper.y }, strong);
  z += paper.text(body, 'P', 'Độc lập - Tự do - Hạnh phúc', { ...right, y: z }, { ...strong, size: size + 0.8 });
  paper.rule(right.x + right.width / 2 - 7 * size, z + 2, 14 * size);
  const { date } = vietnameseTime(at);
  const dated = issuer.place === undefined ? capitalised(date) : `${issuer.place}, ${date}`;
  z += 5;
  z += paper.text(body, 'P', dated, { ...right, y: z }, { ...plain, face: 'italic' });
  paper.y = Math.max(y, z) + 10;
}

/** Who stands above whom. A name of several lines ends in the unit that issues. */
function linesOf({ parentName, agencyName }: Issuer, fromDesk: boolean): { readonly above?: string; readonly name: string } {
  const lines = agencyName.split('\n');
  const last = lines.at(-1) ?? agencyName;
  if (lines.length > 1) return { above: lines.slice(0, -1).join(' '), name: last };
  if (parentName !== undefined) return { above: parentName, name: agencyName };
  return fromDesk ? { above: agencyName, name: DESK } : { name: agencyName };
}

/** The dossier: its code for people, for a scanner and for a telephone, and what it is about. Only the code, nothing about a person, is in the bars. */
export function writeDossier(paper: Paper, { code, procedureName, procedureCode }: Pick<Slip, 'code' | 'procedureName' | 'procedureCode'>): void {
  const top = paper.y;
  const width = code === undefined ? paper.width : paper.width - QR_WIDTH - 14;
  const box = { x: paper.left, width };
  let y = top;
  if (code !== undefined) {
    y += paper.text(paper.body, 'P', `Mã hồ sơ: ${code}`, { ...box, y }, { size: 11, face: 'bold' }) + 1;
    const bars = barCode(code);
    paper.bars(paper.body, `Mã vạch ghi mã hồ sơ ${code}`, bars, { ...box, y, width: Math.min(width, bars.width * BAR_MODULE) }, BAR_HEIGHT);
    y += BAR_HEIGHT + 4;
    paper.qr(paper.body, `Mã QR ghi mã hồ sơ ${code}`, qrCode(code), { x: paper.left + paper.width - QR_WIDTH, y: top, width: QR_WIDTH });
  }
  y += paper.text(paper.body, 'P', procedureName, { ...box, y }, { size: 9.5, face: 'bold' });
  y += paper.text(paper.body, 'P', `Mã thủ tục hành chính: ${procedureCode}`, { ...box, y }, { size: 7.5, ink: INK.quiet });
  paper.y = Math.max(y, code === undefined ? y : top + QR_WIDTH) + 5;
}
