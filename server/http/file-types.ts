import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../../domain/errors.ts';

/** What people may upload: extension, and the type its bytes must have. The one list of it. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
};

/** What a browser may show instead of saving: nothing that can run. */
export const SHOWN_INLINE: ReadonlySet<string> = new Set(['application/pdf', 'image/png', 'image/jpeg']);

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_NAME = 150;

/** @returns the name to keep and the type the bytes really have @throws Refusal file-type-refused */
export async function checkFile(givenName: string, content: Uint8Array): Promise<{ readonly name: string; readonly mediaType: string }> {
  const name = safeName(givenName);
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const expected = Object.hasOwn(FILE_TYPES, extension) ? FILE_TYPES[extension] : undefined;
  if (expected === undefined) throw new Refusal('file-type-refused', `Chỉ nhận các tệp ${Object.keys(FILE_TYPES).join(', ')}.`);
  const found = await sniff(content);
  if (found !== expected) throw new Refusal('file-type-refused', `Nội dung tệp không phải ${extension.toUpperCase()} như tên của nó.`);
  return { name, mediaType: expected };
}

/** A file so broken that the sniffer gives up has no type. */
async function sniff(content: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(content))?.mime;
  } catch {
    return undefined;
  }
}

/** Only a label: files are stored by id. No folders, no control or direction marks that show another name than there is. */
export function safeName(given: string): string {
  const base = given.normalize('NFC').toWellFormed().split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  if (clean.length <= MAX_NAME) return clean;
  const extension = /\.[a-z0-9]{1,5}$/i.exec(clean)?.[0] ?? '';
  return clean.slice(0, MAX_NAME - extension.length).toWellFormed() + extension;
}
