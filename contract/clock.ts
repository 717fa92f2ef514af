/** The statutory clock of a dossier as everybody sees it: every date with the arithmetic behind it. */
import { z } from 'zod';
import { AgencyId, Bilingual, Instant, PlainDate, TimeLimit } from './vocabulary.ts';

/** One step of the way to a date: what was counted or left out, and why. */
export const ArithmeticLine = z.strictObject({ date: PlainDate, counted: z.boolean(), reason: Bilingual }).meta({ id: 'ArithmeticLine' });

export const CLOCK_STATES = ['not-started', 'running', 'due-soon', 'overdue', 'paused', 'stopped'] as const;
export const ClockState = z.enum(CLOCK_STATES).meta({ id: 'ClockState' });
export type ClockState = z.infer<typeof ClockState>;

export const PUNCTUALITIES = ['early', 'on-time', 'late'] as const;

/** Working time between now and a due date; `overdue` when the date has passed, then the amounts count backwards. */
export const Remaining = z
  .strictObject({
    overdue: z.boolean(),
    workingDays: z.int().min(0).meta({ description: 'whole working days; 0 when it is due today' }),
    workingMinutes: z.int().min(0),
    text: Bilingual,
  })
  .meta({ id: 'Remaining' });
export type Remaining = z.infer<typeof Remaining>;

export const ClockPause = z
  .strictObject({
    from: Instant,
    to: Instant.optional().meta({ description: 'absent while it lasts' }),
    cause: z.string().meta({ description: '`supplement`, or the id of the element that pauses the clock' }),
    reason: Bilingual,
    legalBasis: z.string().optional(),
    by: z.string().optional().meta({ description: 'name of the officer whose act began it' }),
  })
  .meta({ id: 'ClockPause' });

export const DateMove = z
  .strictObject({
    at: Instant,
    kind: z.enum(['pause', 'restart', 'apology', 'calendar', 'outcome']),
    from: Instant,
    to: Instant,
    reason: Bilingual,
    document: z.string().optional().meta({ description: 'number of the decision or letter behind it' }),
    by: z.string().optional(),
  })
  .meta({ id: 'DateMove' });

export const ClockView = z
  .strictObject({
    state: ClockState,
    limit: TimeLimit,
    limitText: Bilingual,
    calendarVersion: z.int().optional(),
    startedAt: Instant.optional(),
    startReason: Bilingual.optional(),
    /** The first promise, as printed on the receipt; lateness for the index is judged by the law's date, never by the date of an apology. */
    firstDueAt: Instant.optional(),
    /** The date that holds now; while the clock is paused, the date if it went on at once. */
    dueAt: Instant.optional(),
    dueSoonAt: Instant.optional(),
    /** After this moment it is late: the end of the day it is due on, the hour itself where the limit is in hours. */
    overdueAt: Instant.optional(),
    stoppedAt: Instant.optional(),
    punctuality: z.enum(PUNCTUALITIES).optional(),
    remaining: Remaining.optional(),
    lines: z.array(ArithmeticLine),
    pauses: z.array(ClockPause),
    moves: z.array(DateMove),
    /** Working minutes, by who held the dossier. */
    spent: z.array(z.strictObject({ agency: AgencyId, workingMinutes: z.int().min(0), budget: TimeLimit.optional(), overBudget: z.boolean() })),
    spentByCitizen: z.int().min(0),
    /** A year whose calendar somebody has to confirm before there can be a date. */
    unconfirmedYear: z.int().optional(),
    apology: z.strictObject({ at: Instant, newDueAt: Instant, reason: z.string().optional(), by: z.string(), late: z.boolean() }).optional(),
  })
  .meta({ id: 'ClockView' });
export type ClockView = z.infer<typeof ClockView>;

/** What a row shows of the clock; what is left, at the moment of the answer. */
export const RowClock = {
  dueAt: Instant.optional(),
  dueSoonAt: Instant.optional(),
  overdueAt: Instant.optional(),
  pausedSince: Instant.optional(),
  /** When the clock stopped: the result was ready, or there will be none. */
  stoppedAt: Instant.optional(),
  remaining: Remaining.optional(),
} as const;

/** By when a task is to be done, whatever the dossier's own date. */
export const TaskDue = z
  .strictObject({
    limit: TimeLimit,
    limitText: Bilingual,
    dueAt: Instant,
    calendarVersion: z.int(),
    lines: z.array(ArithmeticLine),
    remaining: Remaining.optional(),
  })
  .meta({ id: 'TaskDue' });
export type TaskDue = z.infer<typeof TaskDue>;
