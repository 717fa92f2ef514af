import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startSystem, type System } from '../support/system.ts';
import { accessibilityFaults, choose, field, isUncovered, openBrowser, signIn, visit, type Visit } from './browser.ts';

let system: System;
let browser: Browser;
const visits: Visit[] = [];
let code = '';

const open = async (options?: Parameters<typeof visit>[2]): Promise<Visit> => {
  const opened = await visit(browser, system.url, options);
  visits.push(opened);
  return opened;
};
const as = async (username: string): Promise<Visit> => {
  const opened = await open();
  await signIn(opened.page, username, system.password);
  return opened;
};

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ env: { PORTAL_DIR: resolve('dist/portal') } }), openBrowser()]);
}, 180_000);

afterAll(async () => {
  await browser.close();
  await system.stop();
});

afterEach(async () => {
  for (const { context } of visits) await context.close();
});

test('a stranger is led to the sign-in, hears why a password is wrong, and comes back to the page they wanted', async () => {
  // given
  const { page } = await open();
  await page.goto('/ho-so?tinh-trang=4');
  await page.waitForURL(/\/dang-nhap\?tiep=/);
  expect(await accessibilityFaults(page)).toEqual([]);

  // when
  await page.getByLabel('Tên đăng nhập').fill('ngoc.motcua');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('khong-dung');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('ngoc.motcua');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(system.password);
  await page.keyboard.press('Enter');

  // then
  await page.waitForURL(/\/ho-so\?tinh-trang=4$/);
  await page.getByRole('heading', { name: 'Hồ sơ', level: 1 }).waitFor();
});

test('an empty inbox says so, in light and dark, and loads neither the diagram nor the form viewer', async () => {
  for (const dark of [false, true]) {
    const { page } = await open({ dark });
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await signIn(page, 'tuan.hotich', system.password);
    await page.getByRole('heading', { name: 'Không còn việc trong hàng đợi này' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(scripts.filter((script) => /diagram-viewer|form-viewer/.test(script))).toEqual([]);
  }
});

test('the counter receives a dossier: what is missing is named, then the code and the slip come', async () => {
  // given
  const { page, outside, complaints } = await as('ngoc.motcua');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.waitForURL(/\/tiep-nhan$/);
  await page.getByRole('combobox', { name: 'Thủ tục' }).click();
  await page.getByRole('option', { name: /2\.000635/ }).click();
  await page.locator('.fjs-form').waitFor();
  expect(await isUncovered(page.locator('.fjs-powered-by-link').first())).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);

  // when: too early
  await page.keyboard.press('Control+Enter');
  await page.getByRole('list', { name: 'Sẵn sàng tiếp nhận' }).getByText('Chưa ghi họ tên').waitFor();
  expect(page.url()).toMatch(/\/tiep-nhan$/);

  // when: complete
  await page.getByLabel('Số giấy tờ').fill('099187000111');
  await page.getByLabel('Họ và tên').fill('Lê Thị Thu Hằng');
  await choose(page, 'event-kind', 'Khai sinh');
  await (await field(page, 'registered-person')).fill('Phạm Gia Bảo');
  await (await field(page, 'registered-place')).fill('Ủy ban nhân dân phường An Phú');
  await choose(page, 'relation', 'Cha');
  await (await field(page, 'copies')).fill('2');
  await page.getByRole('button', { name: 'Nhận đủ bản bắt buộc' }).click();
  await page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn' }).click();

  // then
  await page.waitForURL(/\/tiep-nhan\/d[0-9a-z]{25}$/);
  const slip = page.getByRole('link', { name: 'Mở giấy hẹn (Mẫu 01)' });
  await slip.waitFor({ timeout: 60_000 });
  code = ((await page.getByTestId('dossier-code').textContent()) ?? '').trim();
  expect(code).toMatch(/^H99\.21-\d{6}-\d{4}$/);
  const pdf = await page.request.get((await slip.getAttribute('href')) ?? '');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect([outside, complaints]).toEqual([[], []]);
});

test('a draft survives a closed page', async () => {
  const { page } = await as('duy.motcua');
  await page.goto('/tiep-nhan');
  await page.getByLabel('Họ và tên').fill('Ngô Văn Hải');
  await page.getByText(/Đã lưu nháp/).waitFor();
  await page.reload();
  await page.getByText(/Đã mở lại hồ sơ soạn dở/).waitFor();
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Ngô Văn Hải');
});

test('the case officer finds the dossier, takes it by keyboard, and decides; the last words typed count', async () => {
  // given
  const { page, outside, complaints } = await as('tuan.hotich');
  await page.keyboard.press('/');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: code });
  await link.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('h1').click();
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.getByRole('cell', { name: /Tôi/ }).waitFor();
  await page.keyboard.press('Enter');

  // when
  await page.waitForURL(/\/viec\/\d+$/);
  await page.locator('.fjs-form').waitFor();
  await page.locator('.diagram .mark-current').first().waitFor();
  expect(await isUncovered(page.locator('.fjs-powered-by-link').first())).toBe(true);
  expect(await isUncovered(page.locator('.bjs-powered-by').first())).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Tìm thấy, trình ký', { exact: true }).first().click();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'chưa đúng' }).waitFor();
  await page.getByLabel('Cơ sở dữ liệu hộ tịch điện tử').check();
  await (await field(page, 'extract-text')).fill('Trích lục khai sinh của Phạm Gia Bảo, đăng ký tại UBND phường An Phú.');
  await page.getByText('Hệ thống tính phí; khi đã nộp phí, hồ sơ sẽ chuyển đến lãnh đạo ký').waitFor();
  await page.keyboard.press('Control+Enter');

  // then: it was the only one, so the list comes back
  await page.waitForURL(/\/viec$/);
  await page.getByText(`Tìm thấy, trình ký: ${code}`).first().waitFor();
  expect([outside, complaints]).toEqual([[], []]);
});

