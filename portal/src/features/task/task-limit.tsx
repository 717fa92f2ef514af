import { IconAlertTriangle, IconClockHour4 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TaskDetail } from '../../api/contract.ts';
import { EveryDay } from '../../components/clock/every-day.tsx';
import tones from '../../components/tone.module.css';
import { useWords } from '../../components/use-words.ts';
import styles from './task.module.css';

/** By when this step itself is to be done, unfolded like the dossier's own date. */
export function TaskLimit({ due }: { readonly due: NonNullable<TaskDetail['taskDue']> }) {
  const { t } = useTranslation(['task', 'components']);
  const { pick, weekdayDateTime } = useWords();
  const over = due.remaining?.overdue === true;
  const Icon = over ? IconAlertTriangle : IconClockHour4;
  return (
    <div className={styles['limit']}>
      <p className={over ? tones['late'] : undefined}>
        <Icon size={15} stroke={1.75} aria-hidden />
        <span>
          {t('clock.step', { ns: 'components' })} <strong className="nowrap">{weekdayDateTime(due.dueAt)}</strong>
        </span>
        {due.remaining && <span>{pick(due.remaining.text)}</span>}
      </p>
      <p className={styles['limitBasis']}>{t('limitFrom', { limit: pick(due.limitText) })}</p>
      <EveryDay lines={due.lines} name={t('limitDays')} />
    </div>
  );
}
