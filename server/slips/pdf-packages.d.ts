/** The one word of fontkit we use; pdfkit takes a parsed font as it is. */
declare module 'fontkit' {
  export interface ParsedFont {
    readonly postscriptName: string;
  }
  export function create(bytes: Uint8Array): ParsedFont;
}

/** pdfkit knows header scopes; its published types do not yet. */
declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    scope?: 'Column' | 'Row';
  }
}
