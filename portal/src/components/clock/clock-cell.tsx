import { useTranslation } from 'react-i18next';
import tones from '../tone.module.css';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import { ICON_OF, useClockWords } from './clock-chip.tsx';
import { clockOfRow, TONE_OF, type ClockRow } from './clock-look.ts';
import styles from './clock-cell.module.css';

/** Two lines for tables: what is left in words, and under them the date. */
export function ClockCell({ row }: { readonly row: ClockRow }) {
  const facts = clockOfRow(row, useNow());
  const { t } = useTranslation('components');
  const { weekdayDateTime, shortMoment } = useWords();
  const { look, word, left } = useClockWords(facts);
  const Icon = ICON_OF[look];
  const ahead = look === 'running' || look === 'due-soon';
  return (
    <div className={styles['cell']}>
      <span className={`${styles['words']} ${tones[TONE_OF[look]]}`} title={left === '' ? undefined : `${word}. ${left}`}>
        <Icon size={14} stroke={1.75} aria-hidden />
        {ahead && <span className="hidden-text">{word}, </span>}
        {look === 'paused' && row.pausedSince !== undefined
          ? t('clock.pausedFrom', { time: shortMoment(row.pausedSince) })
          : left !== '' && look !== 'past-hour'
            ? left
            : word}
      </span>
      {facts.dueAt !== undefined && <span className={styles['date']}>{weekdayDateTime(facts.dueAt)}</span>}
    </div>
  );
}
