import type { PortalStatus } from '../api/contract.ts';
import { localDay } from './format.ts';

export const DUE_STATES = ['overdue', 'past-hour', 'due-soon', 'on-time', 'paused', 'done', 'stopped', 'none'] as const;
export type DueState = (typeof DUE_STATES)[number];

export interface DueFacts {
  readonly status: PortalStatus;
  readonly dueAt?: string | undefined;
  readonly closedAt?: string | undefined;
}

const DAY = 86_400_000;

/** Which of the clock's words applies. Until the day of the appointment is over the dossier is legally still on time. */
export function dueState({ status, dueAt, closedAt }: DueFacts, now: Date): DueState {
  if (status === 3 || status === 7 || status === 8) return 'stopped';
  if (status === 9 || status === 10 || closedAt !== undefined) return 'done';
  if (dueAt === undefined) return 'none';
  if (status === 5 || status === 6) return 'paused';
  const due = new Date(dueAt);
  if (now > due) return localDay(now) === localDay(due) ? 'past-hour' : 'overdue';
  return weekdayTime(now, due) < DAY ? 'due-soon' : 'on-time';
}

/** Time between two moments without Saturdays and Sundays. Holidays are the server's knowledge; leaving them in only warns a little later. */
function weekdayTime(from: Date, to: Date): number {
  let total = 0;
  for (let at = from.getTime(); at < to.getTime();) {
    const midnight = Date.parse(`${localDay(at)}T00:00:00+07:00`) + DAY;
    const until = Math.min(midnight, to.getTime());
    const weekday = new Date(`${localDay(at)}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) total += until - at;
    if (total > 2 * DAY) return total;
    at = until;
  }
  return total;
}

export interface Duration {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

export function durationBetween(one: Date, other: Date): Duration {
  const minutes = Math.floor(Math.abs(one.getTime() - other.getTime()) / 60_000);
  return { days: Math.floor(minutes / 1_440), hours: Math.floor((minutes % 1_440) / 60), minutes: minutes % 60 };
}

export type Say = (unit: 'days' | 'hours' | 'minutes' | 'underMinute', count: number) => string;

/** At most two units, the largest first: `2 ngày 7 giờ`, `3 giờ 40 phút`. */
export function durationWords({ days, hours, minutes }: Duration, say: Say): string {
  const units = [days > 0 && say('days', days), hours > 0 && say('hours', hours), minutes > 0 && say('minutes', minutes)].filter((text) => text !== false);
  if (units.length === 0) return say('underMinute', 0);
  // After days only the hours matter; a lone minute beside days would pretend a precision nobody has
  if (days > 0) return [say('days', days), ...(hours > 0 ? [say('hours', hours)] : [])].join(' ');
  return units.slice(0, 2).join(' ');
}

/** How much of the way from receipt to the due date has passed, 0 to 1. */
export function shareUsed(from: string | undefined, dueAt: string | undefined, now: Date): number {
  if (from === undefined || dueAt === undefined) return 0;
  const [start, end] = [Date.parse(from), Date.parse(dueAt)];
  return end <= start ? 1 : Math.min(1, Math.max(0, (now.getTime() - start) / (end - start)));
}
