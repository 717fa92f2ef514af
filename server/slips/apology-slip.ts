import type { ApologySlip } from '../ports/slips.ts';
import { VALUE, writeArithmetic, writeFields, writeMoment } from './fields.ts';
import { openForm, writeDossier } from './letterhead.ts';
import { writeLeaderSignature } from './signatures.ts';
import { vietnameseTime } from './vietnamese-time.ts';

/** 04: apology and re-appointment, a letter that a leader signs. */
export function writeApologySlip(slip: ApologySlip): Promise<Uint8Array> {
  const { agencyName, applicant, code } = slip;
  const { paper, form } = openForm({ number: '04', format: 'A5', issuer: slip, at: slip.issuedAt, reference: slip.number, code, said: slip.form });
  const agency = agencyName.split('\n').at(-1) ?? agencyName;
  const received = vietnameseTime(slip.receivedAt);
  const promised = vietnameseTime(slip.dueAt);
  writeFields(paper, [
    ['Kính gửi', applicant.name, 'bold'],
    ['Địa chỉ', applicant.address],
  ]);
  paper.y += 5;
  writeDossier(paper, slip);
  say(`${agency} đã tiếp nhận hồ sơ nêu trên lúc ${received.moment}, hẹn trả kết quả lúc ${promised.moment}.`);
  if (slip.passed.length > 0) say(`Hồ sơ đã được chuyển qua: ${slip.passed.join('; ')}.`);
  say(`Đến nay hồ sơ chưa giải quyết xong theo thời gian đã hẹn. Lý do: ${slip.reason}`);
  say(`Sự chậm trễ này gây phiền hà, tốn thời gian và chi phí cho người nộp hồ sơ. ${agency} chân thành xin lỗi và hẹn lại thời gian trả kết quả như sau:`);
  paper.y += 2;
  writeMoment(paper, 'Thời gian trả kết quả hẹn lại', slip.newDueAt, { label: 'Thời gian đã hẹn', instant: slip.dueAt });
  writeArithmetic(paper, slip.dueLines, 'Cách tính thời gian đã hẹn');
  say('Thời gian trả kết quả chỉ được hẹn lại một lần. Mong nhận được sự thông cảm.');
  writeLeaderSignature(paper, slip.signer, ['Như trên', 'Bộ phận tiếp nhận và trả kết quả', 'Lưu: hồ sơ'], {
    above: [['Nhận kết quả tại', slip.returnPlace]],
    notes: form.notes,
  });
  return paper.finish();

  function say(sentence: string): void {
    paper.flow('P', sentence, { ...VALUE, lineGap: 1.2 });
    paper.y += 3;
  }
}
