import { expect, test } from '@jest/globals';
import { create } from 'qrcode';
import { aReceiptSlip } from '../../test/support/builders/a-slip.ts';
import { figureOf, rawOf, textOf } from '../../test/support/read-pdf.ts';
import type { ReceiptSlip } from '../ports/slips.ts';
import { barCode } from './bar-code.ts';
import { pdfSlips } from './pdf-slips.ts';
import { qrCode } from './qr.ts';

const slips = pdfSlips();

const aLongSlip = (): ReceiptSlip =>
  aReceiptSlip({
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
  const text = textOf(await slips.receipt(aReceiptSlip({ register: { book: '02/2026', number: '118' } })));

  // then
  for (const words of [
    'Mẫu số 01',
    'Thông tư số 03/2025/TT-VPCP',
    'ỦY BAN NHÂN DÂN PHƯỜNG AN PHÚ',
    'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
    'An Phú, ngày 23 tháng 11 năm 2026',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    'H99.21-261123-0001',
    '1.013225',
    'Nguyễn Thị Thu Hà',
    '099*******18',
    '15/2 đường Lý Thường Kiệt, khu phố 4, phường An Phú',
    'Giấy tờ về quyền sử dụng đất',
    '1 bộ',
    '7 ngày làm việc',
    'Lệ phí cấp giấy phép xây dựng 75.000 đồng',
    'quyển số 02/2026, số thứ tự 118',
    '25/11: Ngày làm việc thứ 1',
    'Bộ phận một cửa, UBND phường An Phú · Tại quầy',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    'Trần Thị Bích Ngọc',
    'Trang 1/1',
  ])
    expect(text).toContain(words);
});

test('times are printed with hour and weekday on the clocks of Việt Nam', async () => {
  const text = textOf(await slips.receipt(aReceiptSlip({ dueAt: '2027-01-04T01:30:00Z' })));

  expect(text).toContain('10 giờ 05 phút\nthứ Hai, ngày 23 tháng 11 năm 2026');
  expect(text).toContain('08 giờ 30 phút\nthứ Hai, ngày 04 tháng 01 năm 2027');
});

test('the three counts of a component stand in its row', async () => {
  const text = textOf(await slips.receipt(aReceiptSlip()));

  expect(text).toContain('Đơn đề nghị cấp giấy phép xây dựng\n1\n–\n–');
  expect(text).toContain('Giấy tờ về quyền sử dụng đất\n–\n3\n–');
});

test('the submitter signs when it is not the owner', async () => {
  const text = textOf(await slips.receipt(aReceiptSlip({ submitter: { name: 'Lê Văn Út', idNumber: '079*******13' } })));

  expect(text).toContain('Lê Văn Út (số giấy tờ 079*******13)');
  expect(text.match(/Lê Văn Út\n/g)).toHaveLength(1);
});

test('a unit named on a line of its own takes the place of the general one', async () => {
  const text = textOf(await slips.receipt(aReceiptSlip({ agencyName: 'Trung tâm PVHCC tỉnh Bình An\nChi nhánh An Phú' })));

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
    await slips.receipt(aReceiptSlip({ dueLines: Array.from({ length: 120 }, (_, i) => `Dòng ${String(i + 1)}: Ngày làm việc thứ ${String(i + 1)}`) })),
  );

  expect(text).toContain('Dòng 120:');
  expect(text).toContain('Trang 2/2');
});

test('letters in decomposed form print the very same slip', async () => {
  const composed = await slips.receipt(aReceiptSlip());
  const decomposed = await slips.receipt(JSON.parse(JSON.stringify(aReceiptSlip()).normalize('NFD')) as ReceiptSlip);

  expect(Buffer.compare(decomposed, composed)).toBe(0);
});

test('the same data print the same bytes; other data do not', async () => {
  const [first, second, other] = await Promise.all([slips.receipt(aLongSlip()), slips.receipt(aLongSlip()), slips.receipt(aReceiptSlip())]);

  expect(Buffer.compare(first, second)).toBe(0);
  expect(Buffer.compare(first, other)).not.toBe(0);
});

test('the file is tagged, Vietnamese, titled, and carries its fonts', async () => {
  const raw = rawOf(await slips.receipt(aReceiptSlip()));

  expect(raw).toMatch(/\/MarkInfo|\/Marked true/);
  expect(raw).toMatch(/\/Lang \(vi\)/);
  expect(raw).toContain('/DisplayDocTitle true');
  expect(raw).not.toMatch(/\/BaseFont \/(?![A-Z]{6}\+BeVietnamPro-)/);
  for (const face of ['Regular', 'Bold', 'Italic']) expect(raw).toMatch(new RegExp(`/BaseFont /[A-Z]{6}\\+BeVietnamPro-${face}`));
  for (const tag of ['Document', 'H1', 'Table', 'TH', 'TD', 'Figure']) expect(raw).toContain(`/S /${tag}\n`);
});

test('the bar code holds the dossier code and nothing else', async () => {
  // given
  const { code } = aReceiptSlip();
  const { width, bars } = barCode(code);

  // when
  const drawn = figureOf(await slips.receipt(aReceiptSlip()), 0);

  // then
  const [first = [], last = []] = [drawn[0], drawn.at(-1)];
  const module = ((last[0] ?? 0) + (last[2] ?? 0) - (first[0] ?? 0)) / width;
  expect(drawn.map(([x = 0, , wide = 0]) => [Math.round((x - (first[0] ?? 0)) / module), Math.round(wide / module)])).toEqual(
    bars.map(({ x, width: wide }) => [x, wide]),
  );
  // 11 modules each for start, 6 changes and characters, check sign; 13 for stop: see the symbol's standard
  expect((width - 13) % 11).toBe(0);
});

test('the QR code holds the dossier code and nothing else', async () => {
  // given
  const { code } = aReceiptSlip();
  const { size, runs } = qrCode(code);

  // when
  const drawn = figureOf(await slips.receipt(aReceiptSlip()), 1);

  // then: the drawing is that matrix, run by run, and the matrix stands for the code alone
  const module = 50 / size;
  const [left = 0, top = 0] = drawn[0] ?? [];
  const places = drawn.map(([x = 0, y = 0, width = 0]) => [x - left, y - top, width].map((points) => Math.round(points / module)));
  expect(places).toEqual(runs.map(({ x, y, length }) => [x, y, length]));
  expect(
    create(code, { errorCorrectionLevel: 'M' })
      .segments.map(({ data }) => data)
      .join(''),
  ).toBe(code);
});
