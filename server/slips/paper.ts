import PDFDocument from 'pdfkit';
import { slipFonts } from './fonts.ts';
import type { QrCode } from './qr.ts';

/** Points; the paper of every slip is A5 upright, as the circular on the forms asks. */
export const LEFT = 30;
export const WIDTH = 359.5;
const TOP = 24;
const NEXT_TOP = 36;
const BOTTOM = 560;
const FOOT = 567;

export const INK = { text: '#10161F', quiet: '#4D596D', line: '#8590A3', faint: '#D2D8E2', tint: '#EEF2FB', brand: '#24407B' } as const;

export type StructElement = PDFKit.PDFStructureElement;

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly ink?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly lineGap?: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const A5_HEIGHT = 595.28;

/**
 * A paper under way. Text is tagged for screen readers, lines and tints are marked as decoration; whoever writes moves `y` and asks for
 * room before each piece that must stay whole. The same calls give the same bytes.
 */
export class Paper {
  y = TOP;
  readonly body: StructElement;
  readonly #doc: PDFKit.PDFDocument;
  readonly #chunks: Uint8Array[] = [];
  readonly #footer: string;

  constructor({ title, footer, createdAt }: { readonly title: string; readonly footer: string; readonly createdAt: string }) {
    this.#footer = footer;
    this.#doc = new PDFDocument({
      size: 'A5',
      margins: { top: 0, bottom: 0, left: LEFT, right: LEFT },
      bufferPages: true,
      font: '',
      pdfVersion: '1.7',
      tagged: true,
      lang: 'vi',
      displayTitle: true,
      // The paper's own moment, never the clock's: printing again years later gives the same file
      info: { Title: title, Producer: 'Một Cửa', Creator: 'Một Cửa', CreationDate: new Date(createdAt) },
    });
    this.#doc.on('data', (chunk: Uint8Array) => {
      this.#chunks.push(chunk);
    });
    // pdfkit takes parsed fonts as well as bytes; its types say only bytes
    const { regular, bold } = slipFonts() as unknown as Record<'regular' | 'bold', string>;
    this.#doc.registerFont('regular', regular).registerFont('bold', bold);
    this.body = this.#doc.struct('Document');
    this.#doc.addStructure(this.body);
  }

  /** A structure element inside another, in reading order. */
  within(parent: StructElement, tag: string, options: PDFKit.Mixins.StructureElementOptions = {}): StructElement {
    const element = this.#doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** Writes a text into a box and returns its height. Moves nothing. */
  text(parent: StructElement, tag: string, text: string, { x, y, width }: Box, style: Style, options: PDFKit.Mixins.StructureElementOptions = {}): number {
    const before = this.#doc.page;
    this.within(parent, tag, options).add(() => {
      this.#write(text, { x, y, width }, style);
    });
    if (this.#doc.page !== before) throw new RangeError(`No room on the page for: ${text.slice(0, 40)}`);
    return this.height(text, width, style);
  }

  height(text: string, width: number, style: Style): number {
    return this.#styled(style).heightOfString(text, { width, lineGap: style.lineGap ?? 0 });
  }

  rule(x: number, y: number, width: number, ink: string = INK.line, thickness = 0.5): void {
    this.#decorate(() => {
      this.#doc.rect(x, y, width, thickness).fill(ink);
    });
  }

  tint(x: number, y: number, width: number, height: number, ink: string): void {
    this.#decorate(() => {
      this.#doc.roundedRect(x, y, width, height, 3).fill(ink);
    });
  }

  qr(parent: StructElement, alt: string, code: QrCode, { x, y, width }: Box): void {
    const module = width / code.size;
    this.within(parent, 'Figure', { alt }).add(() => {
      for (const run of code.runs) this.#doc.rect(x + run.x * module, y + run.y * module, run.length * module, module);
      this.#doc.fill('#000000');
    });
  }

  /** Opens the next page unless `height` more points fit on this one. True when a page was opened. */
  room(height: number): boolean {
    if (this.y + height <= BOTTOM) return false;
    this.#doc.addPage();
    this.y = NEXT_TOP;
    return true;
  }

  finish(): Promise<Uint8Array> {
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(page);
      this.rule(LEFT, FOOT, WIDTH, INK.faint);
      this.#decorate(() => {
        const style = { size: 6.5, ink: INK.quiet } as const;
        this.#write(this.#footer, { x: LEFT, y: FOOT + 4, width: WIDTH }, style);
        this.#write(`Trang ${String(page + 1)}/${String(count)}`, { x: LEFT, y: FOOT + 4, width: WIDTH }, { ...style, align: 'right' });
      }, 'Pagination');
    }
    this.body.end();
    return new Promise((resolve, reject) => {
      this.#doc
        .once('end', () => {
          resolve(Buffer.concat(this.#chunks));
        })
        .once('error', reject);
      this.#doc.end();
    });
  }

  #write(text: string, { x, y, width }: Box, style: Style): void {
    this.#styled(style)
      .fillColor(style.ink ?? INK.text)
      .text(text, x, y, { width, align: style.align ?? 'left', lineGap: style.lineGap ?? 0, height: A5_HEIGHT });
  }

  #styled({ size, bold = false }: Style): PDFKit.PDFDocument {
    return this.#doc.font(bold ? 'bold' : 'regular', size);
  }

  #decorate(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#doc.markContent('Artifact', { type });
    draw();
    this.#doc.endMarkedContent();
  }
}
