import { dateOf, dayNumber } from '../../../../domain/calendar/vietnam-time.ts';
import type { CalendarContent } from '../../api/contract.ts';

export type Week = CalendarContent['sessions'];
type Session = [string, string];

/** Weekdays as the calendar counts them, and as texts name them. */
export const WEEK = [
  ['1', 'mon'],
  ['2', 'tue'],
  ['3', 'wed'],
  ['4', 'thu'],
  ['5', 'fri'],
  ['6', 'sat'],
  ['7', 'sun'],
] as const;

/** `24/11/2026` */
export const dateText = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** The day that was typed, or undefined when there is no such day. */
export function readDate(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
  if (year === '') return undefined;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return dateOf(dayNumber(date)) === date ? date : undefined;
}

export const sessionsText = (sessions: readonly Session[] | undefined): string => (sessions ?? []).map(([from, to]) => `${from}–${to}`).join(', ');

/** Sessions as they are typed, `7:30-11:30, 13:30-17:00`; nothing is a day off. Undefined when they cannot be read, overlap or run backwards. */
export function readSessions(text: string): Session[] | undefined {
  if (text.trim() === '') return [];
  const sessions: Session[] = [];
  for (const part of text.split(/[,;]/)) {
    const [, from = '', to = ''] = /^\s*(\d{1,2}[:h]\d{2})\s*[-–—]\s*(\d{1,2}[:h]\d{2})\s*$/.exec(part) ?? [];
    const session: Session = [readClock(from), readClock(to)];
    if (session.includes('') || session[0] >= session[1] || (sessions.at(-1)?.[1] ?? '') > session[0]) return undefined;
    sessions.push(session);
  }
  return sessions;
}

function readClock(text: string): string {
  const [hour = '', minute = ''] = text.split(/[:h]/);
  return text !== '' && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : '';
}
