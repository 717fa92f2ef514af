import { Refusal } from '../errors.ts';
import { isClosed, type DossierState } from './state.ts';

/** From the signed refusal (8) and the signed result (9) on there is something to hand over. */
const RESULT_READY = 8;

/**
 * Why neither the applicant may withdraw the dossier nor a leader stop it any more; undefined while they may: as long as no result is signed
 * (NĐ 118/2025, form 05).
 */
export function whyNotToEnd(state: DossierState): Refusal | undefined {
  if (state.stop !== undefined) return new Refusal('dossier-closed', 'Hồ sơ đã có thông báo dừng giải quyết.');
  if (state.withdrawal !== undefined) return new Refusal('dossier-closed', 'Người nộp đã yêu cầu rút hồ sơ này.');
  if (isClosed(state)) return new Refusal('dossier-closed', 'Hồ sơ đã kết thúc.');
  if (state.signed !== undefined || state.status >= RESULT_READY)
    return new Refusal('result-signed', 'Kết quả đã được ký: chỉ còn trả kết quả, không rút hay dừng hồ sơ được nữa.');
  return undefined;
}
