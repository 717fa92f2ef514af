import type { SupplementSlip } from '../ports/slips.ts';
import { peopleFields, VALUE, writeArithmetic, writeFields, writeMoment } from './fields.ts';
import { openForm, writeDossier } from './letterhead.ts';
import { writeSignatures } from './signatures.ts';
import { writeTable } from './table.ts';

/** 02: request for supplement, everything in one notice. */
export function writeSupplementSlip(slip: SupplementSlip): Promise<Uint8Array> {
  const { applicant, submitter, items } = slip;
  const { paper, form } = openForm({ number: '02', format: 'A5', issuer: slip, at: slip.requestedAt, code: slip.code, fromDesk: true, said: slip.form });
  writeDossier(paper, slip);
  writeFields(paper, peopleFields(slip, 'Hồ sơ của'));
  paper.y += 3;
  paper.flow('P', 'Đề nghị bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:', VALUE);
  paper.y += 3;
  if (items.length > 0)
    writeTable(
      paper,
      [
        { title: 'TT', width: 22, align: 'center' },
        { title: 'Giấy tờ, nội dung', width: { share: 2 } },
        { title: 'Yêu cầu bổ sung, hoàn thiện', width: { share: 3 } },
      ],
      items.map(({ name, demand }, i) => [String(i + 1), name, demand]),
    );
  writeFields(paper, [
    ['Lý do', slip.reason],
    ['Căn cứ', slip.legalBasis],
  ]);
  paper.y += 3;
  writeMoment(paper, 'Hạn bổ sung hồ sơ', slip.dueAt);
  writeArithmetic(paper, slip.dueLines, 'Cách tính hạn bổ sung');
  writeSignatures(
    paper,
    [
      ['Người nhận phiếu', (submitter ?? applicant).name],
      ['Người hướng dẫn', slip.officerName],
    ],
    {
      above: [
        ['Thời hạn giải quyết', slip.effect],
        ['Nộp bổ sung tại', slip.bringTo],
        ['Người hướng dẫn', [slip.officerName, slip.contact].filter((part) => part !== undefined).join(' · ')],
      ],
      notes: form.notes,
    },
  );
  return paper.finish();
}
