import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { monthWeeks, spanOf, type DayLook, type Span } from './calendar-view.ts';
import styles from './calendar.module.css';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface MonthGridProps {
  readonly year: number;
  readonly month: number;
  readonly days: ReadonlyMap<string, DayLook>;
  readonly changed: ReadonlySet<string>;
  readonly today: string;
  readonly span: Span;
  readonly nameOf: (look: DayLook) => string;
}

export function MonthGrid({ year, month, days, changed, today, span, nameOf }: MonthGridProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const id = useId();
  const [from, to] = spanOf(span);
  return (
    <section className={styles['month']}>
      <h2 id={id}>{t('year.month', { month })}</h2>
      {/* The grid pattern of ARIA is a table whose cells take the focus */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table role="grid" aria-labelledby={id} aria-multiselectable>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col" abbr={say(`weekdaysLong.${weekday}`)}>
                {say(`weekdays.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(year, month).map((week, number) => (
            <tr key={number}>
              {week.map((date, place) => {
                const look = date === undefined ? undefined : days.get(date);
                if (look === undefined) return <td key={place} role="gridcell" />;
                return (
                  <td
                    key={look.date}
                    role="gridcell"
                    data-date={look.date}
                    data-works={look.works}
                    data-kind={look.kind}
                    data-check={look.check || undefined}
                    data-changed={changed.has(look.date) || undefined}
                    data-today={look.date === today || undefined}
                    aria-selected={look.date >= from && look.date <= to}
                    aria-label={nameOf(look)}
                    title={look.name}
                    tabIndex={look.date === span.focus ? 0 : -1}
                  >
                    {Number(look.date.slice(8))}
                    {look.kind !== undefined && <b>{t(`letter.${look.kind}`)}</b>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
