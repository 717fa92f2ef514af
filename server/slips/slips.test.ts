import { describe, expect, test } from '@jest/globals';
import {
  aControlSlip,
  anApologySlip,
  aReceiptSlip,
  aRefusalSlip,
  aRegisterRow,
  aRegisterSheet,
  aStopSlip,
  aSupplementSlip,
} from '../../test/support/builders/a-slip.ts';
import { figureOf, pageCountOf, rawOf, textOf } from '../../test/support/read-pdf.ts';
import type { RegisterRow } from '../ports/slips.ts';
import { pdfSlips } from './pdf-slips.ts';

const slips = pdfSlips();
const LONG_NAME = `Hợp tác xã ${'Nghĩa Thịnh '.repeat(16)}`.trim();
const LONG_TEXT = 'Nội dung cần nói rõ cho người nộp hồ sơ. '.repeat(90).trim();
const applicant = { ...aReceiptSlip().applicant, name: LONG_NAME };
const components = Array.from({ length: 40 }, (_, i) => ({ name: `Giấy tờ thứ ${String(i + 1)}`, originals: 1, certified: 0, copies: 1 }));
const leg = (i: number) => ({ ...aControlSlip().legs[i % 3], note: `Dòng ${String(i + 1)}` }) as ReturnType<typeof aControlSlip>['legs'][number];

async function* rows(count: number, changes: Partial<RegisterRow> = {}): AsyncIterable<RegisterRow> {
  await Promise.resolve();
  for (let i = 1; i <= count; i++) yield aRegisterRow(i, changes);
}

/** Each slip as it is usually, and as long as it can get. */
const SLIPS = {
  '01': { usual: () => slips.receipt(aReceiptSlip()), long: () => slips.receipt(aReceiptSlip({ applicant, components })) },
  '02': {
    usual: () => slips.supplement(aSupplementSlip()),
    long: () =>
      slips.supplement(aSupplementSlip({ applicant, reason: LONG_TEXT, items: components.map(({ name }) => ({ name, demand: LONG_TEXT.slice(0, 300) })) })),
  },
  '03': { usual: () => slips.refusal(aRefusalSlip()), long: () => slips.refusal(aRefusalSlip({ applicant, reason: LONG_TEXT, components })) },
  '04': { usual: () => slips.apology(anApologySlip()), long: () => slips.apology(anApologySlip({ applicant, reason: LONG_TEXT })) },
  '05': { usual: () => slips.stop(aStopSlip()), long: () => slips.stop(aStopSlip({ applicant, reason: LONG_TEXT, components })) },
  '06': {
    usual: () => slips.control(aControlSlip()),
    long: () => slips.control(aControlSlip({ applicant, legs: Array.from({ length: 40 }, (_, i) => leg(i)) })),
  },
  '07': { usual: () => slips.register(aRegisterSheet(), rows(1)), long: () => slips.register(aRegisterSheet(), rows(40, { applicantName: LONG_NAME })) },
} as const;
const EACH = Object.entries(SLIPS);

/** Laying out takes its time: tests that only read share one print. */
const prints = new Map<() => Promise<Uint8Array>, Promise<Uint8Array>>();
function once(print: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const printed = prints.get(print) ?? print();
  prints.set(print, printed);
  return printed;
}

