import type { SlipNumber } from '../../../contract/vocabulary.ts';
import type { Json } from '../../../domain/canonical-json.ts';
import type { Vault } from '../../../domain/history/commitment.ts';
import type { StoredFile } from '../../ports/index.ts';

const NAMES = {
  '01': 'Giay-tiep-nhan',
  '02': 'Yeu-cau-bo-sung',
  '03': 'Tu-choi',
  '04': 'Van-ban-xin-loi',
  '05': 'Thong-bao-dung',
  '06': 'Phieu-kiem-soat',
} as const satisfies Record<SlipNumber, string>;

/** File name of a slip; names of people stay out of it. */
export const slipFileName = (slip: SlipNumber, code: string | undefined): string => `${[NAMES[slip], code].filter((part) => part !== undefined).join('-')}.pdf`;

/** A printed slip as a document of its dossier, the way `slip-printed` says it. */
export function slipDocument(
  { fileId, name, mediaType, size, sha256 }: StoredFile,
  slip: SlipNumber,
  at: string,
  vault: Vault,
): Readonly<Record<string, Json>> {
  return { fileId, name: { ...vault.hide(name) }, mediaType, size, sha256, slip, at };
}
