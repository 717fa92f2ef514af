import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const KEPT = 5;

/** Puts the log of the last run aside: `broker.log` becomes `broker.1.log`, and so on; the oldest is dropped. */
export function rotateLog(file: string): void {
  if (!existsSync(file)) return;
  for (let number = KEPT - 1; number >= 1; number -= 1) {
    if (existsSync(numbered(file, number))) renameSync(numbered(file, number), numbered(file, number + 1));
  }
  renameSync(file, numbered(file, 1));
}

function numbered(file: string, number: number): string {
  return file.replace(/\.log$/, `.${String(number)}.log`);
}

const TAIL_BYTES = 16 * 1024;
const TAIL_LINES = 25;

/** The last lines written since a position. */
export function tailOf(file: string, since = 0): string {
  const from = Math.max(since, sizeOf(file) - TAIL_BYTES);
  const lines = textFrom(file, from).trimEnd().split('\n');
  return lines.slice(-TAIL_LINES).join('\n');
}

export function hasLine(file: string, since: number, line: RegExp): boolean {
  return textFrom(file, since)
    .split('\n')
    .some((text) => line.test(text));
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function textFrom(file: string, from: number): string {
  const size = sizeOf(file);
  if (size <= from) return '';
  const bytes = Buffer.alloc(size - from);
  const open = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(open, bytes, 0, bytes.length, from));
  } finally {
    closeSync(open);
  }
}
