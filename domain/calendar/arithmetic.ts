import type { Bilingual } from '../../contract/vocabulary.ts';
import type { CalendarDay } from './calendar.ts';
import type { ExceptionKind } from './calendar-data.ts';
import { vietnameseDateText, type Minutes } from './vietnam-time.ts';

/** One step of the way to a date: what was counted or left out, and why. */
export interface ArithmeticLine {
  readonly date: string;
  readonly counted: boolean;
  readonly reason: Bilingual;
}

/** `24/11/2026 Ngày Văn hóa Việt Nam: không tính` */
export const sentenceOf = ({ date, reason }: ArithmeticLine, language: keyof Bilingual): string => `${vietnameseDateText(date)} ${reason[language]}`;

const KIND_IN_ENGLISH = {
  HOLIDAY: 'Public holiday',
  SWAP_OFF: 'Day off in exchange for a worked weekend day',
  MAKEUP: 'Weekend day worked in exchange',
  COMPENSATORY: 'Compensatory day off',
  LOCAL_CLOSED: 'Office closed',
} as const satisfies Record<ExceptionKind, string>;

const WEEKLY_DAY_OFF: Bilingual = { vi: 'Ngày nghỉ hằng tuần', en: 'Weekly day off' };

export const nameOfDay = ({ exception }: CalendarDay): Bilingual =>
  exception === undefined ? WEEKLY_DAY_OFF : { vi: exception.name, en: `${KIND_IN_ENGLISH[exception.kind]} (${exception.name})` };

export function notCounted(day: CalendarDay): ArithmeticLine {
  const { vi, en } = nameOfDay(day);
  return { date: day.date, counted: false, reason: { vi: `${vi}: không tính`, en: `${en}: not counted` } };
}

export function workingDayCounted(day: CalendarDay, nth: number): ArithmeticLine {
  const usual = { vi: `Ngày làm việc thứ ${String(nth)}`, en: `Working day ${String(nth)}` };
  if (day.exception === undefined) return { date: day.date, counted: true, reason: usual };
  const { vi, en } = nameOfDay(day);
  return { date: day.date, counted: true, reason: { vi: `${usual.vi} (${vi})`, en: `${usual.en}: ${en}` } };
}

const withUnits = (minutes: Minutes, hour: string, minute: string): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 || rest === 0 ? `${String(hours)} ${hour}` : '', rest > 0 ? `${String(rest)} ${minute}` : ''].filter((part) => part !== '').join(' ');
};

/** `7 giờ 30 phút`, `7 h 30 min` */
export const durationText = (minutes: Minutes): Bilingual => ({ vi: withUnits(minutes, 'giờ', 'phút'), en: withUnits(minutes, 'h', 'min') });
