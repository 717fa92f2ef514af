import { Temporal } from 'temporal-polyfill';

/** The calendar date of an instant where the agencies are. */
export const localDate = (instant: string): string => Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString();
