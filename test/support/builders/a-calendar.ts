import type { CalendarContent } from '../../../domain/calendar/propose-calendar.ts';
import type { CalendarWish } from '../../../domain/calendar/propose-calendar.ts';
import type { Officer } from '../../../domain/policy.ts';
import { CALENDAR } from '../fakes/fake-surroundings.ts';
import { anOfficer, CENTER } from './people.ts';

export const aCalendarAdmin = (id = 'long.hethong'): Officer => anOfficer({ id, agency: CENTER, roles: ['SYSTEM_ADMIN'] });
export const aDirector = (id = 'dung.giamdoc'): Officer => anOfficer({ id, agency: CENTER, roles: ['CENTER_DIRECTOR'] });

const { version: _version, timeZone: _timeZone, ...CONTENT } = CALENDAR;

/** The day on which dossiers received at {@link received} are due. */
export const FLOOD = { date: '2026-11-26', kind: 'LOCAL_CLOSED', name: 'Ngập lụt', document: 'TB 12' } as const;

/** Everybody is closed on the 26th, unless told otherwise. */
export const aContent = (change: Partial<CalendarContent> = {}): CalendarContent => ({ ...CONTENT, exceptions: [...CONTENT.exceptions, FLOOD], ...change });

export const aWish = (change: Partial<CalendarWish> = {}): CalendarWish => ({
  version: 2,
  revision: 0,
  content: aContent(),
  decision: 'QĐ 41/QĐ-UBND',
  reason: 'Nghỉ một ngày vì ngập lụt',
  ...change,
});
