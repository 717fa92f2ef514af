import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { choose, field, fieldset } from './browser.ts';

interface Component {
  readonly type: string;
  readonly id: string;
  readonly key?: string;
  readonly path?: string;
  readonly label?: string;
  readonly dateLabel?: string;
  readonly values?: readonly { readonly value: string; readonly label: string }[];
  readonly components?: readonly Component[];
}
type Values = Readonly<Record<string, unknown>>;

/** Fills a form of a procedure as an officer does: by what is written beside each field. Fields without a value stay as they are. */
export async function fillForm(page: Page, formFile: string, values: Values): Promise<void> {
  const { components } = JSON.parse(readFileSync(formFile, 'utf8')) as { components: readonly Component[] };
  await page.locator('.fjs-form').waitFor();
  await fillAll(page, components, values);
}

async function fillAll(page: Page, components: readonly Component[], values: Values): Promise<void> {
  for (const component of components) {
    if (component.type === 'group') await fillAll(page, component.components ?? [], values);
    else if (component.type === 'dynamiclist') await fillRows(page, component, values[component.path ?? '']);
    else if (component.key !== undefined && values[component.key] !== undefined) await fillOne(page, component, values[component.key]);
  }
}

const optionOf = ({ values = [] }: Component, value: unknown): string => values.find((one) => one.value === value)?.label ?? String(value);

async function fillOne(page: Page, component: Component, value: unknown): Promise<void> {
  const { type, id } = component;
  if (type === 'select') await choose(page, id, optionOf(component, value));
  else if (type === 'checkbox') await (await field(page, id)).setChecked(value === true);
  else if (type === 'radio' || type === 'checklist') {
    const options = await fieldset(page, type, id);
    for (const one of Array.isArray(value) ? value : [value]) await options.getByLabel(optionOf(component, one), { exact: true }).check();
  } else if (type === 'datetime') await fillMoment(page, id, String(value));
  else await (await field(page, id)).fill(String(value));
}

/** `2026-11-25T09:00+07:00` as it is typed: the day, then the hour. */
async function fillMoment(page: Page, id: string, value: string): Promise<void> {
  const [date = '', time] = value.split('T');
  const inputs = (await fieldset(page, 'datetime', id)).locator('input');
  const day = inputs.first();
  await day.fill(date.split('-').toReversed().join('/'));
  await day.press('Tab');
  if (time === undefined) return;
  const hour = inputs.last();
  await hour.fill(time.slice(0, 5));
  await hour.press('Tab');
}

/** The fields of a list carry the number of their row. */
async function fillRows(page: Page, { components = [] }: Component, rows: unknown): Promise<void> {
  for (const [nth, row] of (Array.isArray(rows) ? (rows as Values[]) : []).entries()) {
    for (const component of components) {
      if (component.key !== undefined && row[component.key] !== undefined)
        await fillOne(page, { ...component, id: `${component.id}_${String(nth)}` }, row[component.key]);
    }
  }
}
