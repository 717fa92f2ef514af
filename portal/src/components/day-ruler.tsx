import { useTranslation } from 'react-i18next';
import styles from './day-ruler.module.css';
import { formatDate, localDay, weekdayOf } from './format.ts';
import { Scrolling } from './scrolling.tsx';
import { useNow } from './use-now.ts';

export interface DueLine {
  readonly date: string;
  readonly counted: boolean;
  readonly reason: string;
}

/** The statutory clock: counted days solid up to today, pale ahead, dots for days that do not count, a flag where the promise ends. */
export function DayRuler({ lines, dueAt, overdue }: { readonly lines: readonly DueLine[]; readonly dueAt: string; readonly overdue: boolean }) {
  const { t } = useTranslation('components');
  const today = localDay(useNow());
  const first = lines[0];
  if (first === undefined) return null;
  const dueDay = localDay(dueAt);
  const cells = lines.map((line, index) => ({
    ...line,
    number: lines.slice(0, index + 1).filter(({ counted }) => counted).length,
    closed: !line.counted && index > 0,
  }));
  return (
    <Scrolling className={styles['scroll']} label={t('ruler.name')}>
      <div className={styles['ruler']} role="img" aria-label={t('ruler.label', { from: formatDate(first.date), to: formatDate(dueAt) })}>
        {cells.map(({ date, number, counted, closed, reason }, index) => (
          <div key={date} title={reason} className={[styles['cell'], closed && styles['closed'], date === today && styles['today']].filter(Boolean).join(' ')}>
            <span className={styles['weekday']}>{t(`weekdays.${weekdayOf(date)}`)}</span>
            <span className={styles['date']}>{date.slice(8)}</span>
            <span
              className={[
                styles['track'],
                !closed && (date < today ? styles['past'] : date === today ? styles['now'] : styles['ahead']),
                overdue && styles['late'],
              ]
                .filter(Boolean)
                .join(' ')}
            >
              {closed && <i />}
              {date === dueDay && <b className={styles['flag']} />}
            </span>
            <span className={styles['number']}>{closed ? '' : index === 0 && !counted ? '0' : number}</span>
          </div>
        ))}
      </div>
    </Scrolling>
  );
}
