import type { Bilingual, TimeLimit } from '../../contract/vocabulary.ts';
import type { ArithmeticLine } from '../calendar/arithmetic.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { limitText } from '../calendar/limit-text.ts';
import { afterPause, beginsLate } from '../calendar/pauses.ts';
import { termFrom, type DueDateRule, type Term } from '../calendar/term.ts';
import { instantText, localMinute, vietnameseDate, type LocalMinute } from '../calendar/vietnam-time.ts';
import { nextOpening } from '../calendar/working-time.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import type { ClockFacts } from './clock-facts.ts';
import { endedPauses, openPause, type CountedPause } from './clock-pauses.ts';
import type { DateMove, Reckoning } from './clock.ts';

/** Where the law's date came to, step by step. */
export interface Course {
  readonly limit: TimeLimit;
  readonly calendar: Calendar;
  /** Where it stands, or the year whose calendar is needed and not confirmed. */
  readonly counted: Term | CalendarNotConfirmed;
  readonly moves: readonly DateMove[];
  /** What has changed the rules of the count, said before the count itself. */
  readonly changes: readonly ArithmeticLine[];
  /** When the limit was last counted from the start. */
  readonly began: LocalMinute;
  /** When the supplement came after which it was. */
  readonly restartedAt?: string;
  /** Since when the clock stands now. */
  readonly pausedSince?: string;
}

interface Given {
  readonly start: LocalMinute;
  readonly calendarVersion: number;
  /** Pauses that still last count until then; as if they had ended at once without a moment. */
  readonly until: string | undefined;
}

/** Counts the limit from its start through everything that happened to it. A result or another calendar lays the whole limit anew from the same start. */
export function courseOf(facts: ClockFacts, { rules, calendarOf }: Reckoning, { start, calendarVersion, until }: Given): Course {
  let rule: DueDateRule = { limit: rules.limit, cutOff: rules.cutOff };
  let calendar = calendarOf(calendarVersion, facts.competentAgency);
  const passed: CountedPause[] = [];
  const laid = (): Course['counted'] =>
    counting(() => passed.reduce((term, pause) => afterPause(term, pause, rule, calendar), termFrom(start, rule, calendar)));
  const after = (pause: CountedPause): Course['counted'] => (isTerm(counted) ? counting(() => afterPause(counted as Term, pause, rule, calendar)) : counted);
  let counted = laid();
  let known = isTerm(counted) ? counted.due : undefined;
  let [began, restartedAt]: [LocalMinute, string | undefined] = [start, undefined];
  const moves: DateMove[] = [];
  const changes: ArithmeticLine[] = [];

  for (const step of stepsOf(facts, rules, openingOf(start, calendar))) {
    if (step.kind === 'pause') {
      if (step.pause.policy === 'RESTART' && takesEffect(step.pause, counted, calendar)) [began, restartedAt] = [step.pause.to, step.pause.given.fact.to];
      counted = after(step.pause);
      passed.push(step.pause);
    } else {
      if (step.kind === 'outcome') rule = { ...rule, limit: step.limit };
      else calendar = calendarOf(step.decision.calendarVersion, facts.competentAgency);
      const { at, reason } = changeOf(step);
      changes.push({ date: vietnameseDate(at), counted: false, reason });
      counted = laid();
    }
    if (!isTerm(counted)) continue;
    if (known !== undefined && counted.due !== known) moves.push(moveOf(step, known, counted.due));
    known = counted.due;
  }

  const open = openPause(facts, rules, Math.max(openingOf(start, calendar), passed.at(-1)?.to ?? 0), until);
  const stands = open !== undefined && takesEffect(open, counted, calendar) ? open : undefined;
  if (stands !== undefined && (stands.policy === 'RESTART' || stands.to > stands.from)) counted = after(stands);
  return {
    limit: rule.limit,
    calendar,
    counted,
    moves,
    changes,
    began: stands?.policy === 'RESTART' ? stands.to : began,
    ...(restartedAt === undefined ? {} : { restartedAt }),
    ...(stands === undefined ? {} : { pausedSince: stands.from > localMinute(stands.given.from) ? instantText(stands.from) : stands.given.from }),
  };
}

export const isTerm = (counted: Course['counted']): counted is Term => !(counted instanceof CalendarNotConfirmed);

function counting<T>(count: () => T): T | CalendarNotConfirmed {
  try {
    return count();
  } catch (error) {
    if (error instanceof CalendarNotConfirmed) return error;
    throw error;
  }
}

function openingOf(start: LocalMinute, calendar: Calendar): LocalMinute {
  const opening = counting(() => nextOpening(start, calendar));
  return opening instanceof CalendarNotConfirmed ? start : opening;
}

/** Where no date is known, none has passed. */
const takesEffect = (pause: CountedPause, counted: Course['counted'], calendar: Calendar): boolean =>
  !isTerm(counted) || counting(() => beginsLate(pause, counted, calendar)) !== true;

type Change =
  | { readonly at: LocalMinute; readonly kind: 'outcome'; readonly happenedAt: string; readonly limit: TimeLimit }
  | { readonly at: LocalMinute; readonly kind: 'calendar'; readonly decision: ClockFacts['calendarDecisions'][number] };
/** Something that happened to the count. */
type Step = Change | { readonly at: LocalMinute; readonly kind: 'pause'; readonly pause: CountedPause };

function stepsOf(facts: ClockFacts, rules: Reckoning['rules'], opening: LocalMinute): readonly Step[] {
  const steps: Step[] = endedPauses(facts, rules, opening).map((pause) => ({ at: pause.to, kind: 'pause', pause }));
  for (const { at, result } of facts.results) {
    const limit = rules.byResult?.find((one) => one.result === result)?.limit;
    if (limit !== undefined) steps.push({ at: localMinute(at), kind: 'outcome', happenedAt: at, limit });
  }
  for (const decision of facts.calendarDecisions) steps.push({ at: localMinute(decision.at), kind: 'calendar', decision });
  return steps.sort((one, other) => one.at - other.at);
}

function moveOf(step: Step, from: LocalMinute, to: LocalMinute): DateMove {
  const dates = { from: instantText(from), to: instantText(to) };
  if (step.kind !== 'pause') return { ...changeOf(step), ...dates };
  const { given, policy } = step.pause;
  const restarted = policy === 'RESTART';
  const said = restarted ? { kind: 'restart' as const, reason: RESTARTED } : { kind: 'pause' as const, reason: given.fact.reason };
  return { at: given.to, ...said, ...dates, ...(given.fact.by === undefined ? {} : { by: given.fact.by }) };
}

const RESTARTED: Bilingual = { vi: 'Hồ sơ đã bổ sung: tính lại thời hạn từ đầu', en: 'The dossier was completed: the limit is counted again from the start' };

function changeOf(change: Change): Omit<DateMove, 'from' | 'to'> {
  if (change.kind === 'outcome') {
    const { vi, en } = limitText(change.limit);
    const reason = { vi: `Theo kết quả giải quyết, thời hạn là ${vi.toLowerCase()}`, en: `For this result the limit is ${en.toLowerCase()}` };
    return { at: change.happenedAt, kind: 'outcome', reason };
  }
  const { at, decision, calendarVersion, by } = change.decision;
  const version = String(calendarVersion);
  const reason = {
    vi: `Lịch làm việc thay đổi theo ${decision}: tính theo lịch bản ${version}`,
    en: `The working calendar was changed by ${decision}: counted by calendar version ${version}`,
  };
  return { at, kind: 'calendar', reason, document: decision, ...(by === undefined ? {} : { by }) };
}
