import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayRuler, type DueLine } from './day-ruler.tsx';
import styles from './due-sum.module.css';
import { dueState, type DueFacts } from './due-state.ts';
import { DueChip } from './due.tsx';
import { formatDate, localDay, weekdayOf } from './format.ts';
import { useNow } from './use-now.ts';
import { useWords } from './use-words.ts';

interface DueSumProps extends DueFacts {
  readonly lines: readonly DueLine[];
  readonly receivedAt?: string | undefined;
}

/** The promised date and its arithmetic: from, plus, not counted, equals; one click further every single day. */
export function DueSum({ lines, receivedAt, ...facts }: DueSumProps) {
  const { t } = useTranslation('components');
  const { fullDateTime, weekdayDateTime } = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  if (facts.dueAt === undefined) return <p className={styles['none']}>{t('sum.none')}</p>;
  const state = dueState(facts, now);
  const counted = lines.filter((line) => line.counted).length;
  const skipped = lines.slice(1).filter((line) => !line.counted).length;
  return (
    <div className={styles['sum']}>
      <div className={styles['head']}>
        <strong>{fullDateTime(facts.dueAt)}</strong>
        <DueChip {...facts} />
      </div>
      <DayRuler lines={lines} dueAt={facts.dueAt} overdue={state === 'overdue'} />
      <dl className={styles['lines']}>
        {receivedAt !== undefined && (
          <div>
            <dt>{t('sum.received')}</dt>
            <dd>{weekdayDateTime(receivedAt)}</dd>
          </div>
        )}
        <div className={styles['plus']}>
          <dt>{t('sum.limit')}</dt>
          <dd>{t('sum.counted', { count: counted })}</dd>
        </div>
        {skipped > 0 && (
          <div className={styles['quiet']}>
            <dt>{t('sum.notCounted')}</dt>
            <dd>{t('sum.days', { count: skipped })}</dd>
          </div>
        )}
        <div className={styles['equals']}>
          <dt>{t('sum.due')}</dt>
          <dd>{weekdayDateTime(facts.dueAt)}</dd>
        </div>
      </dl>
      {lines.length > 0 && (
        <UnstyledButton
          className={styles['more']}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? t('sum.hideDays') : t('sum.showDays')}
        </UnstyledButton>
      )}
      {open && (
        <ol className={styles['days']}>
          {lines.map(({ date, counted: counts, reason }) => (
            <li key={date} className={counts ? undefined : styles['off']}>
              <span className="nowrap">
                {t(`weekdays.${weekdayOf(date)}`)} {formatDate(date)}
                {date === localDay(now) ? ' •' : ''}
              </span>
              <span>{reason}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