const GOLDEN: Readonly<Record<string, readonly string[]>> = {
  '02': [
    'Mẫu số 02',
    'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'An Phú, ngày 26 tháng 11 năm 2026',
    'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
    'Mã hồ sơ: H99.21-261123-0001',
    'Cấp giấy phép xây dựng nhà ở riêng lẻ',
    'Nguyễn Thị Thu Hà',
    '15/2 đường Lý Thường Kiệt',
    '0900001018',
    'Bản vẽ mặt bằng, mặt cắt móng',
    'Bổ sung cao độ đáy móng so với nền nhà liền kề',
    'Ký tên chủ hộ số 15/4',
    'Lý do:',
    'Bản vẽ móng chưa thể hiện ảnh hưởng đến nhà liền kề',
    'Hạn bổ sung hồ sơ',
    '09 giờ 30 phút\nthứ Hai, ngày 30 tháng 11 năm 2026',
    '30/11/2026 Ngày làm việc thứ 2',
    'tính lại từ đầu',
    'Nộp bổ sung tại:',
    'NGƯỜI NHẬN PHIẾU',
    'NGƯỜI HƯỚNG DẪN',
    'Ngô Gia Huy',
    'Trang 1/1',
  ],
  '03': [
    'Mẫu số 03',
    'An Phú, ngày 02 tháng 12 năm 2026',
    'PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ',
    'H99.21-261123-0001',
    'Nguyễn Thị Thu Hà',
    '10 giờ 05 phút, ngày 23 tháng 11 năm 2026',
    'không giải quyết hồ sơ nêu trên',
    'hành lang bảo vệ bờ sông',
    'Giấy tờ về quyền sử dụng đất\n–\n3\n–',
    'Nhận lại giấy tờ tại:',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TRẢ HỒ SƠ',
    'Trang 1/1',
  ],
  '04': [
    'Mẫu số 04',
    'ỦY BAN NHÂN DÂN PHƯỜNG AN PHÚ',
    'Số: 12/PXL',
    'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN',
    'Kính gửi:',
    'Nguyễn Thị Thu Hà',
    'Mã hồ sơ: H99.21-261123-0001',
    'hẹn trả kết quả lúc 10 giờ 05 phút, ngày 03 tháng 12',
    'Sở Xây dựng tỉnh Bình An; Công ty Điện lực Bình An',
    'hành lang an toàn lưới điện',
    'chân thành xin lỗi',
    'thứ Ba, ngày 08 tháng 12 năm 2026',
    'Nơi nhận:',
    'CHỦ TỊCH',
    'Trần Minh Khoa',
    'Trang 1/1',
  ],
  '05': [
    'Mẫu số 05',
    'Số: 07/TB-UBND',
    'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
    'H99.21-261123-0001',
    'Nguyễn Thị Thu Hà',
    'thông báo dừng giải quyết hồ sơ nêu trên kể từ 11 giờ',
    'Chủ hồ sơ đã chuyển nhượng thửa đất',
    'Điều 54 Nghị định số 217/2026/NĐ-CP',
    'Kiểm tra thực địa',
    'Lệ phí cấp giấy phép xây dựng 75.000 đồng',
    'hoàn trả theo quy định',
    'Giấy tờ về quyền sử dụng đất',
    'Nhận lại giấy tờ tại:',
    'CHỦ TỊCH',
    'Trần Minh Khoa',
    'Trang 1/1',
  ],
  '06': [
    'Mẫu số 06',
    'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
    'H99.21-261123-0001',
    'Nguyễn Thị Thu Hà',
    '10 giờ 05 phút, ngày 03 tháng 12 năm 2026',
    'Sở Xây dựng tỉnh Bình An; Công ty Điện lực Bình An',
    '1. Người nộp hồ sơ\n2. UBND phường An Phú (bộ phận một cửa)',
    '10:05 23/11/2026\nTrần Thị Bích Ngọc\n–',
    '14:00 23/11/2026\nNgô Gia Huy\nĐúng hạn\nKiểm tra thực địa',
    'Chưa nhận\nQuá hạn\nLấy ý kiến',
    'Trang 1/1',
  ],
  '07': [
    'Mẫu số 07',
    'SỔ THEO DÕI HỒ SƠ',
    'Năm 2026',
    'H99.21-261123-0001',
    'Nguyễn Thị Thu Hà',
    '0900001018',
    '23/11/2026\n10:05',
    '03/12/2026\n10:05',
    '02/12/2026\n16:00',
    'Tại quầy',
    '03/12/2026\n09:00',
    'Trang 1/1',
  ],
};

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe.each(EACH)('slip %s', (number, { usual, long }) => {
  test('says what its form asks for, in the order of the form', async () => {
    const text = onOneLine(textOf(await once(usual)));
    let from = 0;
    for (const words of GOLDEN[number] ?? []) {
      const at = text.indexOf(onOneLine(words), from);
      expect([words, at >= from]).toEqual([words, true]);
      from = at;
    }
  });

  test('prints the same bytes from the same data', async () => {
    expect(Buffer.compare(await once(usual), await usual())).toBe(0);
    expect(Buffer.compare(await once(long), await long())).toBe(0);
  });

  test('carries its fonts, its language and its title', async () => {
    const raw = rawOf(await once(usual));
    expect(raw).not.toMatch(/\/BaseFont \/(?![A-Z]{6}\+BeVietnamPro-)/);
    expect(raw).toMatch(/\/FontFile2/);
    expect(raw).toMatch(/\/Lang \(vi\)/);
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('/Marked true');
  });

  test('holds its text however long names, tables and reasons are', async () => {
    const pdf = await once(long);
    const text = textOf(pdf);
    expect(pageCountOf(pdf)).toBeGreaterThan(1);
    expect(text).toContain(`Trang ${String(pageCountOf(pdf))}/${String(pageCountOf(pdf))}`);
    expect(text.match(/Nghĩa/g)?.length ?? 0).toBeGreaterThanOrEqual(16);
    expect(text).not.toContain('\uFFFD');
  });
});

