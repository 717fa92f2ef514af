import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, weekdayOf } from '../format.ts';
import { SCROLLS } from '../scrolling.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import styles from './day-ruler.module.css';
import { rulerDays, type RulerClock, type RulerDay } from './ruler.ts';

const HOLIDAY = new Set(['mon', 'tue', 'wed', 'thu', 'fri']);

/**
 * The clock as a ruler of real days: solid is counted, hatched is paused, a dot is a day that does not count, the flag is the promise.
 * The sum beside it says the same in words.
 */
export function DayRuler({ clock, overdue = false }: { readonly clock: RulerClock; readonly overdue?: boolean }) {
  const { t } = useTranslation('components');
  const days = rulerDays(clock, useNow());
  const scroll = useRef<HTMLDivElement>(null);
  // Long limits: the day that matters comes into view, without moving the page
  useEffect(() => {
    const today = scroll.current?.querySelector<HTMLElement>('[data-today]');
    if (scroll.current && today) scroll.current.scrollLeft = today.offsetLeft - scroll.current.clientWidth / 2;
  }, [days.length]);
  const [first, due] = [days[0], days.find((day) => day.due)];
  if (first === undefined || due === undefined) return null;
  const paused = days.filter(({ fill }) => fill === 'paused' || fill === 'pause-begins' || fill === 'pause-ends');
  const label = t(paused.length > 0 ? 'ruler.labelPaused' : 'ruler.label', {
    from: formatDate(first.date),
    to: formatDate(due.date),
    pausedFrom: formatDate(paused[0]?.date ?? first.date),
    pausedTo: formatDate(paused.at(-1)?.date ?? first.date),
  });
  return (
    <div className={styles['whole']}>
      <div ref={scroll} role="region" className={styles['scroll']} {...SCROLLS} aria-label={t('ruler.name')}>
        <div className={styles['ruler']} role="img" aria-label={label} data-overdue={overdue}>
          {days.map((day) => (
            <Day key={day.date} day={day} />
          ))}
        </div>
      </div>
      <Legend days={days} />
    </div>
  );
}

function Day({ day }: { readonly day: RulerDay }) {
  const { t } = useTranslation('components');
  const { pick } = useWords();
  const { date, fill, number, time, late, due, firstDue, done, first, lines } = day;
  const weekday = weekdayOf(date);
  const why = lines.map(({ reason }) => pick(reason)).join('\n');
  const mark = fill === 'closed' && HOLIDAY.has(weekday) ? t('ruler.holiday') : t(`weekdays.${weekday}`);
  return (
    <div
      className={styles['day']}
      data-fill={fill}
      data-time={time}
      data-late={late}
      data-first={first}
      data-today={time === 'today' ? '' : undefined}
      title={why || undefined}
    >
      <span className={styles['weekday']}>{mark}</span>
      <span className={styles['date']}>{date.slice(8)}</span>
      <span className={styles['track']}>
        {firstDue && <i className={styles['firstFlag']} />}
        {due && <i className={styles['flag']} />}
        {done && <i className={styles['result']} />}
      </span>
      <span className={styles['number']}>{fill === 'paused' ? t('ruler.paused') : number}</span>
    </div>
  );
}

/** Only the signs that are there. */
function Legend({ days }: { readonly days: readonly RulerDay[] }) {
  const { t } = useTranslation('components');
  const has = (test: (day: RulerDay) => boolean): boolean => days.some(test);
  const signs = [
    ['counted', has(({ fill }) => fill === 'counted')],
    ['pausing', has(({ fill }) => fill.startsWith('pause'))],
    ['off', has(({ fill }) => fill === 'closed')],
    ['late', has(({ late }) => late)],
    ['firstDue', has(({ firstDue }) => firstDue)],
    ['due', true],
    ['done', has(({ done }) => done)],
  ] as const;
  return (
    <ul className={styles['legend']} aria-hidden>
      {signs
        .filter(([, shown]) => shown)
        .map(([sign]) => (
          <li key={sign} data-sign={sign}>
            <i />
            {t(`ruler.signs.${sign}`)}
          </li>
        ))}
    </ul>
  );
}
