import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aReckoning } from '../../test/support/builders/a-reckoning.ts';
import { anEntry, say } from '../../test/support/builders/an-entry.ts';
import type { TimeLimit } from '../../contract/vocabulary.ts';
import { calendarFrom, CalendarData } from '../calendar/calendar.ts';
import { explainDueDate } from '../calendar/due-date.ts';
import { clockOf as minuteOf, dayOf, localMinute } from '../calendar/vietnam-time.ts';
import { fold } from '../dossier/fold.ts';
import type { Entry } from '../history/entry.ts';
import type { ClockSheet } from '../release.ts';
import { clockFactsOf, clockOf, clockOfHistory } from './clock-of.ts';
import type { Clock } from './clock.ts';
import { datesOf } from './dates-of.ts';

const SHIPPED = CalendarData.parse(JSON.parse(readFileSync(new URL('../../server/demo/calendars.json', import.meta.url), 'utf8')));
const CONFIRMED = CalendarData.parse({
  ...SHIPPED,
  years: [2025, 2026, 2027, 2028].map((year) => ({ year, state: 'confirmed' })),
  exceptions: [...SHIPPED.exceptions, { date: '2026-03-10', validTo: '2026-03-13', kind: 'LOCAL_CLOSED', name: 'Nghỉ do bão' }],
});
const CALENDAR = calendarFrom(CONFIRMED);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const iso = (ms: number): string => new Date(ms).toISOString();
const at = (entry: Entry, ms: number): Entry => ({ ...entry, at: iso(ms) });
const ANY = '2026-01-01 10:00';

const received = fc.integer({ min: Date.UTC(2025, 0, 2), max: Date.UTC(2026, 11, 31) });
const amountOf = { WORKING_DAY: 40, CALENDAR_DAY: 90, WORKING_HOUR: 120, MONTH: 6 } as const;
const limit: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.constant<TimeLimit>({ unit: 'SAME_DAY' }),
  ...(Object.keys(amountOf) as (keyof typeof amountOf)[]).map((unit) =>
    fc.integer({ min: 1, max: amountOf[unit] }).map((amount): TimeLimit => ({ unit, amount })),
  ),
);
const policy = fc.constantFrom<ClockSheet['onSupplement'][]>('PAUSE', 'RESTART', 'REFUSE_IF_LATE');
const span = fc.tuple(fc.integer({ min: 0, max: 40 * DAY }), fc.integer({ min: 0, max: 20 * DAY })).map(([from, length]) => [from, from + length] as const);
/** Three moments in order after receipt. */
const moments = fc
  .array(fc.integer({ min: 0, max: 60 * DAY }), { minLength: 3, maxLength: 3 })
  .map((three) => three.sort((one, other) => one - other) as [number, number, number]);

const opened = (start: number): readonly Entry[] => [at(say.submitted(ANY), start - MINUTE), at(say.received(ANY), start)];
const supplement = (start: number, [from, to]: readonly [number, number], id = 'supplement-1'): readonly Entry[] => [
  at(say.asked(ANY, { id }), start + from),
  at(say.answered(ANY, id), start + to),
];
const inOrder = (entries: readonly Entry[]): readonly Entry[] => [...entries].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
const reckoning = (limit: TimeLimit, onSupplement: ClockSheet['onSupplement'] = 'PAUSE') => aReckoning({ rules: { limit, onSupplement }, calendar: CONFIRMED });
const dueOf = (entries: readonly Entry[], limit: TimeLimit, onSupplement?: ClockSheet['onSupplement']): string =>
  datesOf(clockFactsOf(inOrder(entries)), reckoning(limit, onSupplement)).dueAt ?? 'none';
const msOf = (...given: Parameters<typeof dueOf>): number => Date.parse(dueOf(...given));