test('the cashier confirms the fee, and the step ahead opens on the page by itself', async () => {
  // given
  const { page } = await as('thuy.thungan');
  await page.goto('/viec?hang-doi=thu-phi');
  await page.getByRole('link', { name: code }).click();
  await page.waitForURL(/\/ho-so\/.*muc=phi/);

  // when
  await page.getByRole('button', { name: /^Xác nhận đã thu/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tiền mặt').check();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Xác nhận đã thu/ }).click();

  // then
  await page.getByRole('tabpanel').getByText('Đã nộp', { exact: true }).waitFor();
  await page.getByRole('link', { name: /Mở việc Ký/ }).waitFor({ timeout: 60_000 });
});

test('the dossier page tells the whole story: diagram, the same in words, history in sentences', async () => {
  // given
  const { page, outside, complaints } = await as('ngoc.motcua');
  await page.getByRole('search', { name: 'Tìm hồ sơ theo mã' }).getByRole('searchbox').fill(code);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: code }).click();

  // then: the diagram of its release
  await page.locator('.diagram .mark-current').first().waitFor();
  expect(await page.locator('.diagram .mark-current').count()).toBeGreaterThan(0);
  expect(await page.locator('.diagram .mark-visited').count()).toBeGreaterThan(1);
  expect(await isUncovered(page.locator('.bjs-powered-by').first())).toBe(true);
  await page.getByText(new RegExp(`Tiếp nhận hợp lệ, cấp mã ${code}`)).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  // then: the same in words
  await page.getByRole('button', { name: 'Dạng bảng' }).click();
  await page.getByRole('row', { name: /Ký.*đang ở đây/ }).waitFor();

  // then: each part of it
  for (const [tab, text] of [
    ['Giấy tờ', 'Tờ khai cấp bản sao trích lục hộ tịch'],
    ['Thông tin khai', 'Phạm Gia Bảo'],
    ['Quyết định', 'Tìm thấy, trình ký'],
    ['Phí', 'Đã nộp'],
  ] as const) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
    await page.getByText(text).first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  expect([outside, complaints]).toEqual([[], []]);
});

test('in English the same pages speak English, down to the refusals', async () => {
  const { page } = await as('tuan.hotich');
  await page.getByRole('button', { name: /^Tài khoản của/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'All open tasks' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.goto(`/ho-so/H99.21-200101-9999`);
  await page.getByRole('heading', { name: 'No such dossier' }).waitFor();
});

test('another agency’s officer does not find it', async () => {
  const { page } = await as('minh.tiepnhan');
  await page.goto(`/ho-so/${code}`);
  await page.getByRole('heading', { name: 'Không thấy hồ sơ này' }).waitFor();
});

test('after signing out the way back is closed', async () => {
  const { page } = await as('tuan.hotich');
  await page.getByRole('button', { name: /^Tài khoản của/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await page.waitForURL(/\/dang-nhap/);
  await page.goto('/viec');
  await page.waitForURL(/\/dang-nhap/);
});
