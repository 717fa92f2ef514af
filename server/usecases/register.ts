import type { z } from 'zod';
import type { RegisterQuery } from '../../contract/endpoints/slips.ts';
import type { StatusAxes } from '../../contract/vocabulary.ts';
import { writeCsv } from '../../domain/calendar/csv.ts';
import { instantText, localMinute, momentText, vietnameseDateText } from '../../domain/calendar/vietnam-time.ts';
import { axesOf } from '../../domain/dossier/axes.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { ActionNotAllowed, Refusal } from '../../domain/errors.ts';
import { findCapacity, type Officer } from '../../domain/policy.ts';
import { releaseId } from '../../domain/release.ts';
import type { Agency, Ports } from '../ports/index.ts';
import type { DossierListRow } from '../ports/read-models.ts';
import type { RegisterRow } from '../ports/slips.ts';
import { plainText } from './slips/slip-of.ts';

export type RegisterPorts = Pick<Ports, 'readModels' | 'dossiers' | 'agencies' | 'releases' | 'slips' | 'clock'>;

/** Small, because printing one is work without a pause. */
const PAGE = 50;
/** As many as a server can lay out without keeping others waiting; the rest by months, or as CSV. */
const PRINTED_ROWS = 5_000;
const CHANNELS = { counter: 'Tại quầy', post: 'Bưu chính', online: 'Trực tuyến' } as const;
/** How dossiers end that are not simply granted. A refusal is a result too. */
const ENDINGS: Partial<Record<StatusAxes['business'], string>> = { withdrawn: 'Rút hồ sơ', stopped: 'Dừng giải quyết', refused: 'Từ chối giải quyết' };

/** Register 07 of an agency and year: everything received there, numbered in the order of receipt. It is full of personal data, so few may read it. */
export async function readRegister(
  ports: RegisterPorts,
  officer: Officer,
  { agency: id, year, month, format }: z.infer<typeof RegisterQuery>,
): Promise<{ readonly name: string; readonly mediaType: string; readonly content: Uint8Array }> {
  const concerned = { receivingAgency: id, competentAgency: '', returnAgency: '', consultedAgencies: [] };
  if (findCapacity(officer, 'read-register', concerned) === undefined)
    throw new ActionNotAllowed('read-register', 'Chỉ người tiếp nhận, lãnh đạo trung tâm và thanh tra của cơ quan được xem sổ theo dõi hồ sơ.');
  const agency = await ports.agencies.get(id);
  const rows = registerRows(ports, agency, year, month);
  const name = ['So-theo-doi', agency.code, String(year), ...(month === undefined ? [] : [String(month).padStart(2, '0')])].join('-');
  if (format === 'csv') return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: new TextEncoder().encode(await csvOf(rows)) };
  const parent = agency.parent === undefined ? {} : { parentName: (await ports.agencies.get(agency.parent)).name.vi };
  const sheet = { ...parent, agencyName: agency.name.vi, agencyCode: agency.code, year, asOf: ports.clock.now() };
  return { name: `${name}.pdf`, mediaType: 'application/pdf', content: await ports.slips.register(sheet, atMost(PRINTED_ROWS, rows)) };
}

async function* atMost(count: number, rows: AsyncIterable<RegisterRow>): AsyncIterable<RegisterRow> {
  let seen = 0;
  for await (const row of rows) {
    if (++seen > count) throw new Refusal('register-too-long', `Sổ có hơn ${String(count)} hồ sơ, quá dài để in một lần. Chọn từng tháng hoặc xuất CSV.`);
    yield row;
  }
}

