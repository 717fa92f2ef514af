import type { StopSlip } from '../ports/slips.ts';
import { peopleFields, VALUE, writeComponents, writeFields } from './fields.ts';
import { openForm, writeDossier } from './letterhead.ts';
import { writeLeaderSignature } from './signatures.ts';
import { vietnameseTime } from './vietnamese-time.ts';
import { moneyText } from './words.ts';

const DECIDED = {
  withdrawn: 'dừng giải quyết hồ sơ nêu trên theo yêu cầu rút hồ sơ của người nộp',
  stopped: 'dừng giải quyết hồ sơ nêu trên',
} as const;

/** 05: notice of stopping. */
export function writeStopSlip(slip: StopSlip): Promise<Uint8Array> {
  const { receivedAt, dueAt, paid } = slip;
  const { paper, form } = openForm({
    number: '05',
    format: 'A5',
    issuer: slip,
    at: slip.stoppedAt,
    reference: slip.number,
    code: slip.code,
    said: slip.form,
  });
  const agency = slip.agencyName.split('\n').at(-1) ?? slip.agencyName;
  writeDossier(paper, slip);
  writeFields(paper, [
    ...peopleFields(slip, 'Hồ sơ của'),
    ['Ngày nhận hồ sơ', receivedAt && vietnameseTime(receivedAt).moment],
    ['Ngày hẹn trả kết quả', dueAt && vietnameseTime(dueAt).moment],
  ]);
  paper.y += 4;
  paper.flow('P', `${agency} thông báo ${DECIDED[slip.cause]} kể từ ${vietnameseTime(slip.stoppedAt).moment}.`, { ...VALUE, lineGap: 1.2 });
  paper.y += 4;
  writeFields(paper, [
    ['Lý do', slip.reason, 'bold'],
    ['Căn cứ', slip.legalBasis],
    ['Hồ sơ đang ở bước', slip.stage],
    ['Phí, lệ phí đã nộp', paid.length === 0 ? 'Không' : paid.map(({ name, amount }) => `${name} ${moneyText(amount)}`).join('; ')],
    ['Xử lý khoản đã nộp', paid.length === 0 ? undefined : slip.refund],
  ]);
  writeComponents(paper, slip.components);
  writeLeaderSignature(paper, slip.signer, ['Người nộp hồ sơ', 'Bộ phận tiếp nhận và trả kết quả', 'Lưu: hồ sơ'], {
    above: [['Nhận lại giấy tờ tại', slip.returnPlace]],
    notes: form.notes,
  });
  return paper.finish();
}
