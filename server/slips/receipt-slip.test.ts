import { expect, test } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { create } from 'qrcode';
import type { ReceiptSlip } from '../ports/slips.ts';
import { qrCode } from './qr.ts';
import { receiptSlips } from './receipt-slip.ts';

const slips = receiptSlips();

const aSlip = (changes: Partial<ReceiptSlip> = {}): ReceiptSlip => ({
  agencyName: 'Ủy ban nhân dân phường An Phú',
  agencyCode: 'H99.21',
  code: 'H99.21-261123-0001',
  procedureCode: '1.013225',
  procedureName: 'Cấp giấy phép xây dựng nhà ở riêng lẻ',
  applicant: { name: 'Nguyễn Thị Thu Hà', idNumber: '099*******18', phone: '0900001018', address: '15/2 đường Lý Thường Kiệt, khu phố 4, phường An Phú' },
  components: [
    { name: 'Đơn đề nghị cấp giấy phép xây dựng', originals: 1, certified: 0, copies: 0 },
    { name: 'Giấy tờ về quyền sử dụng đất', originals: 0, certified: 3, copies: 0 },
  ],
  limit: '7 ngày làm việc',
  receivedAt: '2026-11-23T03:05:00Z',
  dueAt: '2026-12-03T10:05:00+07:00',
  dueLines: ['24/11: Ngày Văn hóa Việt Nam, không tính', '25/11: Ngày làm việc thứ 1'],
  returnPlace: 'Bộ phận một cửa, UBND phường An Phú',
  returnChannel: 'Tại quầy',
  officerName: 'Trần Thị Bích Ngọc',
  ...changes,
});

const aLongSlip = (): ReceiptSlip =>
  aSlip({
    applicant: { name: `Hợp tác xã ${'Nghĩa Thịnh '.repeat(16)}`.trim(), idNumber: '370******1' },
    components: Array.from({ length: 30 }, (_, i) => ({
      name: `Giấy tờ thứ ${String(i + 1)}, ${'kèm thuyết minh tính toán kết cấu '.repeat(3)}`.trim(),
      originals: i,
      certified: 0,
      copies: 1,
    })),
  });

test('the slip says in selectable text what the statutory form asks for', async () => {
  // when
  const text = textOf(await slips.receipt(aSlip()));

  // then
  for (const words of [
    'ỦY BAN NHÂN DÂN PHƯỜNG AN PHÚ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'H99.21-261123-0001',
    '1.013225',
    'Nguyễn Thị Thu Hà',
    '099*******18',
    '15/2 đường Lý Thường Kiệt, khu phố 4, phường An Phú',
    'Giấy tờ về quyền sử dụng đất',
    '7 ngày làm việc',
    '25/11: Ngày làm việc thứ 1',
    'Bộ phận một cửa, UBND phường An Phú · Tại quầy',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    'Trần Thị Bích Ngọc',
    'Trang 1/1',
  ])
    expect(text).toContain(words);
});

test('times are printed with hour and weekday on the clocks of Việt Nam', async () => {
  const text = textOf(await slips.receipt(aSlip({ dueAt: '2027-01-04T01:30:00Z' })));

  expect(text).toContain('10 giờ 05 phút\nthứ Hai, ngày 23 tháng 11 năm 2026');
  expect(text).toContain('08 giờ 30 phút\nthứ Hai, ngày 04 tháng 01 năm 2027');
});

test('the three counts of a component stand in its row', async () => {
  const text = textOf(await slips.receipt(aSlip()));

  expect(text).toContain('Đơn đề nghị cấp giấy phép xây dựng\n1\n–\n–');
  expect(text).toContain('Giấy tờ về quyền sử dụng đất\n–\n3\n–');
});

test('the submitter signs when it is not the owner', async () => {
  const text = textOf(await slips.receipt(aSlip({ submitter: { name: 'Lê Văn Út', idNumber: '079*******13' } })));

  expect(text).toContain('Lê Văn Út (số giấy tờ 079*******13)');
  expect(text.match(/Lê Văn Út\n/g)).toHaveLength(1);
});

test('a unit named on a line of its own takes the place of the general one', async () => {
  const text = textOf(await slips.receipt(aSlip({ agencyName: 'Trung tâm PVHCC tỉnh Bình An\nChi nhánh An Phú' })));

  expect(text).toContain('TRUNG TÂM PVHCC TỈNH BÌNH AN\nCHI NHÁNH AN PHÚ');
  expect(text).not.toContain('BỘ PHẬN TIẾP NHẬN');
});

test('a long name and thirty components flow over pages and nothing is lost', async () => {
  // when
  const text = textOf(await slips.receipt(aLongSlip()));

  // then
  for (let i = 1; i <= 30; i++) expect(text).toContain(`Giấy tờ thứ ${String(i)}, kèm`);
  expect(text.match(/Nghĩa Thịnh/g)).toHaveLength(32);
  expect(text).toContain('Trang 3/3');
  expect(text.match(/^Bản chính$/gm)).toHaveLength(3);
  expect(text).toContain('Trần Thị Bích Ngọc');
});

