import type { Bilingual } from '../../contract/vocabulary.ts';
import type { ArithmeticLine } from '../calendar/arithmetic.ts';
import { instantText, localMinute, momentText, vietnameseDate, type LocalMinute } from '../calendar/vietnam-time.ts';
import { CalendarNotConfirmed } from '../errors.ts';
import { alertsOf } from './alerts.ts';
import type { ClockDates, DateMove, Reckoning } from './clock.ts';
import type { ApologyFact, ClockFacts } from './clock-facts.ts';
import { courseOf, isTerm, type Course } from './course.ts';
import { apologyUntil, dueSoonFrom, overdueAfter, punctualityOf } from './late.ts';
import { transferDueAt } from './transfer-due.ts';

/**
 * Every date of a dossier, each from history, rules and calendar. A pause that lasts is counted as if it ended `until`; without a moment, as if it
 * had ended at once, so that the dates depend on nothing but history.
 */
export function datesOf(facts: ClockFacts, reckoning: Reckoning, until?: string): ClockDates {
  const { rules } = reckoning;
  const { receipt, finishedAt, calendarVersion } = facts;
  const always = {
    limit: rules.limit,
    ...(calendarVersion === undefined ? {} : { calendarVersion }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
  if (receipt === undefined) return { ...always, lines: [], moves: [], ...alertsOf(facts, {}) };
  const start = startOf(facts, receipt, reckoning);
  const promised = { ...always, ...start.shown, firstDueAt: receipt.dueAt };
  if (start.unconfirmedYear !== undefined) return { ...promised, unconfirmedYear: start.unconfirmedYear, lines: [], moves: [], ...alertsOf(facts, {}) };
  const course = courseOf(facts, reckoning, { start: start.at, calendarVersion: receipt.calendarVersion, until });
  const { counted, limit, moves, pausedSince } = course;
  const standing = { ...promised, limit, ...(pausedSince === undefined || finishedAt !== undefined ? {} : { pausedSince }) };
  if (!isTerm(counted)) return { ...standing, unconfirmedYear: counted.year, lines: course.changes, moves, ...alertsOf(facts, { pausedSince }) };
  const due = facts.apology === undefined ? counted.due : Math.max(counted.due, localMinute(facts.apology.newDueAt));
  const dates = { dueAt: instantText(due), lawDueAt: instantText(counted.due), ...lateness(due, counted.due, course, facts, rules.dueSoon) };
  const apology = facts.apology === undefined ? undefined : apologised(facts.apology, counted.due, due);
  return {
    ...standing,
    ...dates,
    lines: [...course.changes, ...counted.lines, ...(apology === undefined ? [] : [apology.line])],
    moves: [...moves, ...(apology?.moves ?? [])].sort((one, other) => Date.parse(one.at) - Date.parse(other.at)),
    ...(start.shown.startedAt === undefined ? alertsOf(facts, {}) : alertsOf(facts, { ...dates, pausedSince, restartedAt: course.restartedAt })),
  };
}

type Lateness = Pick<ClockDates, 'dueSoonAt' | 'overdueAt' | 'apologyDueAt' | 'punctuality'>;

/** The neighbouring days of a due date may lie in a year without a calendar; then it is known, and they are not. */
function lateness(due: LocalMinute, lawDue: LocalMinute, course: Course, facts: ClockFacts, dueSoon: Reckoning['rules']['dueSoon']): Lateness {
  const { calendar, limit, began } = course;
  const { apology, finishedAt } = facts;
  const since = apology === undefined ? began : Math.max(began, localMinute(apology.at));
  const known = (key: 'dueSoonAt' | 'overdueAt' | 'apologyDueAt', moment: () => LocalMinute): Lateness => {
    try {
      return { [key]: instantText(moment()) };
    } catch (error) {
      if (error instanceof CalendarNotConfirmed) return {};
      throw error;
    }
  };
  return {
    ...known('dueSoonAt', () => dueSoonFrom(due, since, dueSoon, calendar)),
    ...known('overdueAt', () => overdueAfter(due, limit, calendar)),
    ...known('apologyDueAt', () => apologyUntil(lawDue, began, calendar)),
    ...(finishedAt === undefined ? {} : { punctuality: punctualityOf(localMinute(finishedAt), lawDue, limit, calendar) }),
  };
}

interface Start {
  readonly at: LocalMinute;
  readonly shown: Pick<ClockDates, 'startedAt' | 'startReason'>;
  readonly unconfirmedYear?: number;
}

const COMPLETE: Bilingual = { vi: 'Nhận hồ sơ đầy đủ, hợp lệ', en: 'Received complete and correct' };
const COMPETENT: Bilingual = { vi: 'Cơ quan có thẩm quyền nhận hồ sơ', en: 'Received by the competent agency' };

/** Received for another agency, the clock starts when that agency has the dossier (NĐ 309/2026, Điều 17(3)); until then it is promised for the latest lawful hand-over. */
function startOf(facts: ClockFacts, { at, calendarVersion }: NonNullable<ClockFacts['receipt']>, { rules, calendarOf }: Reckoning): Start {
  const { receivingAgency, competentAgency, competentReceiptAt } = facts;
  if (rules.startsAt !== 'competent-receipt' || receivingAgency === competentAgency) {
    return { at: localMinute(at), shown: { startedAt: at, startReason: COMPLETE } };
  }
  if (competentReceiptAt !== undefined) return { at: localMinute(competentReceiptAt), shown: { startedAt: competentReceiptAt, startReason: COMPETENT } };
  try {
    const expected = localMinute(transferDueAt(at, rules.cutOff, calendarOf(calendarVersion, receivingAgency)));
    const until = momentText(expected);
    const startReason = {
      vi: `Tính từ khi cơ quan có thẩm quyền nhận hồ sơ, chậm nhất ${until}`,
      en: `Counts from receipt by the competent agency, at the latest ${until}`,
    };
    return { at: expected, shown: { startReason } };
  } catch (error) {
    if (!(error instanceof CalendarNotConfirmed)) throw error;
    return { at: localMinute(at), shown: {}, unconfirmedYear: error.year };
  }
}

function apologised(
  { at, number, by }: ApologyFact,
  lawDue: LocalMinute,
  due: LocalMinute,
): { readonly line: ArithmeticLine; readonly moves: readonly DateMove[] } {
  const letter = number === undefined ? { vi: 'Thư xin lỗi', en: 'Letter of apology' } : { vi: `Thư xin lỗi số ${number}`, en: `Letter of apology ${number}` };
  const reason = { vi: `${letter.vi}: hẹn lại ${momentText(due)}`, en: `${letter.en}: promised anew for ${momentText(due)}` };
  const dates = { from: instantText(lawDue), to: instantText(due) };
  return {
    line: { date: vietnameseDate(at), counted: false, reason },
    moves: due === lawDue ? [] : [{ at, kind: 'apology', ...dates, reason, by, ...(number === undefined ? {} : { document: number }) }],
  };
}