/** A month is cut out of the year, so that numbers are the same in every print. */
async function* registerRows(ports: RegisterPorts, agency: Agency, year: number, month: number | undefined): AsyncIterable<RegisterRow> {
  const names = namesFrom(ports);
  let number = 0;
  let after: string | undefined;
  let last = false;
  while (!last) {
    const page = await ports.readModels.received({ agency: agency.id, agencyCode: agency.code, year, limit: PAGE, ...(after === undefined ? {} : { after }) });
    const numbered = page.map((row) => ({ row, number: ++number }));
    const wanted = numbered.filter(({ row }) => month === undefined || monthOf(row.code ?? '') === month);
    const records = await Promise.all(wanted.map(({ row }) => ports.dossiers.find(row.id)));
    for (const [i, one] of wanted.entries()) {
      const record = records[i];
      if (record !== undefined) yield await registerRow(one.row, record, one.number, names);
    }
    after = page.at(-1)?.code;
    last = page.length < PAGE;
  }
}

/** The day of receipt stands in the code: `…-YYMMDD-…` */
const monthOf = (code: string): number => Number(/-\d{2}(\d{2})\d{2}-/.exec(code)?.[1]);

async function registerRow(row: DossierListRow, { state, secrets }: DossierRecord, number: number, names: Names): Promise<RegisterRow> {
  const contact = ['address', 'phone'].flatMap((field) => plainText(state.applicant[field], secrets) ?? []);
  const { result } = state;
  const { business } = axesOf(state);
  const resultAt = business === 'withdrawn' || business === 'stopped' ? undefined : row.finishedAt;
  return {
    number,
    code: state.code ?? '',
    procedureName: await names.procedure(state.procedure, state.release),
    sets: 1,
    applicantName: row.applicantName,
    contact: contact.join(', '),
    competentAgency: await names.agency(state.competentAgency),
    receivedAt: state.receivedAt ?? row.submittedAt,
    dueAt: row.dueAt ?? state.dueAt ?? row.submittedAt,
    ...(resultAt === undefined ? {} : { resultAt }),
    returnChannel: CHANNELS[result?.channel ?? state.returnChannel],
    ...(result === undefined ? {} : { returnedAt: result.at }),
    note: noteOf(row, ENDINGS[business], state.clock.apology?.newDueAt),
  };
}

function noteOf({ punctuality }: DossierListRow, ending: string | undefined, newDueAt: string | undefined): string {
  return [
    ...(ending === undefined ? [] : [ending]),
    ...(newDueAt === undefined ? [] : [`Đã xin lỗi, hẹn lại ${vietnameseDateText(instantText(localMinute(newDueAt)))}`]),
    ...(punctuality === 'late' ? ['Quá hạn'] : []),
  ].join('; ');
}

interface Names {
  procedure(id: string, release: number): Promise<string>;
  agency(id: string): Promise<string>;
}

/** A year has many dossiers of few procedures. */
function namesFrom({ releases, agencies }: Pick<Ports, 'releases' | 'agencies'>): Names {
  const kept = new Map<string, Promise<string>>();
  const once = (key: string, find: () => Promise<string>): Promise<string> => {
    const found = kept.get(key) ?? find();
    kept.set(key, found);
    return found;
  };
  return {
    procedure: (id, release) => once(releaseId(id, release), async () => (await releases.find(releaseId(id, release)))?.sheet.name.vi ?? id),
    agency: (id) => once(`agency ${id}`, async () => (await agencies.get(id)).name.vi),
  };
}

const CSV_HEAD = [
  'TT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Số bộ',
  'Tên tổ chức, cá nhân',
  'Địa chỉ, điện thoại',
  'Cơ quan giải quyết',
  'Nhận hồ sơ',
  'Hẹn trả kết quả',
  'Có kết quả',
  'Hình thức nhận',
  'Nhận kết quả',
  'Ghi chú',
] as const;

async function csvOf(rows: AsyncIterable<RegisterRow>): Promise<string> {
  const lines: (readonly string[])[] = [CSV_HEAD];
  const when = (instant: string | undefined): string => (instant === undefined ? '' : momentText(localMinute(instant)));
  for await (const row of rows) {
    lines.push([
      String(row.number),
      row.code,
      row.procedureName,
      String(row.sets),
      row.applicantName,
      row.contact,
      row.competentAgency,
      when(row.receivedAt),
      when(row.dueAt),
      when(row.resultAt),
      row.returnChannel,
      when(row.returnedAt),
      row.note,
    ]);
  }
  return writeCsv(lines);
}
