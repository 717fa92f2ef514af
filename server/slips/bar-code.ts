import bwip from 'bwip-js/generic';

/** The dark bars of a bar code, in modules from its left edge. */
export interface BarCode {
  readonly width: number;
  readonly bars: readonly { readonly x: number; readonly width: number }[];
}

/** A Code 128 that holds a text and nothing else. The quiet zone is the paper around it. */
export function barCode(text: string): BarCode {
  const [code] = bwip.raw({ bcid: 'code128', text });
  if (code === undefined || !('sbs' in code)) throw new TypeError('A Code 128 is made of bars');
  const bars: { x: number; width: number }[] = [];
  let x = 0;
  code.sbs.forEach((width, i) => {
    if (i % 2 === 0) bars.push({ x, width });
    x += width;
  });
  return { width: x, bars };
}
