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
}

interface LocalPause {
  readonly from: LocalMinute;
  readonly to: LocalMinute;
  readonly reason: Bilingual;
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
  let current = term;
  for (const pause of inOrder(given, nextOpening(received, calendar))) {
    if (beginsLate(pause, current, calendar)) current = { ...current, lines: [...current.lines, lineOf(pause, AFTER_DUE)] };
    else if (policy === 'RESTART') current = restarted(current, pause, rule, calendar);
    else current = current.counted === undefined ? movedByWorkingTime(current, pause, calendar) : movedByDays(current.counted, pause, calendar);
  }
  return current;
}

const AFTER_DUE: Bilingual = { vi: 'bắt đầu sau hạn, không cộng thêm', en: 'begins after the due date, adds nothing' };
const AGAIN: Bilingual = { vi: 'tính lại thời hạn từ đầu', en: 'the limit is counted again from the start' };

/** Sorted, without overlap, nothing before the term began and nothing empty. */
function inOrder(given: readonly Pause[], start: LocalMinute): readonly LocalPause[] {
  const pauses = given
    .map(({ from, to, reason = { vi: '', en: '' } }) => ({ from: localMinute(from), to: localMinute(to), reason }))
    .sort((one, other) => one.from - other.from || one.to - other.to);
  let end = start;
  return pauses.flatMap((pause) => {
    if (pause.to < pause.from) throw new RangeError('A pause ends after it begins');
    const from = Math.max(pause.from, end);
    if (pause.to <= from) return [];
    end = pause.to;
    return [{ ...pause, from }];
  });
}

/** Late is late by at least one working minute; terms of days are late from the next working day. Looks no further into the calendar than that. */
function beginsLate({ from }: LocalPause, { due, counted }: Term, calendar: Calendar): boolean {
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
