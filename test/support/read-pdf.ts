import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

/** What a reader would select: each text of the page content, mapped back to letters by the font's own table. Lines as they were written. */
export function textOf(pdf: Uint8Array): string {
  const objects = objectsOf(pdf);
  const letters = new Map<string, readonly string[]>();
  for (const { dictionary } of objects.values()) {
    for (const [, name, font] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font ?? '')?.dictionary ?? '')?.[1];
      if (name !== undefined && table !== undefined) letters.set(name, lettersOf(objects.get(table)?.stream ?? ''));
    }
  }
  const lines: string[] = [];
  for (const [, font, hex] of contentOf(pdf).matchAll(/\/(F\d+) [\d.]+ Tf\n(?:[\d.]+ Tc\n)?\[([^\]]*)\] TJ/g)) {
    const glyphs = [...(hex ?? '').matchAll(/<([0-9a-f]+)>/g)].flatMap(([, run]) => run?.match(/.{4}/g) ?? []);
    lines.push(
      glyphs
        .map((glyph) => letters.get(font ?? '')?.[Number.parseInt(glyph, 16)] ?? '\uFFFD')
        .join('')
        .trimEnd(),
    );
  }
  return lines.join('\n');
}

function lettersOf(table: string): readonly string[] {
  const lists = [...table.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)];
  return lists.flatMap(([, list]) =>
    [...(list ?? '').matchAll(/<([^>]*)>/g)].map(([, codes]) => String.fromCharCode(...(codes ?? '').split(' ').map((code) => Number.parseInt(code, 16)))),
  );
}

export const contentOf = (pdf: Uint8Array): string =>
  [...objectsOf(pdf).values()]
    .map(({ stream }) => stream)
    .filter((stream) => stream.includes(' Tf\n'))
    .join('\n');

function objectsOf(pdf: Uint8Array): ReadonlyMap<string, PdfObject> {
  const raw = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const [, number = '', dictionary = '', packed] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n([\s\S]*?)\nendstream)?\nendobj/g)) {
    const stream = packed === undefined ? '' : dictionary.includes('FlateDecode') ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed;
    objects.set(number, { dictionary, stream });
  }
  return objects;
}

export const pageCountOf = (pdf: Uint8Array): number => [...objectsOf(pdf).values()].filter(({ dictionary }) => /\/Type \/Page\n/.test(dictionary)).length;

/** The file as it is, for what stands in it uncompressed: structure, fonts, title. */
export const rawOf = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

/** The rectangles of the n-th drawing that stands for something, as `[x, y, width, height]`. */
export function figureOf(pdf: Uint8Array, nth: number): readonly (readonly number[])[] {
  const figure = [...contentOf(pdf).matchAll(/\/Figure <<[\s\S]*?EMC/g)][nth]?.[0] ?? '';
  return [...figure.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map(([, ...numbers]) => numbers.map(Number));
}
