const ZONE = 'Asia/Ho_Chi_Minh';
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const amounts = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** The clock on a wall in Việt Nam, wherever the reader's machine is set to. */
export interface LocalTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

export function localTime(instant: string | number | Date): LocalTime {
  const found = Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return {
    year: found['year'] ?? '',
    month: found['month'] ?? '',
    day: found['day'] ?? '',
    hour: found['hour'] ?? '',
    minute: found['minute'] ?? '',
    second: found['second'] ?? '',
  };
}

export function formatDate(instant: string | number | Date): string {
  const { day, month, year } = localTime(instant);
  return `${day}/${month}/${year}`;
}

export function formatTime(instant: string | number | Date): string {
  const { hour, minute } = localTime(instant);
  return `${hour}:${minute}`;
}

export function formatDateTime(instant: string | number | Date): string {
  return `${formatDate(instant)} ${formatTime(instant)}`;
}

/** `2026-11-25`, the calendar day in Việt Nam. */
export function localDay(instant: string | number | Date): string {
  const { year, month, day } = localTime(instant);
  return `${year}-${month}-${day}`;
}

/** Of a plain date such as `2026-11-25`. */
export function weekdayOf(plainDate: string): Weekday {
  return WEEKDAYS[new Date(`${plainDate}T00:00:00Z`).getUTCDay()] ?? 'sun';
}

/** `75.000 đ`; the space does not break. */
export const formatMoney = (amount: number): string => `${amounts.format(amount)}\u00A0đ`;

export const formatNumber = (value: number): string => amounts.format(value);

export function formatSize(bytes: number): string {
  if (bytes < 1_000) return `${String(bytes)} B`;
  if (bytes < 1_000_000) return `${amounts.format(Math.round(bytes / 1_000))} KB`;
  return `${amounts.format(Math.round(bytes / 100_000) / 10)} MB`;
}

/** Two letters for the round mark: the first and last of a name's words, as Vietnamese colleagues abbreviate. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(-2)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('');
}

/** For searching: no marks, no case, đ as d. */
export const searchKey = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
