import { useTranslation } from 'react-i18next';
import type { AgencyView, Bilingual, TimeLimit } from '../api/contract.ts';
import { ApiProblem, NetworkError } from '../api/errors.ts';
import { PROBLEM_TITLES_EN } from '../api/problem-titles.ts';
import { formatDate, formatTime, localDay, weekdayOf } from './format.ts';

/** Sentences that depend on the reader's language and appear on every page. */
export function useWords() {
  const { t, i18n } = useTranslation('components');
  const english = i18n.language === 'en';
  return {
    english,
    /** A text the server keeps in both languages. */
    pick: (text: Bilingual): string => (english ? text.en : text.vi),
    agency: (agency: Pick<AgencyView, 'shortName' | 'name'> | undefined, id: string): string =>
      agency === undefined ? id : english ? agency.name.en : agency.shortName,
    limit: (limit: TimeLimit): string => (limit.unit === 'SAME_DAY' ? t('limit.SAME_DAY') : t(`limit.${limit.unit}`, { count: limit.amount ?? 1 })),
    /** Working minutes in working hours; a day has no fixed number of them, so days are never made of hours. */
    workingTime: (minutes: number): string => {
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return [hours > 0 ? t('time.hours', { count: hours }) : '', rest > 0 || hours === 0 ? t('time.minutes', { count: rest }) : ''].join(' ').trim();
    },
    /** `30/11 09:15` */
    shortMoment: (instant: string): string => `${formatDate(instant).slice(0, 5)} ${formatTime(instant)}`,
    /** `Thứ Hai, 30/11/2026` */
    fullDate: (instant: string): string => `${t(`weekdaysLong.${weekdayOf(localDay(instant))}`)}, ${formatDate(instant)}`,
    /** `T2 30/11/2026 09:15` */
    weekdayDateTime: (instant: string): string => `${t(`weekdays.${weekdayOf(localDay(instant))}`)} ${formatDate(instant)} ${formatTime(instant)}`,
    /** `Thứ Hai, 30/11/2026, 09:15` */
    fullDateTime: (instant: string): string => `${t(`weekdaysLong.${weekdayOf(localDay(instant))}`)}, ${formatDate(instant)}, ${formatTime(instant)}`,
    problem: (error: unknown): string => {
      if (error instanceof ApiProblem) return english ? PROBLEM_TITLES_EN[error.code] : error.problem.detail;
      return error instanceof NetworkError ? t('network') : t('state.unknown');
    },
  };
}
