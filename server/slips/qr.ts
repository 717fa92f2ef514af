import { create } from 'qrcode';

/** The dark runs of a QR code, row by row, in modules. */
export interface QrCode {
  readonly size: number;
  readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
}

/** A QR code that holds a text and nothing else. Level M: still readable with a crease or a stamp over 15 % of it. */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const runs: { x: number; y: number; length: number }[] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue;
      const from = x;
      while (x + 1 < modules.size && modules.get(y, x + 1)) x++;
      runs.push({ x: from, y, length: x - from + 1 });
    }
  }
  return { size: modules.size, runs };
}
