import type { Calendar } from '../calendar/calendar.ts';
import { clockOf, clockText, dayOf, instantText, localMinute, momentOf } from '../calendar/vietnam-time.ts';
import { nextWorkingDay } from '../calendar/working-time.ts';

/**
 * By when a dossier must be with the competent agency: within the working day it was received, or, received after the cut-off, at the start of the
 * next working day (NĐ 309/2026, Điều 18(2)).
 * @param cutOff `HH:MM`
 * @throws CalendarNotConfirmed
 */
export function transferDueAt(receivedAt: string, cutOff: string, calendar: Calendar): string {
  const received = localMinute(receivedAt);
  const today = calendar.onDay(dayOf(received));
  if (today.works && clockText(clockOf(received)) <= cutOff) return instantText(momentOf(dayOf(received), Math.max(today.closing, clockOf(received))));
  const next = nextWorkingDay(dayOf(received) + 1, calendar);
  return instantText(momentOf(next, calendar.onDay(next).sessions[0]?.[0] ?? 0));
}
