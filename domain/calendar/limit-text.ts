import type { TimeLimit, TimeUnit } from '../../contract/vocabulary.ts';

const UNITS: ReadonlyMap<string, TimeUnit> = new Map([
  ['working day', 'WORKING_DAY'],
  ['calendar day', 'CALENDAR_DAY'],
  ['working hour', 'WORKING_HOUR'],
  ['month', 'MONTH'],
]);

const LARGEST_AMOUNT = 400;

/** `3 working days`, `1 month`, `same day`. Nothing when the text is no limit. */
export function findLimit(text: string): TimeLimit | undefined {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (words === 'same day') return { unit: 'SAME_DAY' };
  const [, digits = '', name = ''] = /^(\d{1,3}) (.+?)s?$/.exec(words) ?? [];
  const [unit, amount] = [UNITS.get(name), Number(digits)];
  return unit === undefined || amount < 1 || amount > LARGEST_AMOUNT ? undefined : { unit, amount };
}
