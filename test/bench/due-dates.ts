import { calendarFrom, CalendarData } from '../../domain/calendar/calendar.ts';
import { dueDate } from '../../domain/calendar/due-date.ts';
import shipped from '../../server/demo/calendars.json' with { type: 'json' };
import { median, round, type Result } from './report.ts';

const BAR = 50_000;
const ROUNDS = 5;
const DATES_PER_ROUND = 100_000;
const LIMIT = { unit: 'WORKING_DAY', amount: 7 } as const;
const FIRST = Date.UTC(2025, 0, 2);
const LAST = Date.UTC(2026, 11, 1);

/** How many due dates one core computes a second, arithmetic included: 7 working days from moments spread over the two shipped years. */
export function dueDates(): Result {
  const calendar = calendarFrom(CalendarData.parse(shipped));
  const receipts = Array.from({ length: DATES_PER_ROUND }, (_, i) => new Date(FIRST + ((LAST - FIRST) / DATES_PER_ROUND) * i).toISOString());
  const perSecond: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (const receivedAt of receipts) dueDate(receivedAt, { limit: LIMIT }, calendar);
    // The first round warms up
    if (round > 0) perSecond.push(DATES_PER_ROUND / ((performance.now() - start) / 1_000));
  }
  const figure = round(median(perSecond), 0);
  return {
    id: 'due-dates',
    what: 'due dates per second, 7 working days',
    figure,
    unit: '1/s',
    bar: BAR,
    holds: figure >= BAR,
    detail: { perSecond: perSecond.map((one) => round(one, 0)) },
  };
}
