import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AgencyView, CalendarException } from '../../api/contract.ts';
import { weekdayOf } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import { datesOf, exceptionsBetween, withException, withoutException, type DayLook } from './calendar-view.ts';
import styles from './calendar.module.css';
import { CheckMark } from './check-mark.tsx';
import { ExceptionForm } from './exception-form.tsx';
import { newText, textOf } from './exception-text.ts';
import { KindMark } from './kind-mark.tsx';
import { dateText } from './typed-text.ts';
import type { CalendarWork } from './use-calendar-work.ts';

interface DayPanelProps {
  readonly work: CalendarWork;
  readonly from: string;
  readonly to: string;
  readonly look: DayLook | undefined;
  readonly agency: string | undefined;
  readonly agencies: readonly AgencyView[];
  readonly personName: (exception: CalendarException) => string;
}

/** The day or the days that are chosen: what holds, why, and what may be changed. */
export function DayPanel({ work, from, to, look, agency, agencies, personName }: DayPanelProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const { agency: agencyName } = useWords();
  const one = from === to;
  const title = one
    ? `${say(`weekdaysLong.${weekdayOf(from)}`)}, ${dateText(from)}`
    : `${dateText(from)} – ${dateText(to)} (${t('day.days', { count: datesOf({ date: from, validTo: to }).length })})`;
  const exceptions = exceptionsBetween(work.content, from, to, agency);
  const spanAndScope = (exception: CalendarException): string =>
    [
      ...(exception.validTo === undefined
        ? one
          ? []
          : [dateText(exception.date)]
        : [`${dateText(exception.date)} ${t('day.until', { date: dateText(exception.validTo) })}`]),
      ...(exception.agency === undefined
        ? []
        : [
            t('day.onlyFor', {
              agency: agencyName(
                agencies.find(({ id }) => id === exception.agency),
                exception.agency,
              ),
            }),
          ]),
      ...(exception.document === undefined ? [] : [exception.document]),
      personName(exception),
    ].join(' · ');

  return (
    <aside className={styles['panel']} aria-label={t('day.panel')}>
      <div>
        <h2>{title}</h2>
        {one && look !== undefined && (
          <p className={styles['hours']}>
            <span>{t('day.hours')}</span>
            {look.works ? look.sessions.map(([opens, closes]) => `${clock(opens)}–${clock(closes)}`).join(', ') : t('day.noHours')}
          </p>
        )}
        {exceptions.length === 0 && <p className={styles['quiet']}>{t('day.usual')}</p>}
        <ul className={styles['dayList']} aria-label={t('day.exceptions')}>
          {exceptions.map((exception) => (
            <li key={`${exception.date}${exception.kind}${exception.agency ?? ''}`}>
              <div className={styles['dayHead']}>
                <KindMark kind={exception.kind} />
                {exception.check === true && <CheckMark />}
              </div>
              <strong>{exception.name}</strong>
              <small>{spanAndScope(exception)}</small>
              {work.mayPropose && (
                <div className={styles['dayTools']}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconPencil size={14} stroke={1.75} aria-hidden />}
                    onClick={() => {
                      work.writeForm(textOf(exception));
                    }}
                  >
                    {t('day.change')}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
                    onClick={() => {
                      work.edit((content) => withoutException(content, exception));
                    }}
                  >
                    {t('day.remove')}
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
        {work.mayPropose && work.form === null && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
            onClick={() => {
              work.writeForm(newText(from, to));
            }}
          >
            {t('day.add')}
          </Button>
        )}
        {work.form !== null && (
          <ExceptionForm
            key={work.form.instead === null ? 'new' : JSON.stringify(work.form.instead)}
            text={work.form}
            agencies={agencies}
            onText={work.writeForm}
            onCancel={() => {
              work.writeForm(null);
            }}
            onWrite={(exception) => {
              work.edit((content) => withException(content, exception, work.form?.instead ?? undefined));
              work.writeForm(null);
            }}
          />
        )}
      </div>
    </aside>
  );
}

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
