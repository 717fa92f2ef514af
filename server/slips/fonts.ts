import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type ParsedFont } from 'fontkit';

export interface SlipFonts {
  readonly regular: ParsedFont;
  readonly italic: ParsedFont;
  readonly bold: ParsedFont;
}

let parsed: SlipFonts | undefined;

/** Be Vietnam Pro has every Vietnamese letter with its marks placed by hand. Read and parsed once: parsing costs more than a whole slip. */
export function slipFonts(): SlipFonts {
  parsed ??= { regular: parse('400Regular'), italic: parse('400Regular_Italic'), bold: parse('700Bold') };
  return parsed;
}

function parse(weight: string): ParsedFont {
  // Resolved as a package, so that sources and the compiled tree find the same file
  return create(readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${weight}/BeVietnamPro_${weight}.ttf`)));
}
