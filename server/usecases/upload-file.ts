import type { Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';

/** Stores one uploaded file; its type has been checked at the door. It belongs to nobody until a dossier takes it. */
export async function uploadFile(
  { files, clock }: Pick<Ports, 'files' | 'clock'>,
  officer: Officer,
  upload: { readonly name: string; readonly mediaType: string; readonly content: Uint8Array },
): Promise<{ fileId: string; name: string; mediaType: string; size: number; sha256: string }> {
  const { fileId, name, mediaType, size, sha256 } = await files.put({ ...upload, name: upload.name.normalize('NFC'), uploadedBy: officer.id, at: clock.now() });
  return { fileId, name, mediaType, size, sha256 };
}
