import type { RefusalSlip } from '../ports/slips.ts';
import { peopleFields, VALUE, writeComponents, writeFields } from './fields.ts';
import { openForm, writeDossier } from './letterhead.ts';
import { writeSignatures } from './signatures.ts';
import { vietnameseTime } from './vietnamese-time.ts';

const REFUSED = {
  receipt: 'Sau khi xem xét, cơ quan không tiếp nhận hồ sơ nêu trên, với lý do cụ thể như sau:',
  resolution: 'Sau khi xem xét, cơ quan không giải quyết hồ sơ nêu trên, với lý do cụ thể như sau:',
} as const;

/** 03: refusal to receive, or to resolve. */
export function writeRefusalSlip(slip: RefusalSlip): Promise<Uint8Array> {
  const { applicant, submitter, receivedAt, dueAt } = slip;
  const { paper, form } = openForm({ number: '03', format: 'A5', issuer: slip, at: slip.refusedAt, code: slip.code, fromDesk: true, said: slip.form });
  writeDossier(paper, slip);
  writeFields(paper, [
    ...peopleFields(slip, 'Hồ sơ của'),
    ['Ngày nhận hồ sơ', receivedAt && vietnameseTime(receivedAt).moment],
    ['Ngày hẹn trả kết quả', dueAt && vietnameseTime(dueAt).moment],
  ]);
  paper.y += 4;
  paper.flow('P', REFUSED[slip.refused], VALUE);
  paper.y += 3;
  for (const paragraph of slip.reason.split('\n')) paper.flow('P', paragraph, { ...VALUE, face: 'bold', lineGap: 1 });
  paper.y += 4;
  if (slip.components.length > 0) paper.flow('P', 'Giấy tờ trả lại người nộp hồ sơ:', VALUE);
  writeComponents(paper, slip.components);
  writeSignatures(
    paper,
    [
      ['Người nộp hồ sơ', (submitter ?? applicant).name],
      [slip.refused === 'receipt' ? 'Người tiếp nhận hồ sơ' : 'Người trả hồ sơ', slip.officerName],
    ],
    { above: [['Nhận lại giấy tờ tại', slip.returnPlace]], notes: form.notes },
  );
  return paper.finish();
}
