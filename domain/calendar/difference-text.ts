import type { Bilingual } from '../../contract/vocabulary.ts';
import { durationText } from './arithmetic.ts';
import type { Calendar } from './calendar.ts';
import { dayOf, localMinute } from './vietnam-time.ts';
import { workingDaysBetween, workingMinutesBetween } from './working-time.ts';

/**
 * By how much a date moves, in working time: `Lùi 1 ngày làm việc`. A day counts that is worked in the calendar before or in the one after.
 * @param from ISO instant
 * @param to ISO instant
 */
export function differenceText(from: string, to: string, calendars: readonly [Calendar, Calendar]): Bilingual {
  const [old, moved] = [localMinute(from), localMinute(to)];
  const [earlier, later] = moved < old ? [moved, old] : [old, moved];
  const direction = moved < old ? { vi: 'Sớm', en: 'earlier' } : { vi: 'Lùi', en: 'later' };
  const days = Math.max(...calendars.map((calendar) => workingDaysBetween(dayOf(earlier), dayOf(later), calendar)));
  if (days > 0) return { vi: `${direction.vi} ${String(days)} ngày làm việc`, en: `${String(days)} working ${days === 1 ? 'day' : 'days'} ${direction.en}` };
  const { vi, en } = durationText(Math.max(...calendars.map((calendar) => workingMinutesBetween(earlier, later, calendar))));
  return { vi: `${direction.vi} ${vi} làm việc`, en: `${en} of working time ${direction.en}` };
}
