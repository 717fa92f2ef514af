import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from 'saxes';
import { DiagramRefused, finding, type Finding } from './diagram-refused.ts';
import { hasHostileCharacters } from './hostile-text.ts';
import { byteLength, LIMITS } from './limits.ts';

export type ScannedElement = {
  readonly uri: string;
  readonly local: string;
  readonly id: string | undefined;
  readonly attributes: readonly { readonly uri: string; readonly local: string; readonly value: string }[];
  /** From the root to the parent. */
  readonly path: readonly { readonly local: string; readonly id: string | undefined }[];
};

export type Vocabulary = {
  readonly root: { readonly uri: string; readonly local: string };
  /** Namespaces an element may come from; everything else would be dropped by one of the two readers. */
  readonly namespaces: readonly string[];
  /** Namespaces whose `id` attributes are XML ids, unique in the file. */
  readonly identified: readonly string[];
};

export type Visitor = {
  open(element: ScannedElement): void;
  /** Called with the whole text of an element that has any. */
  text(element: ScannedElement, text: string): void;
};

const ID = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Reads a file as a stream of tags and stops at the first thing that no honest file has: a document type, an entity, a processing
 * instruction, absurd depth or size. Nothing is built, so nothing can be exhausted. Softer faults are collected.
 */
export function scanXml(xml: string, vocabulary: Vocabulary, visitor: Visitor): Finding[] {
  if (xml.length > LIMITS.fileBytes || byteLength(xml) > LIMITS.fileBytes) {
    return [finding('file-too-large', `Tệp lớn quá ${String(LIMITS.fileBytes / 1_000_000)} MB.`)];
  }
  const scan = new Scan(vocabulary, visitor);
  try {
    scan.read(xml);
  } catch (error) {
    if (!(error instanceof DiagramRefused)) throw error;
    scan.findings.push(...error.findings);
  }
  return scan.findings;
}

class Scan {
  readonly findings: Finding[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #visitor: Visitor;
  readonly #open: { element: ScannedElement; text: string }[] = [];
  readonly #ids = new Set<string>();
  #count = 0;

  constructor(vocabulary: Vocabulary, visitor: Visitor) {
    this.#vocabulary = vocabulary;
    this.#visitor = visitor;
  }

  read(xml: string): void {
    const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
    parser.on('doctype', () => stop('doctype', 'Tệp có khai báo DOCTYPE.'));
    parser.on('processinginstruction', () => stop('processing-instruction', 'Tệp có chỉ thị xử lý (<?…?>).'));
    parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^utf-8$/i.test(encoding)) stop('encoding', 'Tệp phải dùng bảng mã UTF-8.');
    });
    parser.on('error', ({ message }) => {
      if (message.includes('entity')) stop('entity', 'Tệp dùng thực thể (&…;) không được phép.');
      stop('xml-malformed', `Tệp không phải XML đúng chuẩn (${message}).`);
    });
    parser.on('opentag', (tag) => {
      this.#enter(tag);
    });
    parser.on('text', (text) => {
      this.#append(text);
    });
    parser.on('cdata', (text) => {
      this.#append(text);
    });
    parser.on('closetag', () => {
      this.#leave();
    });
    parser.write(xml).close();
  }

  #enter(tag: SaxesTagNS): void {
    if ((this.#count += 1) > LIMITS.xmlElements) stop('too-many-elements', `Tệp có quá ${String(LIMITS.xmlElements)} thẻ.`);
    if (this.#open.length >= LIMITS.xmlDepth) stop('too-deep', `Tệp lồng sâu quá ${String(LIMITS.xmlDepth)} cấp.`);
    if (!this.#vocabulary.namespaces.includes(tag.uri)) stop('unknown-namespace', `Tệp có thẻ lạ <${shorten(tag.name)}>.`);
    const { root } = this.#vocabulary;
    if (this.#open.length === 0 && (tag.uri !== root.uri || tag.local !== root.local)) stop('wrong-root', `Thẻ gốc phải là <${root.local}>.`);
    const attributes = Object.values(tag.attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
    const element: ScannedElement = {
      uri: tag.uri,
      local: tag.local,
      id: tag.attributes['id']?.value,
      attributes: attributes.map(({ uri, local, value }) => ({ uri, local, value })),
      path: this.#open.map(({ element: { local, id } }) => ({ local, id })),
    };
    if (this.#vocabulary.identified.includes(tag.uri)) this.#checkId(element.id);
    for (const attribute of attributes) this.#checkAttribute(attribute, element);
    this.#visitor.open(element);
    this.#open.push({ element, text: '' });
  }

  #checkId(id: string | undefined): void {
    if (id === undefined) return;
    if (!ID.test(id) || id.length > LIMITS.idLength || id in Object.prototype) {
      this.findings.push(finding('bad-id', `Mã "${shorten(id)}" phải bắt đầu bằng chữ cái và chỉ gồm chữ không dấu, số, "-", "_", ".".`));
    } else if (this.#ids.has(id)) this.findings.push(finding('duplicate-id', `Mã "${id}" dùng cho hai phần tử.`, id));
    this.#ids.add(id);
  }

  #checkAttribute({ local, value }: SaxesAttributeNS, element: ScannedElement): void {
    const limit = local === 'name' ? LIMITS.nameLength : LIMITS.attributeLength;
    if (value.length > limit) this.findings.push(finding('attribute-too-long', `Thuộc tính "${shorten(local)}" dài quá ${String(limit)} ký tự.`, element.id));
    if (hasHostileCharacters(value)) this.findings.push(finding('control-character', `Thuộc tính "${shorten(local)}" chứa ký tự điều khiển.`, element.id));
  }

  #append(text: string): void {
    const top = this.#open.at(-1);
    if (top === undefined) return;
    top.text += text;
    if (top.text.length > LIMITS.textLength) stop('text-too-long', `Tệp có đoạn văn bản dài quá ${String(LIMITS.textLength)} ký tự.`);
  }

  #leave(): void {
    const top = this.#open.pop();
    if (top === undefined || top.text.trim() === '') return;
    if (hasHostileCharacters(top.text)) this.findings.push(finding('control-character', 'Văn bản chứa ký tự điều khiển.', nearestId(top.element)));
    this.#visitor.text(top.element, top.text);
  }
}

export const nearestId = ({ id, path }: ScannedElement): string | undefined => id ?? path.findLast((above) => above.id !== undefined)?.id;

function stop(code: string, message: string): never {
  throw new DiagramRefused([finding(code, message)]);
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
