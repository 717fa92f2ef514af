/** What a diagram, decision or form may weigh. The broker has crashed for good on less than some files that people can draw. */
export const LIMITS = {
  fileBytes: 1_000_000,
  xmlDepth: 64,
  /** Drawing and extension elements come on top of the modelled ones. */
  xmlElements: 40_000,
  elements: 2_000,
  subProcessDepth: 20,
  nameLength: 500,
  idLength: 200,
  /** Leaves room for the icon that an element template writes into a task. */
  attributeLength: 20_000,
  textLength: 20_000,
  feelBytes: 2_048,
  feelDepth: 32,
  feelRange: 1_000,
  feelIterators: 4,
  /** A string with many escapes overflowed the engine's FEEL parser. */
  feelEscapes: 50,
  feelStringLength: 1_000,
  patternLength: 200,
  decisionDepth: 20,
  formBytes: 256_000,
  formDepth: 20,
  formComponents: 500,
} as const;

/** In UTF-8, counted without an encoder: not every place that runs these rules has one. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
