import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrecy } from './ports/index.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** In front of every cipher text, so that a later change of method or key can tell them apart. */
const VERSION = 'v1.';

export class CipherDamaged extends Error {
  override readonly name = 'CipherDamaged';
  constructor(options?: ErrorOptions) {
    super('This value was not encrypted with our key, or has been changed.', options);
  }
}

/** AES-256-GCM for values, HMAC-SHA-256 for look-up; two different keys of 32 bytes. */
export function secrecyWith({ idEncryption, idHash }: { readonly idEncryption: Buffer; readonly idHash: Buffer }): Secrecy {
  if (idEncryption.length !== 32 || idHash.length !== 32) throw new RangeError('Keys must have 32 bytes');
  if (idEncryption.equals(idHash)) throw new RangeError('The encryption key and the hash key must differ');
  return {
    encrypt(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', idEncryption, iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return VERSION + Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64url');
    },
    decrypt(cipherText) {
      const bytes = Buffer.from(cipherText.slice(VERSION.length), 'base64url');
      if (!cipherText.startsWith(VERSION) || bytes.length < IV_BYTES + TAG_BYTES) throw new CipherDamaged();
      const decipher = createDecipheriv('aes-256-gcm', idEncryption, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new CipherDamaged({ cause: error });
      }
    },
    hashId: (idNumber) =>
      createHmac('sha256', idHash)
        .update(`id-number\n${plainId(idNumber)}`)
        .digest('hex'),
    newSalt: () => randomBytes(16).toString('hex'),
  };
}

/** One number, however it was typed: without spaces and hyphens, in capitals. */
const plainId = (idNumber: string): string => idNumber.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
