import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TimeLimit } from '../../contract/vocabulary.ts';
import { calendarFrom, CalendarData } from './calendar.ts';
import { dueDate, explainDueDate } from './due-date.ts';
import { PAUSE_POLICIES, withPauses, type Pause } from './pauses.ts';
import { termFrom } from './term.ts';
import { clockOf, dayOf, localMinute } from './vietnam-time.ts';
import { nextOpening, workingMinutesBetween } from './working-time.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const CONFIRMED = CalendarData.parse({
  ...SHIPPED,
  years: [2025, 2026, 2027, 2028].map((year) => ({ year, state: 'confirmed' })),
  agencies: { 'half-days': { sessions: { ...SHIPPED.sessions, '3': [['13:00', '16:00']], '6': [['07:30', '11:30']] } } },
  exceptions: [...SHIPPED.exceptions, { date: '2026-03-10', validTo: '2026-03-13', kind: 'LOCAL_CLOSED', name: 'Nghỉ do bão' }],
});
const FULL_DAYS = calendarFrom(CONFIRMED);
const HALF_DAYS = calendarFrom(CONFIRMED, 'half-days');

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const iso = (ms: number): string => new Date(ms).toISOString();
const at = (ms: number): number => localMinute(iso(ms));

const received = fc.integer({ min: Date.UTC(2025, 0, 2), max: Date.UTC(2026, 11, 31) });
const amountOf = { WORKING_DAY: 40, CALENDAR_DAY: 90, WORKING_HOUR: 120, MONTH: 6 } as const;
const limit: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.constant<TimeLimit>({ unit: 'SAME_DAY' }),
  ...(Object.keys(amountOf) as (keyof typeof amountOf)[]).map((unit) =>
    fc.integer({ min: 1, max: amountOf[unit] }).map((amount): TimeLimit => ({ unit, amount })),
  ),
);
const office = fc.constantFrom(FULL_DAYS, HALF_DAYS);
const policy = fc.constantFrom(...PAUSE_POLICIES);
/** Three moments in order, from two days before receipt until well after most limits. */
const moments = fc
  .array(fc.integer({ min: -2 * DAY, max: 60 * DAY }), { minLength: 3, maxLength: 3 })
  .map((three) => three.sort((one, other) => one - other) as [number, number, number]);
const pauseOf = (start: number, [from, to]: readonly [number, number]): Pause => ({ from: iso(start + from), to: iso(start + to) });

