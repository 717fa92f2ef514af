import { Temporal } from 'temporal-polyfill';

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;

export interface VietnameseTime {
  /** 10 giờ 05 phút */
  readonly clock: string;
  /** thứ Hai, ngày 23 tháng 11 năm 2026 */
  readonly day: string;
  /** ngày 23 tháng 11 năm 2026, as under the national motto. */
  readonly date: string;
  /** 10 giờ 05 phút, ngày 23 tháng 11 năm 2026 */
  readonly moment: string;
  /** 23/11/2026 and 10:05, where a table has little room. */
  readonly shortDate: string;
  readonly shortClock: string;
}

/** An instant as administrative papers write it, on the clocks of Việt Nam whatever the host's zone is. */
export function vietnameseTime(instant: string): VietnameseTime {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  const [hour, minute, day] = [padded(local.hour), padded(local.minute), padded(local.day)];
  const year = String(local.year);
  // Circulars ask for a zero before days below 10 and months below 3, so that nobody can add a digit
  const date = `ngày ${day} tháng ${local.month < 3 ? padded(local.month) : String(local.month)} năm ${year}`;
  const clock = `${hour} giờ ${minute} phút`;
  return {
    clock,
    day: `${WEEKDAYS[local.dayOfWeek - 1] ?? ''}, ${date}`,
    date,
    moment: `${clock}, ${date}`,
    shortDate: `${day}/${padded(local.month)}/${year}`,
    shortClock: `${hour}:${minute}`,
  };
}

const padded = (value: number): string => String(value).padStart(2, '0');
