import { useTranslation } from 'react-i18next';
import type { InboxItem } from '../../api/contract.ts';
import { dueState, type DueState } from '../../components/due-state.ts';
import { DUE_LOOK } from '../../components/due.tsx';
import { useNow } from '../../components/use-now.ts';
import styles from './inbox.module.css';

const SHOWN = ['overdue', 'past-hour', 'due-soon', 'on-time', 'paused'] as const;

/** The clock at a glance: each state with its count, which filters the rows, and a bar of their shares. */
export function DueSummary({
  items,
  chosen,
  onChoose,
}: {
  readonly items: readonly InboxItem[];
  readonly chosen: DueState | undefined;
  readonly onChoose: (state: DueState | undefined) => void;
}) {
  const { t } = useTranslation(['inbox', 'components']);
  const now = useNow();
  const counts = new Map<DueState, number>();
  for (const item of items) {
    const state = dueState(item, now);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const shown = SHOWN.filter((state) => state !== 'past-hour' || (counts.get(state) ?? 0) > 0);
  return (
    <div className={styles['summary']} role="group" aria-label={t('summary.label', { count: items.length })}>
      {shown.map((state) => {
        const { icon: Icon, tone } = DUE_LOOK[state];
        return (
          <button
            key={state}
            type="button"
            className={`${styles['state']} ${styles[tone]}`}
            aria-pressed={chosen === state}
            onClick={() => {
              onChoose(chosen === state ? undefined : state);
            }}
          >
            <Icon size={15} stroke={1.75} aria-hidden />
            <span>{t(`due.${state}`, { ns: 'components' })}</span>
            <strong>{counts.get(state) ?? 0}</strong>
          </button>
        );
      })}
      <span className={styles['share']} aria-hidden>
        {shown.map((state) => (
          <i key={state} className={styles[`share-${state}`]} style={{ flexGrow: counts.get(state) ?? 0 }} />
        ))}
      </span>
    </div>
  );
}