describe('a due date', () => {
  test('lies inside a session', () => {
    fc.assert(
      fc.property(received, limit, office, moments, policy, (start, limit, calendar, [a, b], policy) => {
        const due = localMinute(explainDueDate(iso(start), { limit }, calendar, { pauses: [pauseOf(start, [a, b])], policy }).dueAt);
        expect(calendar.onDay(dayOf(due)).sessions.some(([from, to]) => from <= clockOf(due) && clockOf(due) <= to)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is not earlier for a longer limit', () => {
    fc.assert(
      fc.property(received, limit, office, (start, limit, calendar) => {
        const longer = { ...limit, amount: (limit.amount ?? 1) + 1 };
        expect(termFrom(at(start), { limit: longer }, calendar).due).toBeGreaterThanOrEqual(termFrom(at(start), { limit }, calendar).due);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is not earlier for a later receipt', () => {
    fc.assert(
      fc.property(received, fc.integer({ min: 0, max: 5 * DAY }), limit, office, (start, later, limit, calendar) => {
        expect(termFrom(at(start + later), { limit }, calendar).due).toBeGreaterThanOrEqual(termFrom(at(start), { limit }, calendar).due);
      }),
      { numRuns: 1_000 },
    );
  });

  test('in hours lies exactly so many working minutes after the next opening', () => {
    fc.assert(
      fc.property(received, fc.integer({ min: 1, max: 120 }), office, (start, amount, calendar) => {
        const { due } = termFrom(at(start), { limit: { unit: 'WORKING_HOUR', amount } }, calendar);
        expect(workingMinutesBetween(at(start), due, calendar)).toBe(amount * 60);
      }),
      { numRuns: 500 },
    );
  });

  test('names no day twice, in order, and counts as many days as its limit has', () => {
    fc.assert(
      fc.property(received, limit, office, (start, limit, calendar) => {
        const lines = dueDate(iso(start), { limit }, calendar).lines;
        const dates = lines.map(({ date }) => date);
        expect(dates).toEqual([...new Set(dates)].sort());
        if (limit.unit === 'WORKING_DAY' || limit.unit === 'CALENDAR_DAY') expect(lines.filter(({ counted }) => counted)).toHaveLength(limit.amount ?? 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('pauses', () => {
  test('without length change nothing, not even the arithmetic', () => {
    fc.assert(
      fc.property(received, limit, office, policy, moments, (start, limit, calendar, policy, [a]) => {
        const paused = explainDueDate(iso(start), { limit }, calendar, { pauses: [pauseOf(start, [a, a])], policy });
        expect(paused).toEqual(explainDueDate(iso(start), { limit }, calendar));
      }),
      { numRuns: 500 },
    );
  });

  test('that follow each other do what one long pause does, in whatever order they are told', () => {
    fc.assert(
      fc.property(received, limit, office, policy, moments, (start, limit, calendar, policy, [a, b, c]) => {
        const dueAt = (...pauses: (readonly [number, number])[]): string =>
          explainDueDate(iso(start), { limit }, calendar, { pauses: pauses.map((pause) => pauseOf(start, pause)), policy }).dueAt;
        expect(dueAt([a, b], [b, c])).toBe(dueAt([a, c]));
        expect(dueAt([b, c], [a, b])).toBe(dueAt([a, c]));
        expect(dueAt([a, c], [a, b])).toBe(dueAt([a, c]));
      }),
      { numRuns: 1_000 },
    );
  });

  test('add up: two of them move a date by what each moves it', () => {
    const apart = fc
      .array(fc.integer({ min: 0, max: 30 * DAY }), { minLength: 4, maxLength: 4 })
      .map((four) => four.sort((one, other) => one - other) as [number, number, number, number]);
    fc.assert(
      fc.property(received, limit, office, apart, (start, limit, calendar, [a, b, c, d]) => {
        const rule = { limit };
        const term = termFrom(at(start), rule, calendar);
        // Only time before the end is made up for; a pause that begins on a day off counts from the next opening
        const begins = nextOpening(at(start + c), calendar);
        fc.pre(term.counted === undefined ? begins < term.due : dayOf(begins) <= term.counted.lastDay);
        const moved = (...pauses: (readonly [number, number])[]): number => {
          const paused = withPauses(
            term,
            at(start),
            pauses.map((pause) => pauseOf(start, pause)),
            { rule, policy: 'PAUSE', calendar },
          );
          return paused.counted === undefined ? workingMinutesBetween(term.due, paused.due, calendar) : paused.counted.lastDay - (term.counted?.lastDay ?? NaN);
        };
        expect(moved([a, b], [c, d])).toBe(moved([a, b]) + moved([c, d]));
      }),
      { numRuns: 1_000 },
    );
  });

  test('never bring a date forward, and longer ones less so', () => {
    fc.assert(
      fc.property(received, limit, office, policy, moments, (start, limit, calendar, policy, [a, b, c]) => {
        const due = (to: number): number => Date.parse(explainDueDate(iso(start), { limit }, calendar, { pauses: [pauseOf(start, [a, to])], policy }).dueAt);
        expect(due(b)).toBeGreaterThanOrEqual(due(a));
        expect(due(c)).toBeGreaterThanOrEqual(due(b));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a date and its arithmetic are the same under any zone and language of the host', () => {
  // given
  const cases = fc
    .sample(fc.tuple(received, limit, policy, moments), 200)
    .map(([start, limit, policy, [a, b]]) => ({ received: iso(start), limit, paused: { policy, pauses: [pauseOf(start, [a, b])] } }));
  const program = `
    import { readFileSync } from 'node:fs';
    import { calendarFrom } from './domain/calendar/calendar.ts';
    import { explainDueDate } from './domain/calendar/due-date.ts';
    const { data, cases } = JSON.parse(readFileSync(0, 'utf8'));
    const calendar = calendarFrom(data);
    console.log(JSON.stringify([new Date(0).getTimezoneOffset(), cases.map(({ received, limit, paused }) => explainDueDate(received, { limit }, calendar, paused))]));
  `;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const inZone = (TZ: string, LC_ALL: string): [number, unknown] => {
    const env = { ...process.env, NODE_OPTIONS: '', TZ, LC_ALL };
    const options = { cwd: root, env, encoding: 'utf8', input: JSON.stringify({ data: CONFIRMED, cases }) } as const;
    return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], options)) as [number, unknown];
  };

  // when
  const answers = [inZone('UTC', 'C'), inZone('America/New_York', 'en_US.UTF-8'), inZone('Asia/Tokyo', 'ar_EG.UTF-8')];

  // then
  expect(answers.map(([offset]) => offset)).toEqual([0, 300, -540]);
  const here = cases.map(({ received, limit, paused }) => explainDueDate(received, { limit }, FULL_DAYS, paused));
  for (const [, there] of answers) expect(there).toEqual(JSON.parse(JSON.stringify(here)));
});
