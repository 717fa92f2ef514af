import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scenarioNamed } from '../faults/play-through.ts';
import { Desk, UNTIL_SUPPLEMENT } from '../http/dossiers.ts';
import type { DossierView } from '../../contract/dossier-views.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import type { Scenario } from '../journey/scenario.ts';
import { accessibilityFaults } from './browser.ts';
import { Office, PATIENCE_MS } from './desk.ts';

const COUNTER = 'ngoc.motcua';
/** No other text of the system holds any of these. */
const WORD = 'Zyzzyva';
const OWNER = { name: `Trần Thị ${WORD}`, idNumber: '079187654321', phone: '0987650123', address: `77/7 hẻm ${WORD}` };

let office: Office;
let code = '';

beforeAll(async () => {
  office = await Office.open();
  const desk = new Desk(office.system);
  const id = await desk.after(UNTIL_SUPPLEMENT, marked(scenarioNamed('supplement-answered')));
  const dossier = await desk.until(async () => {
    const seen: DossierView = await desk.client.call(COUNTER, ENDPOINTS.getDossier, { params: { dossier: id } });
    return seen.status === 5 && seen.supplements.length > 0 ? seen : undefined;
  });
  code = dossier.code ?? '';
}, 240_000);

afterAll(async () => {
  await office.close();
}, 60_000);

/** Everything that people have written carries the mark. */
function marked(example: Scenario): Scenario {
  const free = (form: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(form).map(([key, value]) => [key, FREE_TEXTS.includes(key) ? `${String(value)} (${WORD})` : value]));
  const { submission, script } = example;
  return {
    ...example,
    submission: { ...submission, applicant: { kind: 'person', idKind: 'cccd', ...OWNER }, form: free(submission.form) },
    script: script.map((line) => ('step' in line ? { ...line, form: free(line.form), reason: `${line.reason ?? 'Ý kiến của tôi'} (${WORD})` } : line)),
  };
}
const FREE_TEXTS = ['siteAddress', 'designer', 'attendees', 'minutes', 'opinionText', 'supplementGround', 'caseOfficer'];

