import { IconMailExclamation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../api/contract.ts';
import { useNow } from '../use-now.ts';
import { useWords } from '../use-words.ts';
import { ClockChip } from './clock-chip.tsx';
import styles from './clock.module.css';
import { lookOf } from './clock-look.ts';
import { ClockMoves } from './clock-moves.tsx';
import { ClockSpent } from './clock-spent.tsx';
import { ClockSum } from './clock-sum.tsx';
import { DayRuler } from './day-ruler.tsx';

interface ClockSheetProps {
  readonly clock: ClockView;
  readonly agencyName: (id: string) => string;
  /** Beside the work on a step: without who used how much. */
  readonly brief?: boolean;
  /** The step's own limit. */
  readonly children?: ReactNode;
}

/** The statutory clock of a dossier: the date, how far it is, and the sum behind it. Every figure comes from the server's clock; nothing is added up here. */
export function ClockSheet({ clock, agencyName, brief = false, children }: ClockSheetProps) {
  const { t } = useTranslation('components');
  const { fullDateTime, weekdayDateTime } = useWords();
  const { dueAt, firstDueAt, stoppedAt, state, pauses } = clock;
  const look = lookOf(clock, useNow());
  const since = pauses.at(-1)?.from;
  if (dueAt === undefined)
    return (
      <div className={styles['sheet']}>
        <div className={styles['head']}>
          <ClockChip {...clock} />
        </div>
        <p className={styles['quiet']}>
          {clock.unconfirmedYear !== undefined
            ? t('clock.unconfirmed', { year: clock.unconfirmedYear })
            : t(state === 'stopped' ? 'clock.neverStarted' : 'clock.notStarted')}
        </p>
      </div>
    );
  return (
    <div className={styles['sheet']}>
      <div className={styles['head']}>
        <strong>{fullDateTime(dueAt)}</strong>
        <ClockChip {...clock} />
      </div>
      <div className={styles['notes']}>
        {state === 'paused' && since !== undefined && <p>{t('clock.pausedSince', { time: weekdayDateTime(since) })}</p>}
        {stoppedAt !== undefined && <p>{t('clock.stoppedAt', { time: weekdayDateTime(stoppedAt) })}</p>}
        {firstDueAt !== undefined && firstDueAt !== dueAt && (
          <p>
            {t('clock.first')} <del>{weekdayDateTime(firstDueAt)}</del>
          </p>
        )}
        {look === 'past-hour' && <p>{t('clock.pastHour')}</p>}
      </div>
      {children}
      <DayRuler clock={clock} overdue={look === 'overdue'} />
      <ClockSum clock={clock} />
      {clock.apology && (
        <p className={styles['apology']}>
          <IconMailExclamation size={16} stroke={1.75} aria-hidden />
          <span>
            {t('clock.apology', { at: weekdayDateTime(clock.apology.at), due: weekdayDateTime(clock.apology.newDueAt), by: clock.apology.by })}
            {clock.apology.reason === undefined ? '' : ` ${clock.apology.reason}`}
            {clock.apology.late && <strong> {t('clock.apologyLate')}</strong>}
          </span>
        </p>
      )}
      <ClockMoves moves={clock.moves} />
      {!brief && <ClockSpent spent={clock.spent} spentByCitizen={clock.spentByCitizen} agencyName={agencyName} />}
    </div>
  );
}
