import { Temporal } from 'temporal-polyfill';

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/**
 * Việt Nam has kept +07:00 without summer time since 13/6/1975, long before the first calendar: plain arithmetic is exact, needs no zone
 * data of the host, and is many times faster than date objects.
 */
const OFFSET_MINUTES = 7 * 60;
const OFFSET = '+07:00';
export const DAY_MINUTES = 24 * 60;

export type Minutes = number;
/** Days since 1970-01-01. */
export type DayNumber = number;
/** Minutes since 1970-01-01T00:00 on a clock in Việt Nam; seconds are cut off. */
export type LocalMinute = number;

/** @throws RangeError when the text is no ISO instant */
export const localMinute = (instant: string): LocalMinute => Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 60_000) + OFFSET_MINUTES;

export const dayOf = (moment: LocalMinute): DayNumber => Math.floor(moment / DAY_MINUTES);
export const clockOf = (moment: LocalMinute): Minutes => moment - dayOf(moment) * DAY_MINUTES;
export const momentOf = (day: DayNumber, clock: Minutes): LocalMinute => day * DAY_MINUTES + clock;

/** `YYYY-MM-DD` */
export const dateOf = (day: DayNumber): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
export const dayNumber = (date: string): DayNumber => Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;

/** 1 = Monday … 7 = Sunday. Day 0 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

const two = (value: number): string => (value < 10 ? `0${String(value)}` : String(value));

/** `HH:MM` */
export const clockText = (clock: Minutes): string => `${two(Math.floor(clock / 60))}:${two(clock % 60)}`;
/** `DD/MM/YYYY`, as dates are written in Việt Nam. */
export const vietnameseDateText = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
/** `DD/MM/YYYY HH:MM` */
export const momentText = (moment: LocalMinute): string => `${vietnameseDateText(dateOf(dayOf(moment)))} ${clockText(clockOf(moment))}`;
/** ISO instant with the offset of Việt Nam. */
export const instantText = (moment: LocalMinute, date = dateOf(dayOf(moment))): string => `${date}T${clockText(clockOf(moment))}:00${OFFSET}`;

/** The calendar day in Việt Nam of an instant, YYYY-MM-DD. */
export const vietnameseDate = (instant: string): string => dateOf(dayOf(localMinute(instant)));
