import type { Bilingual, TimeLimit, TimeUnit } from '../../contract/vocabulary.ts';

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

const UNIT_NAMES = {
  WORKING_DAY: ['ngày làm việc', 'working day'],
  CALENDAR_DAY: ['ngày', 'calendar day'],
  WORKING_HOUR: ['giờ làm việc', 'working hour'],
  MONTH: ['tháng', 'month'],
} as const satisfies Record<Exclude<TimeUnit, 'SAME_DAY'>, readonly [string, string]>;

/** `3 ngày làm việc`, `3 working days` */
export function limitText({ unit, amount = 1 }: TimeLimit): Bilingual {
  if (unit === 'SAME_DAY') return { vi: 'Trong ngày làm việc', en: 'Same working day' };
  const [vi, en] = UNIT_NAMES[unit];
  return { vi: `${String(amount)} ${vi}`, en: `${String(amount)} ${en}${amount === 1 ? '' : 's'}` };
}
