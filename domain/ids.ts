import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const BASE = 36n;
const LENGTH = 25;

/** A dossier id that follows from what names it: the same submission sent twice meets itself in the database. */
export function dossierIdFrom(...parts: readonly string[]): string {
  let rest = BigInt(`0x${bytesToHex(sha256(utf8ToBytes(parts.join('\n'))))}`);
  let text = '';
  for (let i = 0; i < LENGTH; i++) {
    text += (rest % BASE).toString(36);
    rest /= BASE;
  }
  return `d${text}`;
}

/** A file id that follows from what the file is, so that storing it twice stores it once. */
export const fileIdFrom = (...parts: readonly string[]): string => `f${bytesToHex(sha256(utf8ToBytes(parts.join('\n')))).slice(0, 32)}`;

/** First three and last two characters, as lists show an ID number. */
export const maskId = (idNumber: string): string =>
  idNumber.length < 6 ? '*'.repeat(idNumber.length) : `${idNumber.slice(0, 3)}${'*'.repeat(idNumber.length - 5)}${idNumber.slice(-2)}`;
