import type { ReceiptSlip } from '../ports/slips.ts';
import { peopleFields, writeArithmetic, writeComponents, writeFields, writeMoment } from './fields.ts';
import { openForm, writeDossier } from './letterhead.ts';
import { writeSignatures } from './signatures.ts';
import { moneyText } from './words.ts';

/** 01: receipt and appointment. */
export function writeReceiptSlip(slip: ReceiptSlip): Promise<Uint8Array> {
  const { code, receivedAt, applicant, submitter, fees = [], register } = slip;
  const { paper, form } = openForm({ number: '01', format: 'A5', issuer: slip, at: receivedAt, code, fromDesk: true, said: slip.form });
  writeDossier(paper, slip);
  writeFields(paper, [...peopleFields(slip), ['Nội dung yêu cầu giải quyết', slip.request]]);
  writeComponents(paper, slip.components);
  writeFields(paper, [
    ['Số lượng hồ sơ', slip.sets === undefined ? undefined : `${String(slip.sets)} bộ`],
    ['Thời hạn giải quyết theo quy định', slip.limit],
    ['Phí, lệ phí', fees.map(({ name, amount }) => `${name} ${moneyText(amount)}`).join('; ')],
    ['Vào sổ theo dõi hồ sơ', register && `quyển số ${register.book}, số thứ tự ${register.number}`],
  ]);
  paper.y += 3;
  writeMoment(paper, 'Thời gian trả kết quả', slip.dueAt, { label: 'Thời gian nhận hồ sơ', instant: receivedAt });
  writeArithmetic(paper, slip.dueLines);
  writeSignatures(
    paper,
    [
      ['Người nộp hồ sơ', (submitter ?? applicant).name],
      ['Người tiếp nhận hồ sơ', slip.officerName],
    ],
    { above: [['Đăng ký nhận kết quả tại', `${slip.returnPlace} · ${slip.returnChannel}`]], notes: form.notes },
  );
  return paper.finish();
}
