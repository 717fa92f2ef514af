import type { ClockView } from '../../api/contract.ts';
import { localDay } from '../format.ts';

export type RulerClock = Pick<ClockView, 'limit' | 'startedAt' | 'firstDueAt' | 'dueAt' | 'stoppedAt' | 'lines'> & {
  readonly pauses: readonly Pick<ClockView['pauses'][number], 'from' | 'to'>[];
};

export type Fill = 'zero' | 'counted' | 'closed' | 'paused' | 'pause-begins' | 'pause-ends' | 'extra';

export interface RulerDay {
  readonly date: string;
  readonly fill: Fill;
  /** Which day of the limit it is. */
  readonly number: number | undefined;
  readonly time: 'past' | 'today' | 'ahead';
  /** After the day of the promise, and the result was not there yet. */
  readonly late: boolean;
  readonly due: boolean;
  readonly firstDue: boolean;
  readonly done: boolean;
  /** The day of receipt, or of a new start: not counted itself. */
  readonly first: boolean;
  readonly lines: ClockView['lines'];
}

const DAY_MS = 86_400_000;
/** A limit in months is drawn as far as it goes; beyond this many days nobody reads single days. */
const MOST_DAYS = 420;

/** The real calendar days from the start to the promise, or to now when it is later: each with how it was counted. */
export function rulerDays(clock: RulerClock, now: Date): readonly RulerDay[] {
  const { lines, startedAt, dueAt, firstDueAt, stoppedAt } = clock;
  if (startedAt === undefined || dueAt === undefined) return [];
  const [today, dueDay, doneDay] = [localDay(now), localDay(dueAt), stoppedAt === undefined ? undefined : localDay(stoppedAt)];
  const last = [dueDay, doneDay ?? today, ...lines.map(({ date }) => date)].reduce((one, other) => (one > other ? one : other));
  const days = datesBetween(localDay(startedAt), last).map((date) => {
    const own = lines.filter((line) => line.date === date);
    return {
      date,
      fill: fillOf(date, own, clock, today),
      number: undefined,
      time: date < today ? 'past' : date === today ? 'today' : 'ahead',
      late: date > dueDay && date <= (doneDay ?? today),
      due: date === dueDay,
      firstDue: firstDueAt !== undefined && localDay(firstDueAt) === date && date !== dueDay,
      done: date === doneDay,
      first: own.some(saysFirstDay),
      lines: own,
    } satisfies RulerDay;
  });
  return numbered(days, clock);
}

function datesBetween(first: string, last: string): readonly string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  const count = Math.max(1, Math.min(MOST_DAYS, (Date.parse(`${last}T00:00:00Z`) - start) / DAY_MS + 1));
  return Array.from({ length: count }, (_, nth) => new Date(start + nth * DAY_MS).toISOString().slice(0, 10));
}

const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** The event itself is never counted (Bộ luật Dân sự 2015, Điều 147); the server says which day that is. */
const saysFirstDay = ({ counted, reason }: ClockView['lines'][number]): boolean => !counted && /^Day (of receipt|the limit starts again)\b/.test(reason.en);

function fillOf(date: string, lines: ClockView['lines'], { limit, pauses, dueAt }: RulerClock, today: string): Fill {
  const pause = pausedOn(date, pauses, today);
  const closed = lines.some((line) => !line.counted && !saysFirstDay(line)) && !lines.some(({ counted }) => counted) && pause === undefined;
  if (lines.some(saysFirstDay) && pause === undefined) return 'zero';
  // When nobody works on the last day, the term ends with a day that is none of its own
  if (closed) return dueAt !== undefined && localDay(dueAt) === date ? 'extra' : 'closed';
  if (pause !== undefined) return isWeekend(date) && lines.every(({ counted }) => !counted) ? 'closed' : pause;
  if (lines.length > 0) return 'counted';
  // Months name only their last day; every day between is one of theirs
  if (limit.unit === 'MONTH') return 'counted';
  return isWeekend(date) ? 'closed' : 'extra';
}

function pausedOn(date: string, pauses: RulerClock['pauses'], today: string): 'paused' | 'pause-begins' | 'pause-ends' | undefined {
  for (const { from, to } of pauses) {
    const [begins, ends] = [localDay(from), to === undefined ? undefined : localDay(to)];
    if (date < begins || date > (ends ?? today)) continue;
    if (date === begins) return 'pause-begins';
    return date === ends ? 'pause-ends' : 'paused';
  }
  return undefined;
}

/**
 * Numbers under the days: counted on from the start to the first pause, and back from the promise to the last one, so that the last number is the
 * limit. Days between two pauses stay without: a pause shifts the hour at which a day is full.
 */
function numbered(days: readonly RulerDay[], { limit, pauses }: RulerClock): readonly RulerDay[] {
  if ((limit.unit !== 'WORKING_DAY' && limit.unit !== 'CALENDAR_DAY') || limit.amount === undefined) return days;
  const counts = ({ first, fill }: RulerDay): boolean => !first && (fill === 'counted' || fill === 'pause-begins' || fill === 'pause-ends');
  const firstPause = days.findIndex(({ fill }) => fill === 'pause-begins' || fill === 'paused');
  const lastPause = days.findLastIndex(({ fill }) => fill === 'pause-ends' || fill === 'paused');
  const numbers = new Map<string, number>();
  let forward = 0;
  for (const day of days.slice(0, firstPause === -1 ? days.length : firstPause + 1)) {
    if (counts(day) && forward < limit.amount) numbers.set(day.date, ++forward);
  }
  const dueAt = days.findIndex(({ due }) => due);
  if (pauses.length > 0 && lastPause !== -1) {
    let backward = limit.amount;
    for (const day of days.slice(lastPause, dueAt + 1).toReversed()) if (counts(day) && backward > forward) numbers.set(day.date, backward--);
  }
  return days.map((day) => ({ ...day, number: day.first ? 0 : numbers.get(day.date) }));
}
