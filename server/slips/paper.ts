import PDFDocument from 'pdfkit';
import type { BarCode } from './bar-code.ts';
import { slipFonts } from './fonts.ts';
import type { QrCode } from './qr.ts';

/** Points. Slips for the citizen are A5 upright, as the circular on the forms asks; the control slip is A4, the register A4 across. */
const FORMATS = {
  A5: { size: 'A5', layout: 'portrait', pageWidth: 419.53, pageHeight: 595.28, left: 30, right: 30, top: 22, nextTop: 34, foot: 30 },
  A4: { size: 'A4', layout: 'portrait', pageWidth: 595.28, pageHeight: 841.89, left: 56, right: 42, top: 40, nextTop: 48, foot: 40 },
  'A4-across': { size: 'A4', layout: 'landscape', pageWidth: 841.89, pageHeight: 595.28, left: 34, right: 34, top: 28, nextTop: 34, foot: 32 },
} as const;
export type PaperFormat = keyof typeof FORMATS;

export const INK = { text: '#10161F', quiet: '#4D596D', line: '#5B6675', faint: '#D2D8E2', tint: '#F1F3F7' } as const;

export type StructElement = PDFKit.PDFStructureElement;

export interface Style {
  readonly size: number;
  readonly face?: 'regular' | 'italic' | 'bold';
  readonly ink?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly lineGap?: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

type Options = PDFKit.Mixins.StructureElementOptions;

interface PaperParts {
  readonly format: PaperFormat;
  readonly title: string;
  readonly footer: string;
  readonly createdAt: string;
}

/** What may be kept together at most: longer words are cut, so that no text is too wide for a line. */
const PIECES = /\S{1,40}\s*|\s+/g;

/**
 * A paper under way. Text is tagged for screen readers, lines and tints are marked as decoration; whoever writes moves `y` and asks for
 * room before each piece that must stay whole. The same calls give the same bytes.
 */
export class Paper {
  y: number;
  readonly left: number;
  readonly width: number;
  readonly body: StructElement;
  readonly #format: (typeof FORMATS)[PaperFormat];
  readonly #doc: PDFKit.PDFDocument;
  readonly #chunks: Uint8Array[] = [];
  readonly #footer: string;

  constructor({ format, title, footer, createdAt }: PaperParts) {
    const shape = FORMATS[format];
    this.#format = shape;
    this.#footer = footer;
    this.y = shape.top;
    this.left = shape.left;
    this.width = shape.pageWidth - shape.left - shape.right;
    this.#doc = new PDFDocument({
      size: shape.size,
      layout: shape.layout,
      margins: { top: 0, bottom: 0, left: shape.left, right: shape.right },
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
    const faces = slipFonts() as unknown as Record<NonNullable<Style['face']>, string>;
    this.#doc.registerFont('regular', faces.regular).registerFont('italic', faces.italic).registerFont('bold', faces.bold);
    this.body = this.#doc.struct('Document');
    this.#doc.addStructure(this.body);
  }

