import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../api/contract.ts';
import { localDay } from '../format.ts';
import { useWords } from '../use-words.ts';
import styles from './clock.module.css';
import { EveryDay } from './every-day.tsx';

export type SumClock = Pick<ClockView, 'state' | 'startedAt' | 'startReason' | 'limitText' | 'lines' | 'dueAt'> & {
  readonly pauses: readonly Pick<ClockView['pauses'][number], 'from' | 'to' | 'reason' | 'legalBasis'>[];
};

/** The promised date as a sum: from, plus, not counted, equals; one click further every single day. */
export function ClockSum({ clock }: { readonly clock: SumClock }) {
  const { t } = useTranslation('components');
  const { pick, weekdayDateTime, shortMoment } = useWords();
  const { startedAt, startReason, limitText, lines, dueAt, pauses, state } = clock;
  if (startedAt === undefined || dueAt === undefined) return null;
  const off = new Set(lines.filter(({ counted }) => !counted).map(({ date }) => date));
  for (const { date, counted } of lines) if (counted) off.delete(date);
  off.delete(localDay(startedAt));
  return (
    <>
      <dl className={styles['sum']}>
        <div>
          <dt>{startReason ? pick(startReason) : t('clock.sum.start')}</dt>
          <dd>{weekdayDateTime(startedAt)}</dd>
        </div>
        <div data-sign="+">
          <dt>{t('clock.sum.limit')}</dt>
          <dd>{pick(limitText)}</dd>
        </div>
        {pauses.map(({ from, to, reason, legalBasis }) => (
          <div key={from} data-sign="+">
            <dt>
              {pick(reason)}
              {legalBasis !== undefined && <small>{legalBasis}</small>}
            </dt>
            <dd>
              {to === undefined
                ? t('clock.sum.pauseOpen', { from: shortMoment(from) })
                : t('clock.sum.pause', { from: shortMoment(from), to: shortMoment(to) })}
            </dd>
          </div>
        ))}
        {off.size > 0 && (
          <div className={styles['quiet']}>
            <dt>{t('clock.sum.notCounted')}</dt>
            <dd>{t('clock.sum.days', { count: off.size })}</dd>
          </div>
        )}
        <div data-sign="=" className={styles['equals']}>
          <dt>{t(state === 'paused' ? 'clock.sum.dueExpected' : 'clock.sum.due')}</dt>
          <dd>{weekdayDateTime(dueAt)}</dd>
        </div>
      </dl>
      <EveryDay lines={lines} name={t('clock.sum.everyDay')} />
    </>
  );
}
