import { z } from 'zod';
import { AgencyId } from '../../contract/vocabulary.ts';
import { dayNumber } from './vietnam-time.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const Session = z.tuple([ClockTime, ClockTime]).refine(([from, to]) => from < to, 'A session ends after it begins');
const Sessions = z
  .array(Session)
  .refine((sessions) => sessions.every(([from], i) => i === 0 || (sessions[i - 1]?.[1] ?? '') <= from), 'Sessions follow each other and do not overlap');
/** Sessions per weekday, 1 = Monday. A half day is a day with one session. */
const Week = z.record(z.string().regex(/^[1-7]$/), Sessions);

export const EXCEPTION_KINDS = ['HOLIDAY', 'SWAP_OFF', 'MAKEUP', 'COMPENSATORY', 'LOCAL_CLOSED'] as const;
export const ExceptionKind = z.enum(EXCEPTION_KINDS);
export type ExceptionKind = z.infer<typeof ExceptionKind>;

const LONGEST_EXCEPTION_DAYS = 366;

/** One decision about one day or a run of days. */
export const CalendarException = z
  .strictObject({
    date: z.iso.date(),
    /** The last day it holds for; without it, it holds for `date` alone. */
    validTo: z.iso.date().optional(),
    kind: ExceptionKind,
    name: z.string().min(1),
    /** Number of the announcement or decision behind it. */
    document: z.string().min(1).optional(),
    /** Holds for this agency alone; without it, for all. */
    agency: AgencyId.optional(),
    /** Who entered it. */
    enteredBy: z.string().min(1).optional(),
    /** Still to be compared with the official notice. */
    check: z.boolean().optional(),
  })
  .refine(({ date, validTo = date }) => validTo >= date && dayNumber(validTo) - dayNumber(date) < LONGEST_EXCEPTION_DAYS, {
    message: 'An exception ends on the day it begins or later, at most a year later',
    path: ['validTo'],
  });
export type CalendarException = z.infer<typeof CalendarException>;

/** What two exceptions may not share: a made-up day may also be closed by a flood, but has only one name in each of the two respects. */
export const exceptionKey = ({ date, agency = '', kind }: CalendarException): string => `${date} ${agency} ${kind === 'LOCAL_CLOSED' ? 'closed' : ''}`;

const allDifferent = (exceptions: readonly CalendarException[]): boolean => new Set(exceptions.map(exceptionKey)).size === exceptions.length;

/**
 * A working calendar as data: sessions per weekday, agencies with sessions of their own, the years somebody has confirmed, and the days that
 * differ. Holidays are entered from each year's announcement, never computed. A version never changes: other days are a new version.
 */
export const CalendarData = z.strictObject({
  version: z.int().min(1),
  timeZone: z.literal('Asia/Ho_Chi_Minh'),
  sessions: Week,
  agencies: z.record(AgencyId, z.strictObject({ sessions: Week })).optional(),
  years: z
    .array(z.strictObject({ year: z.int().min(2000).max(2200), state: z.enum(['confirmed', 'draft']) }))
    .refine((years) => new Set(years.map(({ year }) => year)).size === years.length, 'The same year is entered twice'),
  exceptions: z.array(CalendarException).refine(allDifferent, 'The same day is entered twice'),
});
export type CalendarData = z.infer<typeof CalendarData>;