  /** A structure element inside another, in reading order. */
  within(parent: StructElement, tag: string, options: Options = {}): StructElement {
    const element = this.#doc.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** Writes a text into a box and returns its height. Moves nothing. */
  text(parent: StructElement, tag: string, text: string, { x, y, width }: Box, style: Style, options: Options = {}): number {
    const before = this.#doc.page;
    this.within(parent, tag, options).add(() => {
      this.#write(text, { x, y, width }, style);
    });
    if (this.#doc.page !== before) throw new RangeError(`No room on the page for: ${text.slice(0, 40)}`);
    return this.#doc.y - y;
  }

  /** Writes a text over the whole width and goes below it, over as many pages as it takes. */
  flow(tag: string, text: string, style: Style, { x, width }: Omit<Box, 'y'> = { x: this.left, width: this.width }): void {
    let rest = text;
    while (rest !== '') {
      this.room(Math.min(this.height(rest, width, style), 2.2 * this.height('A', width, style)));
      const [now, later] = this.split(rest, width, this.roomLeft(), style);
      this.y += this.text(this.body, tag, now, { x, y: this.y, width }, style);
      rest = later;
    }
  }

  /** As much of a text as fits into a height, at least one piece of it, and the rest. */
  split(text: string, width: number, height: number, style: Style): readonly [string, string] {
    if (this.height(text, width, style) <= height) return [text, ''];
    const pieces = text.match(PIECES) ?? [];
    let [low, high] = [1, pieces.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.height(pieces.slice(0, middle).join('').trimEnd(), width, style) <= height) low = middle;
      else high = middle - 1;
    }
    return [pieces.slice(0, low).join('').trimEnd(), pieces.slice(low).join('')];
  }

  height(text: string, width: number, style: Style): number {
    return this.#styled(style).heightOfString(text, { width, lineGap: style.lineGap ?? 0 });
  }

  /** How wide a text is on one line. */
  lengthOf(text: string, style: Style): number {
    return this.#styled(style).widthOfString(text);
  }

  rule(x: number, y: number, width: number, ink: string = INK.line, thickness = 0.5): void {
    this.rectangles(ink, [[x, y, width, thickness]]);
  }

  /** Decoration: lines of a table, the ground under a text. */
  rectangles(ink: string, shapes: readonly (readonly [x: number, y: number, width: number, height: number])[]): void {
    this.#decorate(() => {
      for (const [x, y, width, height] of shapes) this.#doc.rect(x, y, width, height);
      this.#doc.fill(ink);
    });
  }

  qr(parent: StructElement, alt: string, code: QrCode, { x, y, width }: Box): void {
    const module = width / code.size;
    this.#figure(
      parent,
      alt,
      code.runs.map((run) => [x + run.x * module, y + run.y * module, run.length * module, module]),
    );
  }

  bars(parent: StructElement, alt: string, code: BarCode, { x, y, width }: Box, height: number): void {
    const module = width / code.width;
    this.#figure(
      parent,
      alt,
      code.bars.map((bar) => [x + bar.x * module, y, bar.width * module, height]),
    );
  }

  roomLeft(): number {
    return this.#format.pageHeight - this.#format.foot - this.y;
  }

  /** What a page after the first has room for. */
  roomOfPage(): number {
    return this.#format.pageHeight - this.#format.foot - this.#format.nextTop;
  }

  /** Opens the next page unless `height` more points fit on this one. True when a page was opened. */
  room(height: number): boolean {
    if (height <= this.roomLeft()) return false;
    this.#doc.addPage();
    this.y = this.#format.nextTop;
    return true;
  }

  finish(): Promise<Uint8Array> {
    const { count } = this.#doc.bufferedPageRange();
    const y = this.#format.pageHeight - this.#format.foot + 7;
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(page);
      this.rule(this.left, y, this.width, INK.faint);
      this.#decorate(() => {
        const style = { size: 6.5, ink: INK.quiet } as const;
        this.#write(this.#footer, { x: this.left, y: y + 4, width: this.width }, style);
        this.#write(`Trang ${String(page + 1)}/${String(count)}`, { x: this.left, y: y + 4, width: this.width }, { ...style, align: 'right' });
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
      .text(text, x, y, { width, align: style.align ?? 'left', lineGap: style.lineGap ?? 0, height: this.#format.pageHeight });
  }

  #styled({ size, face = 'regular' }: Style): PDFKit.PDFDocument {
    return this.#doc.font(face, size);
  }

  #figure(parent: StructElement, alt: string, shapes: readonly (readonly [number, number, number, number])[]): void {
    this.within(parent, 'Figure', { alt }).add(() => {
      for (const [x, y, width, height] of shapes) this.#doc.rect(x, y, width, height);
      this.#doc.fill('#000000');
    });
  }

  #decorate(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#doc.markContent('Artifact', { type });
    draw();
    this.#doc.endMarkedContent();
  }
}
