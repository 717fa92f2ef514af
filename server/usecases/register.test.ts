import { describe, expect, test } from '@jest/globals';
import { aDossier, after, aStep, received } from '../../test/support/builders/a-dossier.ts';
import { elementOf, Story } from '../../test/support/builders/a-fact.ts';
import { anActor, anOfficer, aStranger, OTHER_WARD } from '../../test/support/builders/people.ts';
import { fakePorts, type FakePorts } from '../../test/support/fakes/fake-ports.ts';
import { parseCsv } from '../../domain/calendar/csv.ts';
import { localMinute, momentText } from '../../domain/calendar/vietnam-time.ts';
import { observe } from '../../domain/dossier/observe.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { dossierIdFrom } from '../../domain/ids.ts';
import type { Officer } from '../../domain/policy.ts';
import { readRegister } from './register.ts';

const WARD_CODE = 'H99.21';
const code = (day: string, number: number, agency = WARD_CODE): string => `${agency}-${day}-${String(number).padStart(4, '0')}`;
const aReceived = (of: string): DossierRecord => after(aDossier({ id: dossierIdFrom(of) }), [received(of)]);
const returned = (record: DossierRecord): DossierRecord =>
  after(record, [
    {
      kind: 'result-returned',
      at: '2026-11-25T03:00:00.000Z',
      step: aStep('return-result', '790'),
      data: { channel: 'post', effect: 'return', returned: {} },
    },
  ]);

const read = (
  ports: FakePorts,
  {
    by = anOfficer(),
    format = 'csv',
    agency = 'an-phu-ward',
    year = 2026,
    month,
  }: { readonly by?: Officer; readonly format?: 'csv' | 'pdf'; readonly agency?: string; readonly year?: number; readonly month?: number } = {},
): ReturnType<typeof readRegister> => readRegister(ports, by, { agency, year, format, month });
const linesOf = async (work: ReturnType<typeof readRegister>): Promise<readonly (readonly string[])[]> =>
  parseCsv(new TextDecoder('utf-8', { ignoreBOM: true }).decode((await work).content)).rows.map(({ cells }) => cells);

describe('the register of an agency and year', () => {
  const dossiers = [
    aReceived(code('261123', 2)),
    aReceived(code('261120', 1)),
    returned(aReceived(code('261123', 1))),
    aReceived(code('251231', 7)),
    aReceived(code('261125', 1, 'H99.22')),
    aDossier(),
  ];

  test('numbers what was received there in the order of receipt, without gaps', async () => {
    const [head, ...rows] = await linesOf(read(fakePorts({ dossiers })));
    expect(head?.slice(0, 2)).toEqual(['TT', 'Mã hồ sơ']);
    expect(rows.map(([number, which]) => [number, which])).toEqual([
      ['1', code('261120', 1)],
      ['2', code('261123', 1)],
      ['3', code('261123', 2)],
    ]);
  });

  test('says of each dossier what the form asks for', async () => {
    const rows = await linesOf(read(fakePorts({ dossiers })));
    expect(rows[2]?.slice(2)).toEqual([
      'Cấp bản sao trích lục hộ tịch',
      '1',
      'Lê Thị Thu Hằng',
      '0900000111',
      'Ủy ban nhân dân phường An Phú',
      momentText(localMinute(received().at)),
      '26/11/2026 10:00',
      '',
      'Bưu chính',
      '25/11/2026 10:00',
      '',
    ]);
  });

  test('says how a dossier ended that was not granted, and what was promised anew', async () => {
    const at = '2026-11-25T03:00:00.000Z';
    const entries = {
      stopped: { kind: 'dossier-stopped', at, actor: anActor(anOfficer({ roles: ['APPROVER'] })), data: { reason: {}, legalBasis: 'Điều 20', paid: 0 } },
      late: {
        kind: 'apology-issued',
        at,
        step: aStep('issue-apology', '791'),
        data: { newDueAt: '2026-12-01T10:00:00+07:00', number: '1/PXL', by: '', effect: 'issue', returned: {} },
      },
    } as const;
    const withdrawn = observe(aReceived(code('261123', 3)), new Story({ from: 900 }).enter('withdrawn', '9001', 'END_EVENT').end().facts, elementOf);
    const ports = fakePorts({ dossiers: [...Object.values(entries).map((entry, i) => after(aReceived(code('261123', i + 1)), [entry])), withdrawn] });
    const notes = (await linesOf(read(ports))).map((cells) => cells.at(-1));
    expect(notes).toEqual(['Ghi chú', 'Dừng giải quyết', 'Đã xin lỗi, hẹn lại 01/12/2026', 'Rút hồ sơ']);
  });

  test('of one month keeps the numbers of the year', async () => {
    const ports = fakePorts({ dossiers: [aReceived(code('260105', 1)), ...dossiers] });
    expect((await linesOf(read(ports, { month: 11 }))).map(([number]) => number)).toEqual(['TT', '2', '3', '4']);
    expect(await linesOf(read(ports, { month: 2 }))).toHaveLength(1);
  });

  test('goes on over many pages', async () => {
    const many = Array.from({ length: 120 }, (_, i) => aReceived(code('261123', i + 1)));
    const rows = await linesOf(read(fakePorts({ dossiers: many })));
    expect(rows.slice(1).map(([number, which]) => [number, which])).toEqual(many.map((_, i) => [String(i + 1), code('261123', i + 1)]));
  });

  test('is named after agency and year, as CSV and as PDF', async () => {
    const ports = fakePorts({ dossiers });
    expect(await read(ports, { month: 1 })).toMatchObject({ name: 'So-theo-doi-H99.21-2026-01.csv', mediaType: 'text/csv; charset=utf-8' });
    const { content, ...pdf } = await read(ports, { format: 'pdf' });
    expect(pdf).toEqual({ name: 'So-theo-doi-H99.21-2026.pdf', mediaType: 'application/pdf' });
    expect(new TextDecoder().decode(content)).toBe(
      ['register H99.21 2026', `1 ${code('261120', 1)}`, `2 ${code('261123', 1)}`, `3 ${code('261123', 2)}`].join('\n'),
    );
  });
});

describe('who may read it', () => {
  test.each<[string, Officer]>([
    ['the desk of the agency', anOfficer()],
    ['its director', anOfficer({ roles: ['CENTER_DIRECTOR'] })],
    ['its auditor', anOfficer({ roles: ['AUDITOR'] })],
  ])('%s', async (_who, by) => {
    expect(await linesOf(read(fakePorts(), { by }))).toHaveLength(1);
  });

  test.each<[string, Officer]>([
    ['a case officer', anOfficer({ roles: ['CASE_OFFICER'] })],
    ['an administrator', anOfficer({ roles: ['SYSTEM_ADMIN'] })],
    ['the desk of another agency', aStranger()],
    ['an auditor of another agency', anOfficer({ agency: OTHER_WARD, roles: ['AUDITOR'] })],
  ])('not %s', async (_who, by) => {
    await expect(read(fakePorts(), { by })).rejects.toMatchObject({ code: 'action-not-allowed' });
  });
});