describe('the date of a dossier', () => {
  test('is what the calendar says of the same limit and pauses, line for line', () => {
    fc.assert(
      fc.property(received, limit, policy, moments, (start, limit, onSupplement, [a, b]) => {
        const dates = datesOf(clockFactsOf([...opened(start), ...supplement(start, [a, b])]), reckoning(limit, onSupplement));
        const reason = { vi: 'Chờ bổ sung hồ sơ', en: 'Waiting for the supplement' };
        const pauses = [{ from: iso(start + a), to: iso(start + b), reason }];
        const wanted = explainDueDate(iso(start), { limit, cutOff: '15:00' }, CALENDAR, { pauses, policy: onSupplement === 'RESTART' ? 'RESTART' : 'PAUSE' });
        expect({ dueAt: dates.dueAt, lines: dates.lines }).toEqual({ dueAt: wanted.dueAt, lines: wanted.lines });
      }),
      { numRuns: 500 },
    );
  });

  test('lies inside a session', () => {
    fc.assert(
      fc.property(received, limit, policy, fc.array(span, { maxLength: 3 }), (start, limit, onSupplement, spans) => {
        const due = localMinute(dueOf([...opened(start), ...spans.flatMap((one, i) => supplement(start, one, `s${String(i)}`))], limit, onSupplement));
        expect(CALENDAR.onDay(dayOf(due)).sessions.some(([from, to]) => from <= minuteOf(due) && minuteOf(due) <= to)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('is not earlier for a longer limit, nor for a later receipt', () => {
    fc.assert(
      fc.property(received, limit, fc.integer({ min: 0, max: 5 * DAY }), (start, limit, later) => {
        const longer = { ...limit, amount: (limit.amount ?? 1) + 1 };
        expect(msOf(opened(start), longer)).toBeGreaterThanOrEqual(msOf(opened(start), limit));
        expect(msOf(opened(start + later), limit)).toBeGreaterThanOrEqual(msOf(opened(start), limit));
      }),
      { numRuns: 500 },
    );
  });

  test('is not moved by a pause without length', () => {
    fc.assert(
      fc.property(received, limit, policy, moments, (start, limit, onSupplement, [a]) => {
        expect(dueOf([...opened(start), ...supplement(start, [a, a])], limit, onSupplement)).toBe(dueOf(opened(start), limit));
      }),
      { numRuns: 500 },
    );
  });

  test('is moved by pauses that follow each other as by one long one', () => {
    fc.assert(
      fc.property(received, limit, policy, moments, (start, limit, onSupplement, [a, b, c]) => {
        const two = [...opened(start), ...supplement(start, [a, b], 'one'), ...supplement(start, [b, c], 'two')];
        expect(dueOf(two, limit, onSupplement)).toBe(dueOf([...opened(start), ...supplement(start, [a, c])], limit, onSupplement));
      }),
      { numRuns: 500 },
    );
  });

  test('while the clock stands is what it would be if it went on now', () => {
    fc.assert(
      fc.property(received, limit, policy, moments, (start, limit, onSupplement, [a, b]) => {
        fc.pre(Math.floor((start + a) / MINUTE) < Math.floor((start + b) / MINUTE));
        const [asked, answered] = supplement(start, [a, b]);
        const open = clockOfHistory([...opened(start), asked!], reckoning(limit, onSupplement), iso(start + b));
        expect(open.dueAt).toBe(dueOf([...opened(start), asked!, answered!], limit, onSupplement));
      }),
      { numRuns: 500 },
    );
  });

  test('has moved from the first one to the last one by the moves that are listed, without a gap', () => {
    fc.assert(
      fc.property(received, limit, policy, fc.array(span, { maxLength: 3 }), (start, limit, onSupplement, spans) => {
        const entries = inOrder([...opened(start), ...spans.flatMap((one, i) => supplement(start, one, `s${String(i)}`))]);
        const { moves, dueAt } = datesOf(clockFactsOf(entries), reckoning(limit, onSupplement));
        const steps = [dueOf(opened(start), limit), ...moves.map(({ to }) => to)];
        expect(moves.map(({ from }) => from)).toEqual(steps.slice(0, -1));
        expect(steps.at(-1)).toBe(dueAt);
      }),
      { numRuns: 500 },
    );
  });

  test('of a finished dossier is changed by no calendar and by nothing that comes later', () => {
    fc.assert(
      fc.property(received, limit, policy, moments, (start, limit, onSupplement, [a, b, c]) => {
        const finished = [...opened(start), ...supplement(start, [a, b]), at(say.status(ANY, 9), start + b)];
        const later = [anEntry('due-date-moved', ANY, { decision: 'd', calendarVersion: 2 }), say.asked(ANY, { id: 'late' })].map((entry) =>
          at(entry, start + c),
        );
        expect(clockFactsOf([...finished, ...later])).toEqual(clockFactsOf(finished));
        const other = (version: number): CalendarData =>
          version === 1 ? CONFIRMED : CalendarData.parse({ ...CONFIRMED, version: 2, sessions: { '1': [['08:00', '09:00']] } });
        const versions = { ...reckoning(limit, onSupplement), calendarOf: (version: number) => calendarFrom(other(version)) };
        expect(clockOfHistory([...finished, ...later], versions, iso(start + c))).toEqual(clockOfHistory(finished, versions, iso(start + c)));
      }),
      { numRuns: 200 },
    );
  });
});

/** Anything that can happen to time, at moments after receipt. */
const happening = fc.tuple(fc.nat({ max: 60 * DAY }), fc.nat({ max: 9 })).chain(([after, which]) =>
  fc.nat({ max: 2 }).map((n) => (start: number): Entry => {
    const mark = { pausesClock: { reason: { vi: 'Chờ', en: 'Waiting' }, legalBasis: 'Điều 1' }, portalStatus: 6 };
    const made = [
      say.asked(ANY, { id: `s${String(n)}` }),
      say.answered(ANY, `s${String(n)}`),
      say.waitEnded(ANY, `s${String(n)}`),
      say.entered(ANY, 'posted', mark, `e${String(n)}`),
      say.left(ANY, 'posted', `e${String(n)}`),
      say.transferred(ANY, 'binh-an-center'),
      say.entered(ANY, 'refuse', { result: 'refused' }),
      anEntry('clock-due-soon', ANY),
      anEntry('apology-issued', ANY, { newDueAt: '2027-03-01T10:00:00+07:00' }),
      say.status(ANY, n === 0 ? 9 : 4),
    ][which];
    return at(made!, start + after);
  }),
);
const history = fc
  .tuple(received, fc.array(happening, { maxLength: 12 }))
  .map(([start, made]) => inOrder([...opened(start), ...made.map((make) => make(start))]));

describe('the clock of any history', () => {
  const rules: Partial<ClockSheet> = { byResult: [{ result: 'refused', elements: ['refuse'], limit: { unit: 'WORKING_DAY', amount: 2 } }] };

  test('is the same kept up entry by entry with the dossier as folded from plain entries', () => {
    fc.assert(
      fc.property(history, limit, policy, (entries, limit, onSupplement) => {
        const given = aReckoning({ rules: { ...rules, limit, onSupplement }, calendar: CONFIRMED });
        const now = iso(Date.parse(entries[0]!.at) + 30 * DAY);
        expect(clockOf(fold(entries).clock, given, now)).toEqual(clockOfHistory(entries, given, now));
      }),
      { numRuns: 300 },
    );
  });

  test('says what it says without contradiction', () => {
    fc.assert(
      fc.property(history, limit, policy, fc.nat({ max: 90 * DAY }), (entries, limit, onSupplement, after) => {
        const now = iso(Date.parse(entries[0]!.at) + after);
        const clock: Clock = clockOfHistory(entries, aReckoning({ rules: { ...rules, limit, onSupplement }, calendar: CONFIRMED }), now);
        expect(Date.parse(clock.overdueAt!)).toBeGreaterThanOrEqual(Date.parse(clock.dueAt!));
        expect(Date.parse(clock.dueAt!)).toBeGreaterThanOrEqual(Date.parse(clock.lawDueAt!));
        expect(clock.state === 'stopped').toBe(clock.finishedAt !== undefined);
        expect(clock.punctuality === undefined).toBe(clock.finishedAt === undefined);
        expect(clock.remaining === undefined).toBe(clock.state === 'stopped');
        if (clock.state === 'overdue') expect(clock.remaining?.overdue).toBe(true);
        if (clock.state === 'running' || clock.state === 'due-soon') expect(clock.remaining?.overdue).toBe(false);
        expect(clock.wakeAt).toBe(clock.alerts[0]?.at);
        expect(clock.alerts.map(({ at }) => at)).toEqual(clock.alerts.map(({ at }) => at).sort());
      }),
      { numRuns: 300 },
    );
  });
});

test('a clock is the same under any zone and language of the host', () => {
  // given
  const cases = fc.sample(fc.tuple(history, limit, policy), 60).map(([entries, limit, onSupplement]) => ({ entries, limit, onSupplement }));
  const program = `
    import { readFileSync } from 'node:fs';
    import { calendarFrom } from './domain/calendar/calendar.ts';
    import { clockOfHistory } from './domain/clock/clock-of.ts';
    const { data, cases } = JSON.parse(readFileSync(0, 'utf8'));
    const calendar = calendarFrom(data);
    const clock = ({ entries, limit, onSupplement }) =>
      clockOfHistory(entries, { rules: { limit, onSupplement, cutOff: '15:00' }, calendarOf: () => calendar }, '2026-12-31T17:30:00Z');
    console.log(JSON.stringify([new Date(0).getTimezoneOffset(), cases.map(clock)]));
  `;
  const inZone = (TZ: string, LC_ALL: string): [number, unknown] => {
    const env = { ...process.env, NODE_OPTIONS: '', TZ, LC_ALL };
    const options = {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env,
      encoding: 'utf8',
      input: JSON.stringify({ data: CONFIRMED, cases }),
    } as const;
    return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], options)) as [number, unknown];
  };

  // when
  const answers = [inZone('UTC', 'C'), inZone('America/New_York', 'en_US.UTF-8'), inZone('Asia/Tokyo', 'ar_EG.UTF-8')];

  // then
  expect(answers.map(([offset]) => offset)).toEqual([0, 300, -540]);
  const here = cases.map(({ entries, limit, onSupplement }) =>
    clockOfHistory(entries, { rules: { limit, onSupplement, cutOff: '15:00' }, calendarOf: () => CALENDAR }, '2026-12-31T17:30:00Z'),
  );
  for (const [, there] of answers) expect(there).toEqual(JSON.parse(JSON.stringify(here)));
});
