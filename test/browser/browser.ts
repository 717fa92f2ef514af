import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args: FLAGS });

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests that left the origin, and what the page complained about. Both must stay empty. */
  readonly outside: string[];
  readonly complaints: string[];
}

/** A person at a Vietnamese desk: own cookies, own storage, everything that goes wrong written down. */
export async function visit(
  browser: Browser,
  url: string,
  { dark = false, width = 1440 }: { readonly dark?: boolean; readonly width?: number } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const outside: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser itself reports every refused request; the page is meant to show those
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  return { page, context, outside, complaints };
}

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/viec$/);
  await page.getByRole('heading', { name: 'Tất cả việc mở' }).waitFor();
}

/** What axe finds, one line each, so that a failing test says where to look. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Half a field under the bar is no field too small
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** The licence of the drawing tools wants their mark visible and uncovered wherever a diagram or a form is shown. */
export async function isUncovered(mark: Locator): Promise<boolean> {
  await mark.scrollIntoViewIfNeeded();
  return mark.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const points = [
      [0.15, 0.3],
      [0.5, 0.5],
      [0.85, 0.7],
    ].map(([across = 0, down = 0]) => [box.left + box.width * across, box.top + box.height * down] as const);
    const inView = box.width >= 40 && box.height >= 15 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
    const style = getComputedStyle(element);
    return (
      inView && style.visibility === 'visible' && Number(style.opacity) === 1 && points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)))
    );
  });
}

/** What the form viewer puts before the ids of one form's fields. */
async function formPrefix(page: Page): Promise<string> {
  const first = page.locator('.fjs-container [id^="fjs-form-"]').first();
  return /^fjs-form-[^-]+-/.exec((await first.getAttribute('id')) ?? '')?.[0] ?? '';
}

/** A field of a form of the release, by its id in the schema; of a group of options the first. */
export async function field(page: Page, id: string): Promise<Locator> {
  const name = `${await formPrefix(page)}${id}`;
  return page.locator(`[id="${name}"], [id="${name}-0"]`).first();
}

/** Everything that belongs to a field of one kind. */
export async function fieldset(page: Page, type: string, id: string): Promise<Locator> {
  const name = `${await formPrefix(page)}${id}`;
  return page.locator(`.fjs-form-field-${type}:has([id="${name}"], [id^="${name}-"])`).first();
}

export async function choose(page: Page, id: string, option: string): Promise<void> {
  await (await fieldset(page, 'select', id)).locator('.fjs-select-display').click();
  await page.locator('.fjs-dropdownlist-item', { hasText: option }).first().click();
}
