import type { Bilingual } from '../../contract/vocabulary.ts';
import { durationText, type ArithmeticLine } from './arithmetic.ts';
import type { Calendar } from './calendar.ts';
import { endingOn, termFrom, workingTimeCounted, type DueDateRule, type Term } from './term.ts';
import { addWorkingMinutes, nextOpening, workingMinutesBetween } from './working-time.ts';
import { dateOf, dayOf, localMinute, momentText, vietnameseDateText, type LocalMinute } from './vietnam-time.ts';

/** What a pause does to the limit: the rest of it runs on afterwards, or it is counted again from the start. */
export const PAUSE_POLICIES = ['PAUSE', 'RESTART'] as const;
export type PausePolicy = (typeof PAUSE_POLICIES)[number];

/** A time that does not count: ISO instants, and why. */
export interface Pause {
  readonly from: string;
  readonly to: string;
  readonly reason?: Bilingual | undefined;
  /** What this one does to the limit, where it differs from the others. */
  readonly policy?: PausePolicy | undefined;
}

/** A pause on the calendar, apart from all others. */
export interface LocalPause<P extends Pause = Pause> {
  readonly from: LocalMinute;
  readonly to: LocalMinute;
  readonly reason: Bilingual;
  readonly policy: PausePolicy;
  readonly given: P;
}

/**
 * Extends a term by the pauses that fall into it. Overlapping pauses count once; a pause that begins after the due date changes nothing, because
 * no pause makes a late dossier punctual.
 * PAUSE keeps what was left: working limits move by the paused working minutes, limits in calendar days and months by the paused days.
 * RESTART lays the whole limit on the calendar again from the end of the pause.
 * @throws RangeError when a pause ends before it begins
 */
export function withPauses(
  term: Term,
  received: LocalMinute,
  given: readonly Pause[],
  { rule, policy, calendar }: { rule: DueDateRule; policy: PausePolicy; calendar: Calendar },
): Term {
  return pausesInOrder(given, nextOpening(received, calendar), policy).reduce((current, pause) => afterPause(current, pause, rule, calendar), term);
}

/** The term after one more pause. Pauses are applied in the order of time (see {@link pausesInOrder}). */
export function afterPause(term: Term, pause: LocalPause, rule: DueDateRule, calendar: Calendar): Term {
  if (beginsLate(pause, term, calendar)) return { ...term, lines: [...term.lines, lineOf(pause, AFTER_DUE)] };
  if (pause.policy === 'RESTART') return restarted(term, pause, rule, calendar);
  return term.counted === undefined ? movedByWorkingTime(term, pause, calendar) : movedByDays(term.counted, pause, calendar);
}

const AFTER_DUE: Bilingual = { vi: 'bắt đầu sau hạn, không cộng thêm', en: 'begins after the due date, adds nothing' };
const AGAIN: Bilingual = { vi: 'tính lại thời hạn từ đầu', en: 'the limit is counted again from the start' };

/**
 * Sorted, without overlap, nothing before the term began and nothing empty. One that lies within a longer one leaves it its policy RESTART.
 * @throws RangeError when a pause ends before it begins
 */
export function pausesInOrder<P extends Pause>(given: readonly P[], start: LocalMinute, usual: PausePolicy): readonly LocalPause<P>[] {
  const pauses = given.map((pause) => onCalendar(pause, usual)).sort((one, other) => one.from - other.from || one.to - other.to);
  const apart: LocalPause<P>[] = [];
  for (const pause of pauses) {
    if (pause.to < pause.from) throw new RangeError('A pause ends after it begins');
    const last = apart.at(-1);
    const from = Math.max(pause.from, last?.to ?? start);
    if (pause.to > from) apart.push({ ...pause, from });
    else if (last !== undefined && pause.policy === 'RESTART' && pause.to > pause.from) apart[apart.length - 1] = { ...last, policy: 'RESTART' };
  }
  return apart;
}

const onCalendar = <P extends Pause>(given: P, usual: PausePolicy): LocalPause<P> => ({
  from: localMinute(given.from),
  to: localMinute(given.to),
  reason: given.reason ?? { vi: '', en: '' },
  policy: given.policy ?? usual,
  given,
});

/** Late is late by at least one working minute; terms of days are late from the next working day. Looks no further into the calendar than that. */
export function beginsLate({ from }: Pick<LocalPause, 'from'>, { due, counted }: Term, calendar: Calendar): boolean {
  if (from <= due) return false;
  return counted === undefined ? addWorkingMinutes(due, 1, calendar) <= from : dayOf(from) > dayOf(due) || dayOf(nextOpening(from, calendar)) > dayOf(due);
}

function movedByWorkingTime(term: Term, pause: LocalPause, calendar: Calendar): Term {
  const minutes = workingMinutesBetween(pause.from, pause.to, calendar);
  const { vi, en } = durationText(minutes);
  const lines = [...term.lines, lineOf(pause, { vi: `${vi} làm việc không tính`, en: `${en} of working time not counted` })];
  const due = addWorkingMinutes(term.due, minutes, calendar, (day, used, left) => {
    const line = workingTimeCounted(calendar.onDay(day), used, left);
    lines.push(line.counted ? { ...line, reason: { vi: `Bù thời gian tạm dừng: ${line.reason.vi}`, en: `Making up for the pause: ${line.reason.en}` } } : line);
  });
  return { due, lines };
}

/** Both ends count as the next opening, as every receipt does; so a pause over a weekend alone adds no day. */
function movedByDays({ lastDay, lines }: NonNullable<Term['counted']>, pause: LocalPause, calendar: Calendar): Term {
  const [from, to] = [dayOf(nextOpening(pause.from, calendar)), dayOf(nextOpening(pause.to, calendar))];
  const moved = Math.max(lastDay, from) + to - from;
  const [days, last] = [String(to - from), vietnameseDateText(dateOf(moved))];
  const effect = { vi: `${days} ngày không tính, ngày cuối là ${last}`, en: `days not counted: ${days}, so the last day is ${last}` };
  return endingOn(moved, calendar, [...lines, lineOf(pause, effect)]);
}

/** The days the first count would have used after the pause began never came to be. */
function restarted(term: Term, pause: LocalPause, rule: DueDateRule, calendar: Calendar): Term {
  const again = termFrom(pause.to, rule, calendar, 'restart');
  const until = dateOf(dayOf(pause.from));
  return { ...again, lines: [...term.lines.filter(({ date }) => date <= until), lineOf(pause, AGAIN), ...again.lines] };
}

function lineOf({ from, to, reason }: LocalPause, effect: Bilingual): ArithmeticLine {
  const why = (text: string): string => (text === '' ? '' : ` (${text})`);
  return {
    date: dateOf(dayOf(from)),
    counted: false,
    reason: {
      vi: `Tạm dừng từ ${momentText(from)} đến ${momentText(to)}${why(reason.vi)}: ${effect.vi}`,
      en: `Paused from ${momentText(from)} to ${momentText(to)}${why(reason.en)}: ${effect.en}`,
    },
  };
}
