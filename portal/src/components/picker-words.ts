import type { CustomLocale } from 'flatpickr/dist/types/locale';

const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1));

/** Days and months of the date picker; weeks start on Monday. */
export const PICKER_VI: CustomLocale = {
  weekdays: { shorthand: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'], longhand: ['Chủ nhật', 'Thứ hai', 'Thứ ba', 'Thứ tư', 'Thứ năm', 'Thứ sáu', 'Thứ bảy'] },
  months: { shorthand: MONTHS.map((month) => `Th${month}`) as never, longhand: MONTHS.map((month) => `Tháng ${month}`) as never },
  firstDayOfWeek: 1,
};
