import { Temporal } from 'temporal-polyfill';

const WEEKDAYS = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;

export interface VietnameseTime {
  /** 10 giờ 05 phút */
  readonly clock: string;
  /** thứ Hai, ngày 23 tháng 11 năm 2026 */
  readonly day: string;
  /** Ngày 23 tháng 11 năm 2026, as under the national motto. */
  readonly date: string;
}

/** An instant as administrative papers write it, on the clocks of Việt Nam whatever the host's zone is. */
export function vietnameseTime(instant: string): VietnameseTime {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  // Circulars ask for a zero before days below 10 and months below 3, so that nobody can add a digit
  const date = `gày ${padded(local.day)} tháng ${local.month < 3 ? padded(local.month) : String(local.month)} năm ${String(local.year)}`;
  return {
    clock: `${padded(local.hour)} giờ ${padded(local.minute)} phút`,
    day: `${WEEKDAYS[local.dayOfWeek - 1] ?? ''}, n${date}`,
    date: `N${date}`,
  };
}

const padded = (value: number): string => String(value).padStart(2, '0');
