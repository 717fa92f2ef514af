import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../api/contract.ts';
import { formatDate, localDay, weekdayOf } from '../format.ts';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import styles from './clock.module.css';

/** The arithmetic of a date, one line for each day; shown when asked for. */
export function EveryDay({ lines, name }: { readonly lines: ClockView['lines']; readonly name: string }) {
  const { t } = useTranslation('components');
  const { pick } = useWords();
  const [open, setOpen] = useState(false);
  const today = localDay(useNow());
  if (lines.length === 0) return null;
  return (
    <>
      <UnstyledButton
        className={styles['more']}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? t('clock.sum.hideDays') : t('clock.sum.showDays')}
      </UnstyledButton>
      {open && (
        <ol className={styles['lines']} aria-label={name}>
          {lines.map(({ date, counted, reason }, nth) => (
            <li key={`${date}-${String(nth)}`} data-counted={counted}>
              <span className={styles['sign']}>
                <span aria-hidden>{counted ? '+' : '·'}</span>
                <span className="hidden-text">{t(counted ? 'clock.sum.isCounted' : 'clock.sum.isNotCounted')}</span>
              </span>
              <span className="nowrap">
                {t(`weekdays.${weekdayOf(date)}`)} {formatDate(`${date}T12:00:00+07:00`)}
                {date === today && <em> {t('clock.sum.today')}</em>}
              </span>
              <span>{pick(reason)}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
