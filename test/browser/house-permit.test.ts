import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scenarioNamed } from '../faults/play-through.ts';
import type { Submission } from '../../contract/endpoints/dossiers.ts';
import { accessibilityFaults } from './browser.ts';
import { Office, PATIENCE_MS } from './desk.ts';
import { fillForm } from './fill-form.ts';

const COUNTER = 'ngoc.motcua';
const PROCEDURE = 'house-permit';
const EXAMPLE = scenarioNamed('supplement-answered');
/** Whoever comes to the counter is received there and then, so the first step of the online example falls away. */
const STEPS = EXAMPLE.script.filter((line) => !('step' in line) || line.step !== 'receive');

let office: Office;
let code = '';

beforeAll(async () => {
  office = await Office.open();
}, 240_000);

afterAll(async () => {
  await office.close();
}, 60_000);

/** The applicant's dossier on the counter's screen, everything filled in and nothing sent. */
async function atTheCounter({ name, idNumber }: Pick<Submission['applicant'], 'name' | 'idNumber'>): Promise<Awaited<ReturnType<Office['officer']>>> {
  const page = await office.officer(COUNTER);
  await page.goto('/tiep-nhan');
  const fresh = page.getByRole('button', { name: 'Bắt đầu hồ sơ mới' });
  await fresh.click();
  await page.getByRole('combobox', { name: 'Thủ tục' }).click();
  await page.getByRole('option', { name: /1\.013225/ }).click();
  await page.getByLabel('Số giấy tờ').fill(idNumber);
  await page.getByLabel('Họ và tên').fill(name);
  await fillForm(page, `workflows/${PROCEDURE}/intake.form`, EXAMPLE.submission.form);
  await page.getByRole('button', { name: 'Nhận đủ bản bắt buộc' }).click();
  return page;
}

async function receive(applicant: Parameters<typeof atTheCounter>[0]): Promise<string> {
  const page = await atTheCounter(applicant);
  await page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn' }).click();
  await page.getByRole('link', { name: 'Mở giấy hẹn (Mẫu 01)' }).waitFor({ timeout: PATIENCE_MS });
  return ((await page.getByTestId('dossier-code').textContent()) ?? '').trim();
}

test('the counter receives a house permit, and its due date unfolds into its arithmetic', async () => {
  // when
  code = await receive(EXAMPLE.submission.applicant);

  // then
  const page = await office.officer(COUNTER);
  await page.goto(`/ho-so/${code}`);
  const clock = page.getByRole('region', { name: 'Hạn trả kết quả' });
  await clock.getByText('Đúng hạn').waitFor();
  await clock.getByRole('img', { name: /^Thước ngày: nhận/ }).waitFor();
  await clock.getByRole('button', { name: 'Xem phép tính từng ngày' }).click();
  const lines = clock.getByRole('list', { name: 'Phép tính từng ngày' });
  await lines.getByText('Ngày nhận hồ sơ: không tính').waitFor();
  expect(await lines.getByText(/^Ngày làm việc thứ \d$/).count()).toBe(7);
  expect(await accessibilityFaults(page)).toEqual([]);
}, 180_000);

test('officers of four agencies take it to the supplement request, which stops the clock', async () => {
  // when
  const until = STEPS.findIndex((line) => 'answerSupplement' in line);
  for (const line of STEPS.slice(0, until)) if ('step' in line) await office.decide(PROCEDURE, code, line);

  // then
  const page = await office.officer(COUNTER);
  await page.goto('/viec?hang-doi=bo-sung');
  await page.getByRole('cell', { name: /^Tạm dừng từ/ }).waitFor({ timeout: PATIENCE_MS });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: code }).click();
  const clock = page.getByRole('region', { name: 'Hạn trả kết quả' });
  await clock.getByText(/^Dừng tính từ/).waitFor();
  await clock.getByText('Hạn trả dự kiến').waitFor();
}, 300_000);

test('the counter records what the applicant brought, and the clock runs again', async () => {
  // given
  const page = await office.officer(COUNTER);

  // when
  await page.getByRole('button', { name: 'Ghi nhận bổ sung' }).click();
  await page.getByRole('textbox', { name: 'Chính của Bản vẽ mặt bằng, mặt cắt móng' }).fill('2');
  await page.getByLabel('Ghi chú').fill('Đã nộp bản vẽ móng chỉnh sửa lần 1');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ghi nhận đã bổ sung' }).click();

  // then
  await page.getByText(/^Người nộp đã bổ sung lúc/).waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('region', { name: 'Hạn trả kết quả' }).getByText('Đúng hạn').waitFor();
}, 120_000);

