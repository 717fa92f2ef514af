const CODE = /[A-Z]\d{2}(?:\.[A-Z0-9]{1,3}){0,4}-\d{6}-\d{4,6}/;

/** The dossier code in what somebody typed, pasted or scanned: small letters, blanks and long dashes are forgiven. */
export function readCode(text: string): string | undefined {
  const tidy = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u200b]/g, '')
    .replace(/[‐-―−]/g, '-');
  return CODE.exec(tidy)?.[0];
}