test('nothing of forty rows, and nothing of a long reason, is lost', async () => {
  const text = textOf(await once(SLIPS['02'].long));
  for (const { name } of components) expect(text).toContain(name);
  expect(
    textOf(await once(SLIPS['03'].long))
      .replaceAll('\n', ' ')
      .match(/Nội dung cần nói rõ/g),
  ).toHaveLength(90);
  expect(textOf(await once(SLIPS['06'].long))).toContain('Dòng 40');
  expect(textOf(await once(SLIPS['07'].long))).toContain('H99.21-261123-0040');
});

test('a word longer than a line, and a cell longer than a page, are broken', async () => {
  // when
  const pdf = await slips.supplement(aSupplementSlip({ items: [{ name: 'z'.repeat(300), demand: 'y'.repeat(4_000) }] }));

  // then
  const text = textOf(pdf).replaceAll('\n', '');
  expect(text.match(/z/g)).toHaveLength(300);
  expect(text.match(/y/g)?.length).toBeGreaterThanOrEqual(4_000);
});

test.each([9, 10, 11, 12, 13, 14])('with %i papers no page holds signatures alone', async (count) => {
  const text = textOf(await slips.receipt(aReceiptSlip({ components: components.slice(0, count), dueLines: [] })));

  const lastPage = text.split(/Trang \d+\/\d+/).find((page) => page.includes('NGƯỜI NỘP HỒ SƠ')) ?? '';
  expect(lastPage).toContain('Đăng ký nhận kết quả tại:');
});

test('a dossier without a code has a slip without codes', async () => {
  // given
  const { code: _code, receivedAt: _receivedAt, dueAt: _dueAt, ...slip } = aRefusalSlip({ refused: 'receipt' });

  // when
  const pdf = await slips.refusal(slip);

  // then
  expect(figureOf(pdf, 0)).toEqual([]);
  expect(textOf(pdf)).not.toContain('Mã hồ sơ');
  expect(textOf(pdf)).toContain('không tiếp nhận hồ sơ nêu trên');
  expect(textOf(pdf)).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ');
});

test('who signs for somebody else says so', async () => {
  const signer = { name: 'Lê Thị Mai', title: 'Phó Chủ tịch', capacity: 'KT. Chủ tịch' };

  expect(textOf(await slips.stop(aStopSlip({ signer })))).toContain('KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH');
});

test('a notice of stopping after a withdrawal says whose wish it was, and that nothing had been paid', async () => {
  const text = textOf(await slips.stop(aStopSlip({ cause: 'withdrawn', paid: [] })));

  expect(onOneLine(text)).toContain('theo yêu cầu rút hồ sơ của người nộp');
  expect(text).toContain('Không\n');
  expect(text).not.toContain('hoàn trả');
});

describe('what the law says about a form is data', () => {
  test('and a release may have a form of its own', async () => {
    const form = { number: 'Mẫu CT06', title: 'Phiếu hướng dẫn bổ sung', basis: 'Theo Thông tư số 66/2023/TT-BCA', notes: ['Nộp đủ trong một lần.'] };
    const text = textOf(await slips.supplement(aSupplementSlip({ form })));

    for (const words of ['Mẫu CT06', 'PHIẾU HƯỚNG DẪN BỔ SUNG', 'Theo Thông tư số 66/2023/TT-BCA', 'Nộp đủ trong một lần.']) expect(text).toContain(words);
    expect(text).not.toContain('Mẫu số 02');
  });

  test('of which one word may differ from the form set in force', async () => {
    const text = textOf(await slips.refusal(aRefusalSlip({ form: { number: 'Mẫu số 09' } })));

    expect(text).toContain('Mẫu số 09');
    expect(text).toContain('Thông tư số 03/2025/TT-VPCP');
  });
});