test('it is decided, signed, numbered, paid and handed over; the dossier tells how long each took and why its date moved', async () => {
  // when
  const from = STEPS.findIndex((line) => 'answerSupplement' in line) + 1;
  for (const line of STEPS.slice(from)) {
    if ('step' in line) await office.decide(PROCEDURE, code, line);
    else if ('payFee' in line) await pay(line.by);
  }

  // then
  const page = await office.officer(COUNTER);
  await page.goto(`/ho-so/${code}`);
  await page.getByText('Đã trả kết quả', { exact: true }).first().waitFor({ timeout: PATIENCE_MS });
  await page
    .getByRole('region', { name: 'Hạn trả kết quả' })
    .getByText(/^(Trước hạn|Xong đúng hạn)$/)
    .waitFor();
  expect(await page.getByRole('button', { name: /^Rút hồ sơ/ }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
}, 400_000);

async function pay(cashier: string): Promise<void> {
  const page = await office.officer(cashier);
  await page.goto(`/ho-so/${code}?muc=phi`);
  await page.getByRole('button', { name: /^Xác nhận đã thu/ }).click({ timeout: PATIENCE_MS });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tiền mặt').check();
  await dialog.getByRole('button', { name: /^Xác nhận đã thu/ }).click();
  await page.getByRole('tabpanel').getByText('Đã nộp', { exact: true }).waitFor();
}

test('a slip is printed again from the dossier, and the print stands in its history', async () => {
  // given
  const page = await office.officer(COUNTER);
  await page.goto(`/ho-so/${code}`);

  // when
  await page.getByRole('button', { name: 'In phiếu' }).click();
  const opening = page.context().waitForEvent('page');
  await page.getByRole('menuitem', { name: /^Tiếp nhận và hẹn trả \(Mẫu 01\)/ }).click();
  const sheet = await opening;

  // then
  await sheet.waitForURL(/\/api\/dossiers\/.*\/documents\/f[0-9a-f]{32}$/);
  await sheet.close();
  await page.goto(`/ho-so/${code}?muc=dien-bien`);
  await page.getByRole('button', { name: 'Sau', exact: true }).waitFor();
  while (await page.getByRole('button', { name: 'Sau', exact: true }).isEnabled()) {
    const before = await page.getByText(/^\d+–\d+ trong \d+ sự kiện$/).textContent();
    await page.getByRole('button', { name: 'Sau', exact: true }).click();
    await page.getByText(before ?? '', { exact: true }).waitFor({ state: 'hidden' });
  }
  await page.getByText('In lại phiếu Mẫu 01').waitFor();
}, 120_000);

test('the applicant withdraws before anything is signed: asked for a reason first, then the dossier has ended', async () => {
  // given
  const another = await receive({ name: 'Đỗ Thị Kim Chi', idNumber: '099190001031' });
  const page = await office.officer(COUNTER);
  await page.goto(`/ho-so/${another}`);

  // when
  await page.getByRole('button', { name: 'Rút hồ sơ…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rút hồ sơ', exact: true }).click();
  await dialog.getByText('Cần ít nhất 10 ký tự.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Người nộp đề nghị rút để nộp lại.' }).click();
  await dialog.getByRole('button', { name: 'Rút hồ sơ', exact: true }).click();

  // then
  await page.getByText('Công dân yêu cầu rút hồ sơ').first().waitFor({ timeout: PATIENCE_MS });
  await page.getByText('Không có việc nào đang mở.').waitFor({ timeout: PATIENCE_MS });
  await page
    .getByRole('region', { name: 'Hạn trả kết quả' })
    .getByText(/^Ngừng tính lúc/)
    .waitFor();
}, 180_000);

test('the counter refuses to receive: a reason, status 3, neither code nor date', async () => {
  // given
  const page = await atTheCounter({ name: 'Hồ Quang Vinh', idNumber: '099090001032' });

  // when
  await page.getByRole('button', { name: 'Từ chối tiếp nhận (Mẫu 03)' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Không thuộc thẩm quyền giải quyết.' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Từ chối tiếp nhận', exact: true }).click();

  // then
  await page.waitForURL(/\/ho-so\/d[0-9a-z]{25}$/);
  await page.getByText('Không được tiếp nhận').first().waitFor();
  await page.getByText('Chưa cấp mã').first().waitFor();
  await page.getByRole('region', { name: 'Hạn trả kết quả' }).getByText('Hồ sơ kết thúc khi chưa được tiếp nhận, nên không có hạn trả.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
}, 120_000);

test('no page complained and none asked another site for anything', () => {
  expect(office.complaints()).toEqual([]);
});
