import type { ControlLeg, ControlSlip, Punctual } from '../ports/slips.ts';
import { peopleFields, writeFields } from './fields.ts';
import { openForm, writeDossier } from './letterhead.ts';
import { writeTable } from './table.ts';
import { vietnameseTime } from './vietnamese-time.ts';

const RESULTS: Readonly<Record<Punctual, string>> = { early: 'Trước hạn', 'on-time': 'Đúng hạn', late: 'Quá hạn' };

/** 06: who gave the dossier to whom, when, and whether in time. */
export function writeControlSlip(slip: ControlSlip): Promise<Uint8Array> {
  const { code, legs } = slip;
  const { paper, form } = openForm({ number: '06', format: 'A4', issuer: slip, at: slip.asOf, code, fromDesk: true, said: slip.form });
  writeDossier(paper, slip);
  writeFields(paper, [
    ...peopleFields(slip, 'Kèm theo hồ sơ của').slice(0, 1),
    ['Thời gian nhận hồ sơ', vietnameseTime(slip.receivedAt).moment],
    ['Thời gian hẹn trả kết quả', vietnameseTime(slip.dueAt).moment],
    ['Cơ quan giải quyết hồ sơ', slip.competentAgency],
    ['Cơ quan phối hợp', slip.consultedAgencies.join('; ')],
    ['Ghi nhận đến', vietnameseTime(slip.asOf).moment],
  ]);
  paper.y += 4;
  writeTable(
    paper,
    [
      { title: 'TT', width: 24, align: 'center' },
      { title: 'Tên cơ quan\n1. Giao   2. Nhận', width: { share: 5 } },
      { title: 'Bên giao', width: 98 },
      { title: 'Bên nhận', width: 98 },
      { title: 'Kết quả của bên giao', width: 58, align: 'center' },
      { title: 'Ghi chú', width: { share: 2 } },
    ],
    legs.map((leg, i) => [
      String(i + 1),
      `1. ${leg.from}\n2. ${leg.to}`,
      hand(leg.givenAt, leg.givenBy),
      leg.takenAt === undefined ? 'Chưa nhận' : hand(leg.takenAt, leg.takenBy),
      resultText(leg),
      leg.note ?? '',
    ]),
    8.2,
  );
  for (const note of form.notes) paper.flow('P', note, { size: 7.5, face: 'italic' });
  return paper.finish();
}

const hand = (at: string, name: string | undefined): string => {
  const { shortClock, shortDate } = vietnameseTime(at);
  return [`${shortClock} ${shortDate}`, name].filter((part) => part !== undefined).join('\n');
};

const resultText = ({ result }: ControlLeg): string => (result === undefined ? '–' : RESULTS[result]);
