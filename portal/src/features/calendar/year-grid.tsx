import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { EXCEPTION_KINDS } from '../../api/contract.ts';
import { Kbd } from '../../components/kbd.tsx';
import { weekdayOf } from '../../components/format.ts';
import { dayAfterKey, type DayLook, type Span } from './calendar-view.ts';
import styles from './calendar.module.css';
import { MonthGrid } from './month-grid.tsx';
import { dateText } from './typed-text.ts';

interface YearGridProps {
  readonly year: number;
  readonly days: ReadonlyMap<string, DayLook>;
  /** Days the proposal changes. */
  readonly changed: ReadonlySet<string>;
  readonly today: string;
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
}

/** Twelve months; one tab stop, arrows move by day and week, with Shift they select. */
export function YearGrid({ year, days, changed, today, span, onSpan }: YearGridProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const moved = useRef(false);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-date="${span.focus}"]`)?.focus();
  }, [span.focus, days]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focus = dayAfterKey(span.focus, event.key);
    if (focus === undefined) return;
    event.preventDefault();
    moved.current = true;
    onSpan({ anchor: event.shiftKey ? span.anchor : focus, focus });
  };
  const onClick = (event: MouseEvent): void => {
    const focus = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-date]')?.dataset['date'] : undefined;
    if (focus !== undefined) onSpan({ anchor: event.shiftKey ? span.anchor : focus, focus });
  };
  const nameOf = (look: DayLook): string =>
    [
      `${say(`weekdaysLong.${weekdayOf(look.date)}`)}, ${dateText(look.date)}`,
      ...(look.date === today ? [t('look.today')] : []),
      ...(look.kind === undefined ? [t(look.works ? 'look.works' : 'look.off')] : [`${t(`kind.${look.kind}`)}: ${look.name ?? ''}`]),
      ...(look.check ? [t('look.check')] : []),
      ...(changed.has(look.date) ? [t('look.changed')] : []),
    ].join(', ');

  return (
    <div className={styles['yearPart']}>
      {/* The keys bubble up from the days, which hold the focus */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={grid} className={styles['months']} onKeyDown={onKeyDown} onClick={onClick}>
        {Array.from({ length: 12 }, (_, index) => (
          <MonthGrid key={index} year={year} month={index + 1} days={days} changed={changed} today={today} span={span} nameOf={nameOf} />
        ))}
      </div>
      <footer className={styles['legend']}>
        {EXCEPTION_KINDS.map((kind) => (
          <span key={kind}>
            <b className={styles['letter']} data-kind={kind} aria-hidden>
              {t(`letter.${kind}`)}
            </b>
            {t(`kind.${kind}`)}
          </span>
        ))}
        <span>
          <i className={styles['checkSample']} aria-hidden />
          {t('look.check')}
        </span>
        <span>
          <i className={styles['changedSample']} aria-hidden />
          {t('look.changed')}
        </span>
        <span className={styles['keys']}>
          <Kbd>←</Kbd>
          <Kbd>↓</Kbd> {t('year.keys')} <Kbd>Shift</Kbd> {t('year.keysRange')} <Kbd>PgDn</Kbd> {t('year.keysMonth')}
        </span>
      </footer>
    </div>
  );
}
