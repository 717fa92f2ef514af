import type { Calendar } from '../calendar/calendar.ts';
import { withinSessions } from '../calendar/term.ts';
import { clockOf, dayNumber, dayOf, instantText, localMinute, momentOf } from '../calendar/vietnam-time.ts';
import { InvalidInput, Refusal } from '../errors.ts';
import { reveal } from '../history/commitment.ts';
import type { Actor } from '../history/entry.ts';
import { LEADER } from '../policy.ts';
import type { ElementInfo } from './observe.ts';
import type { DossierRecord } from './record.ts';
import type { Decision } from './state.ts';

/** Fields of the forms in which a letter of apology is drafted and signed. */
export const NEW_DUE_DATE = 'newDueDate';
const REASON = 'apologyReason';

export interface SignedApology {
  readonly signedBy: Actor;
  /** `YYYY-MM-DD` */
  readonly newDueDate: string;
  readonly reason: string;
}

/**
 * The letter a leader has signed: his last decision that names a new date, with the reason as it was last written, by himself or by the officer.
 * @throws Refusal apology-unsigned
 */
export function signedApology(
  { state: { decisions }, secrets }: Pick<DossierRecord, 'state' | 'secrets'>,
  elements: Readonly<Record<string, ElementInfo>>,
): SignedApology {
  const standing = decisions.filter(({ undone }) => undone !== true);
  const text = (decision: Decision | undefined, field: string): string => {
    const value = reveal(decision?.values[field], secrets);
    return typeof value === 'string' ? value.trim() : '';
  };
  const signature = standing.findLast(({ by, values }) => by.role === LEADER && values[NEW_DUE_DATE] !== undefined);
  const newDueDate = text(signature, NEW_DUE_DATE);
  const written = standing.findLast((decision) => text(decision, REASON) !== '');
  const reason = text(written, REASON);
  // The usual outcome signs, the other ones send the draft back
  if (signature === undefined || signature.outcome !== elements[signature.elementId]?.outcomes?.[0] || newDueDate === '' || reason === '')
    throw new Refusal('apology-unsigned', 'Chưa có quyết định ký văn bản xin lỗi của lãnh đạo, kèm lý do và ngày hẹn mới.');
  return { signedBy: signature.by, newDueDate, reason };
}

/**
 * The moment of a new date: at the hour the dossier was promised for, or, when nobody works then, at the end of that day's work.
 * @param date `YYYY-MM-DD`
 * @param dueAt the date that holds now
 * @throws InvalidInput date-not-later unless it is a working day after that date; CalendarNotConfirmed
 */
export function newDueAt(date: string, dueAt: string, calendar: Calendar): string {
  const due = localMinute(dueAt);
  const wanted = calendar.onDay(dayNumber(date));
  if (dayNumber(date) <= dayOf(due) || !wanted.works) {
    const sentence = 'Ngày hẹn mới phải là một ngày làm việc sau ngày hẹn hiện tại.';
    throw new InvalidInput('date-not-later', sentence, [{ pointer: `/form/${NEW_DUE_DATE}`, detail: sentence }]);
  }
  return instantText(momentOf(dayNumber(date), withinSessions(clockOf(due), wanted)));
}
