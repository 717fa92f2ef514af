import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startSystem, type System } from '../support/system.ts';
import type { Scenario } from '../journey/scenario.ts';
import { openBrowser, signIn, visit, type Visit } from './browser.ts';
import { fillForm } from './fill-form.ts';

/** The engine answers in its own time. */
export const PATIENCE_MS = 60_000;

type Decision = Extract<Scenario['script'][number], { step: string }>;

/** Which form an officer fills in where two steps share one. */
const FORM_OF: Readonly<Record<string, string>> = { 'hand-over-refusal': 'hand-over' };

interface Words {
  readonly outcomeLabels: Readonly<Record<string, { readonly vi: string }>>;
}

/** The whole system with one browser, and a window of their own for each officer who works on a dossier. */
export class Office {
  readonly system: System;
  readonly browser: Browser;
  readonly #windows = new Map<string, Promise<Visit>>();
  readonly #visits: Visit[] = [];

  private constructor(system: System, browser: Browser) {
    this.system = system;
    this.browser = browser;
  }

  static async open(): Promise<Office> {
    const [system, browser] = await Promise.all([startSystem({ env: { PORTAL_DIR: resolve('dist/portal') } }), openBrowser()]);
    return new Office(system, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.system.stop();
  }

  /** Somebody comes to the site, not signed in. */
  async visitor(options?: Parameters<typeof visit>[2]): Promise<Visit> {
    const opened = await visit(this.browser, this.system.url, options);
    this.#visits.push(opened);
    return opened;
  }

  /** An officer at their desk, who stays signed in between steps. */
  async officer(username: string): Promise<Page> {
    const opened =
      this.#windows.get(username) ??
      this.visitor({ width: 1280 }).then(async (one) => {
        await signIn(one.page, username, this.system.password);
        return one;
      });
    this.#windows.set(username, opened);
    return (await opened).page;
  }

  /** What left the origin and what the pages complained about, over all windows. */
  complaints(): readonly string[] {
    return this.#visits.flatMap(({ outside, complaints }) => [...outside, ...complaints]);
  }

  /** Takes a step from the inbox, fills in its form and decides, as one line of an example says. */
  async decide(procedure: string, code: string, { step, by, outcome, reason, form }: Decision): Promise<void> {
    const page = await this.officer(by);
    await page.goto(`/viec?q=${code}`);
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: code }) });
    const claim = row.getByRole('button', { name: 'Nhận việc' });
    await claim.click({ timeout: PATIENCE_MS });
    await row.getByText('Tôi', { exact: true }).waitFor();
    await row.getByRole('link', { name: code }).click();
    await page.waitForURL(/\/viec\/\d+$/);
    await fillForm(page, `workflows/${procedure}/${FORM_OF[step] ?? step}.form`, form);
    const decision = page.getByRole('region', { name: 'Quyết định', exact: true });
    const { outcomeLabels } = JSON.parse(readFileSync(`workflows/${procedure}/procedure.json`, 'utf8')) as Words;
    await decision.getByRole('radio', { name: outcomeLabels[outcome]?.vi ?? outcome, exact: true }).check();
    if (reason !== undefined) await decision.getByRole('textbox').fill(reason);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/viec$/, { timeout: PATIENCE_MS });
  }
}