test('an appointment far away still fits: its many lines flow on', async () => {
  const text = textOf(
    await slips.receipt(aSlip({ dueLines: Array.from({ length: 120 }, (_, i) => `Dòng ${String(i + 1)}: Ngày làm việc thứ ${String(i + 1)}`) })),
  );

  expect(text).toContain('Dòng 120:');
  expect(text).toContain('Trang 2/2');
});

test('letters in decomposed form print the very same slip', async () => {
  const composed = await slips.receipt(aSlip());
  const decomposed = await slips.receipt(JSON.parse(JSON.stringify(aSlip()).normalize('NFD')) as ReceiptSlip);

  expect(Buffer.compare(decomposed, composed)).toBe(0);
});

test('the same data print the same bytes; other data do not', async () => {
  const [first, second, other] = await Promise.all([slips.receipt(aLongSlip()), slips.receipt(aLongSlip()), slips.receipt(aSlip())]);

  expect(Buffer.compare(first, second)).toBe(0);
  expect(Buffer.compare(first, other)).not.toBe(0);
});

test('the file is tagged, Vietnamese, titled, and carries its font', async () => {
  const raw = Buffer.from(await slips.receipt(aSlip())).toString('latin1');

  expect(raw).toMatch(/\/MarkInfo|\/Marked true/);
  expect(raw).toMatch(/\/Lang \(vi\)/);
  expect(raw).toContain('/DisplayDocTitle true');
  expect(raw).toMatch(/\/BaseFont \/[A-Z]{6}\+BeVietnamPro-Regular/);
  for (const tag of ['Document', 'H1', 'Table', 'TH', 'TD', 'Figure']) expect(raw).toContain(`/S /${tag}\n`);
});

test('the QR code holds the dossier code and nothing else', async () => {
  // given
  const { code } = aSlip();
  const { size, runs } = qrCode(code);

  // when
  const figure = /\/Figure <<[\s\S]*?EMC/.exec(contentOf(await slips.receipt(aSlip())))?.[0] ?? '';
  const drawn = [...figure.matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map(([, x, y, width, height]) => [x, y, width, height].map(Number));

  // then: the drawing is that matrix, run by run, and the matrix stands for the code alone
  const module = 54 / size;
  const [left = 0, top = 0] = drawn[0] ?? [];
  const places = drawn.map(([x = 0, y = 0, width = 0]) => [x - left, y - top, width].map((points) => Math.round(points / module)));
  expect(places).toEqual(runs.map(({ x, y, length }) => [x, y, length]));
  expect(
    create(code, { errorCorrectionLevel: 'M' })
      .segments.map(({ data }) => data)
      .join(''),
  ).toBe(code);
});

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

/** What a reader would select: each text of the page content, mapped back to letters by the font's own table. Lines as they were written. */
function textOf(pdf: Uint8Array): string {
  const objects = objectsOf(pdf);
  const letters = new Map<string, readonly string[]>();
  for (const { dictionary } of objects.values()) {
    for (const [, name, font] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font ?? '')?.dictionary ?? '')?.[1];
      if (name !== undefined && table !== undefined) letters.set(name, lettersOf(objects.get(table)?.stream ?? ''));
    }
  }
  const lines: string[] = [];
  for (const [, font, hex] of contentOf(pdf).matchAll(/\/(F\d+) [\d.]+ Tf\n(?:[\d.]+ Tc\n)?\[([^\]]*)\] TJ/g)) {
    const glyphs = [...(hex ?? '').matchAll(/<([0-9a-f]+)>/g)].flatMap(([, run]) => run?.match(/.{4}/g) ?? []);
    lines.push(
      glyphs
        .map((glyph) => letters.get(font ?? '')?.[Number.parseInt(glyph, 16)] ?? '\uFFFD')
        .join('')
        .trimEnd(),
    );
  }
  return lines.join('\n');
}

function lettersOf(table: string): readonly string[] {
  const lists = [...table.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)];
  return lists.flatMap(([, list]) =>
    [...(list ?? '').matchAll(/<([^>]*)>/g)].map(([, codes]) => String.fromCharCode(...(codes ?? '').split(' ').map((code) => Number.parseInt(code, 16)))),
  );
}

const contentOf = (pdf: Uint8Array): string =>
  [...objectsOf(pdf).values()]
    .map(({ stream }) => stream)
    .filter((stream) => stream.includes(' Tf\n'))
    .join('\n');

function objectsOf(pdf: Uint8Array): ReadonlyMap<string, PdfObject> {
  const raw = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const [, number = '', dictionary = '', packed] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)(?:\nstream\n([\s\S]*?)\nendstream)?\nendobj/g)) {
    const stream = packed === undefined ? '' : dictionary.includes('FlateDecode') ? inflateSync(Buffer.from(packed, 'latin1')).toString('latin1') : packed;
    objects.set(number, { dictionary, stream });
  }
  return objects;
}
