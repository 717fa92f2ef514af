import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type ParsedFont } from 'fontkit';

export interface SlipFonts {
  readonly regular: ParsedFont;
  readonly bold: ParsedFont;
}

let parsed: SlipFonts | undefined;

/** Be Vietnam Pro has every Vietnamese letter with its marks placed by hand. Read and parsed once: parsing costs more than a whole slip. */
export function slipFonts(): SlipFonts {
  parsed ??= { regular: parse('400Regular/BeVietnamPro_400Regular.ttf'), bold: parse('700Bold/BeVietnamPro_700Bold.ttf') };
  return parsed;
}

function parse(file: string): ParsedFont {
  // Resolved as a package, so that sources and the compiled tree find the same file
  return create(readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)));
}