test('from the sign-in page a citizen finds the look-up, and it says what a code looks like', async () => {
  // given
  const { page } = await office.visitor();
  await page.goto('/dang-nhap');

  // when
  await page.getByRole('link', { name: 'Người dân tra cứu hồ sơ' }).click();
  await page.waitForURL(/\/tra-cuu$/);
  await page.getByRole('textbox', { name: 'Mã hồ sơ' }).fill('H99.21');
  await page.keyboard.press('Enter');

  // then
  await page.getByText('Mã chưa đủ. Mã có dạng H99.21-261116-0042.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('with the code, as a scanner types it, the page says how far the dossier is, when it is due, and why', async () => {
  for (const { width, dark } of [
    { width: 390, dark: false },
    { width: 390, dark: true },
    { width: 1280, dark: false },
  ]) {
    // given
    const { page } = await office.visitor({ width, dark });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto('/tra-cuu');

    // when
    await page.getByRole('textbox', { name: 'Mã hồ sơ' }).fill(code.toLowerCase());
    await page.keyboard.press('Enter');

    // then
    await page.waitForURL(new RegExp(`/tra-cuu/${code}$`));
    await page.getByRole('heading', { name: 'Hồ sơ chờ bạn bổ sung giấy tờ', level: 1 }).waitFor();
    await page.getByRole('list', { name: 'Các chặng của hồ sơ' }).getByText('chờ bạn').waitFor();
    await page.getByText('Chờ người nộp bổ sung giấy tờ. Dừng tính ngày.').waitFor();
    await page.getByText('Tạm dừng', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Xem phép tính từng ngày' }).click();
    await page.getByText('Ngày nhận hồ sơ: không tính').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    // Nobody is signed in, so nothing but the look-up is asked for
    expect(asked.filter((path) => path.startsWith('/api/')).every((path) => path === `/api/tracking/${code}`)).toBe(true);
  }
}, 120_000);

test('nothing personal is on the page or in the answer: no name, no number, no place, no word that anybody wrote', async () => {
  // given
  const { page } = await office.visitor();
  const answer = page.waitForResponse((response) => response.url().includes('/api/tracking/'));
  await page.goto(`/tra-cuu/${code}`);
  await page.getByRole('button', { name: 'Xem phép tính từng ngày' }).click();

  // when
  const everything = `${await (await answer).text()}\n${await page.content()}`;

  // then
  const people = ['Ngô Gia Huy', 'Lê Quốc Duy', 'Đặng Hồng Sơn', 'huy.xaydung', 'an-phu', 'An Phú', 'xây dựng'];
  expect([WORD, OWNER.idNumber, OWNER.phone, '099', ...people].filter((secret) => everything.includes(secret))).toEqual([]);
  expect(everything).toContain('Chờ người nộp bổ sung giấy tờ');
});

test('a code that does not exist, and one of another shape, answer alike', async () => {
  // given
  const { page } = await office.visitor({ width: 390 });

  // when
  await page.goto('/tra-cuu/H99.21-200101-9999');
  await page.getByRole('heading', { name: 'Không thấy hồ sơ này' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto('/tra-cuu/khong-phai-ma');

  // then
  await page.getByRole('heading', { name: 'Không thấy hồ sơ này' }).waitFor();
});

test('in English the same page speaks English', async () => {
  const { page } = await office.visitor();
  await page.goto(`/tra-cuu/${code}`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Your dossier waits for papers from you' }).waitFor();
  await page.getByText('Waiting for the applicant to supplement papers. Days stop counting.').waitFor();
});

test('no page complained and none asked another site for anything', () => {
  expect(office.complaints()).toEqual([]);
});

test('when the server stops, every open page says so and keeps what it showed; when it is back, they go on by themselves', async () => {
  // given
  const { page: citizen } = await office.visitor({ width: 390 });
  await citizen.goto(`/tra-cuu/${code}`);
  await citizen.getByRole('heading', { level: 1 }).waitFor();
  const officer = await office.officer(COUNTER);
  await officer.goto(`/ho-so/${code}`);
  await officer.locator('.diagram .mark-current').first().waitFor();
  const colleague = await office.officer('tuan.hotich');

  // when
  await office.system.server.close();

  // then: the officer is told, and what was open can still be read
  await officer.getByText(/^Mất kết nối với máy chủ từ/).waitFor({ timeout: PATIENCE_MS });
  await officer
    .getByRole('region', { name: 'Hạn trả kết quả' })
    .getByText(/^Dừng tính từ/)
    .waitFor();
  expect(await accessibilityFaults(officer)).toEqual([]);

  // then: a page whose program this window has never fetched says so, instead of breaking
  await colleague.getByRole('link', { name: 'Hồ sơ', exact: true }).click();
  await colleague.getByRole('heading', { name: 'Chưa mở được trang này' }).waitFor();
  expect(await accessibilityFaults(colleague)).toEqual([]);

  // then: a new look-up fails in plain words, and the one before is not lost
  await citizen.getByRole('textbox', { name: 'Mã hồ sơ' }).fill('H99.21-200101-9998');
  await citizen.keyboard.press('Enter');
  await citizen.getByRole('heading', { name: 'Chưa tra cứu được' }).waitFor({ timeout: PATIENCE_MS });
  expect(await accessibilityFaults(citizen)).toEqual([]);
  await citizen.goBack();
  await citizen.getByRole('heading', { name: 'Hồ sơ chờ bạn bổ sung giấy tờ' }).waitFor();

  // when
  await office.system.restartServer();

  // then
  await officer.getByText(/^Mất kết nối với máy chủ từ/).waitFor({ state: 'hidden', timeout: PATIENCE_MS });
  await citizen.goForward();
  await citizen.getByRole('heading', { name: 'Không thấy hồ sơ này' }).waitFor();
}, 180_000);
