import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import { Desk } from '../http/dossiers.ts';
import { startSystem, type System } from '../support/system.ts';
import { accessibilityFaults, openBrowser, signIn, visit, type Visit } from './browser.ts';

const RECEIVER = 'ngoc.motcua';
const DAY_MS = 86_400_000;

let system: System;
let browser: Browser;
let desk: Desk;
const visits: Visit[] = [];

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ env: { PORTAL_DIR: resolve('dist/portal') } }), openBrowser()]);
  desk = new Desk(system);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await system.stop();
});
afterEach(async () => {
  for (const { context } of visits.splice(0)) await context.close();
});

const as = async (username: string): Promise<Visit> => {
  const opened = await visit(browser, system.url);
  visits.push(opened);
  await signIn(opened.page, username, system.password);
  return opened;
};
async function openCalendar(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Lịch làm việc' }).click();
  await page.getByRole('heading', { name: 'Lịch làm việc', level: 1 }).waitFor();
}
const showMonths = (page: Page, count: number): Promise<void> =>
  page.locator('section:has(> [role=grid])').evaluateAll((months, shown) => {
    months.forEach((month, index) => month.toggleAttribute('hidden', index >= shown));
  }, count);

/** `24/11/2026`, so many days from now, in Việt Nam. */
const dayText = (later: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' }).format(Date.now() + later * DAY_MS);

test('whoever has nothing to do with the calendar finds no way to it', async () => {
  const { page } = await as(RECEIVER);
  expect(await page.getByRole('link', { name: 'Lịch làm việc' }).count()).toBe(0);
  await page.goto('/danh-muc/lich');
  await page.getByText('Vai trò của bạn không được làm việc này.').waitFor();
});

test('the year is walked through by keyboard alone, and a half-typed exception survives a reload', async () => {
  // given
  const { page, complaints } = await as('van.quytrinh');
  await openCalendar(page);
  // One month stands for all: each day is compared with every other, which takes most of a minute for a year
  await showMonths(page, 1);
  expect(await accessibilityFaults(page)).toEqual([]);
  await showMonths(page, 12);

  // when
  await page.getByRole('gridcell', { selected: true }).first().focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByRole('heading', { name: /\(2 ngày\)/ }).waitFor();
  await page.getByRole('button', { name: 'Thêm ngoại lệ' }).click();
  await page.getByLabel('Tên gọi').fill('Kiểm kê');
  await page.waitForTimeout(700);
  await page.reload();

  // then
  expect(await page.getByLabel('Tên gọi').inputValue()).toBe('Kiểm kê');
  await page.getByRole('button', { name: 'Hủy' }).click();
  expect(complaints).toEqual([]);
});

test('an administrator closes some days, the leader sees whose date moves and why, and confirms', async () => {
  // given a dossier with a date
  const dossier = await desk.after(0);
  const before = await desk.until(async () => (await desk.client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } })).dueAt);
  const admin = await as('long.hethong');
  await openCalendar(admin.page);

  // when it is proposed
  const { page } = admin;
  await page.getByRole('button', { name: 'Thêm ngoại lệ' }).click();
  await page.getByLabel('Từ ngày').fill(dayText(0));
  await page.getByLabel('Đến hết ngày').fill(dayText(4));
  await page.getByLabel('Tên gọi').fill('Ngập lụt');
  await page.getByRole('button', { name: 'Ghi vào đề xuất' }).click();
  await page.getByRole('button', { name: 'Xem và lưu' }).click();
  await page.getByRole('button', { name: 'Lưu đề xuất' }).click();
  await page.getByText('Ghi số văn bản làm căn cứ.').waitFor();
  await page.getByLabel('Số quyết định hoặc thông báo').fill('41/QĐ-UBND');
  await page.getByLabel('Lý do thay đổi').fill('Ngập lụt diện rộng, tỉnh cho nghỉ');
  await page.getByRole('button', { name: 'Lưu đề xuất' }).click();
  await page.getByText('Đã lưu đề xuất').waitFor();
  expect(await page.getByRole('button', { name: /^Xác nhận lịch/ }).count()).toBe(0);

  // then nothing has moved yet, and the leader must look before he decides
  const leader = await as('dung.giamdoc');
  await openCalendar(leader.page);
  await leader.page.getByRole('button', { name: 'Xem đề xuất' }).click();
  expect(await leader.page.getByRole('button', { name: /^Xác nhận lịch/ }).getAttribute('aria-disabled')).toBe('true');
  await leader.page.getByText('Xem trước ngày hẹn của bản này trước khi xác nhận.').waitFor();
  await leader.page.getByRole('button', { name: 'Xem trước ngày hẹn' }).click();
  await leader.page
    .getByRole('button', { name: /^Phép tính của/ })
    .first()
    .click();
  await leader.page.getByText('Ngập lụt: không tính').first().waitFor();
  expect(await accessibilityFaults(leader.page)).toEqual([]);
  expect((await desk.client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } })).dueAt).toBe(before);

  // and with his word the date moves
  await leader.page.getByRole('button', { name: /^Xác nhận lịch/ }).click();
  await leader.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Xác nhận lịch/ })
    .click();
  await leader.page.getByText('Chưa có đề xuất nào').waitFor();
  await desk.until(async () => {
    const now = await desk.client.call(RECEIVER, ENDPOINTS.getDossier, { params: { dossier } });
    return now.dueAt !== undefined && now.dueAt > before ? now.dueAt : undefined;
  });
  expect((await desk.kinds(dossier)).filter((kind) => kind === 'due-date-moved')).toHaveLength(1);
  expect([...admin.complaints, ...leader.complaints, ...admin.outside, ...leader.outside]).toEqual([]);
}, 120_000);
