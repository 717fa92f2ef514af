import { useTranslation } from 'react-i18next';
import type { InboxItem } from '../../api/contract.ts';
import { ICON_OF } from '../../components/clock/clock-chip.tsx';
import { clockOfRow, lookOf, TONE_OF, type ClockLook } from '../../components/clock/clock-look.ts';
import tones from '../../components/tone.module.css';
import { useNow } from '../../components/use-now.ts';
import styles from './inbox.module.css';

const SHOWN = ['overdue', 'past-hour', 'due-soon', 'running', 'paused', 'not-started'] as const;

/** The clock at a glance: each state with its count, which filters the rows, and a bar of their shares. */
export function ClockSummary({
  items,
  chosen,
  onChoose,
}: {
  readonly items: readonly InboxItem[];
  readonly chosen: ClockLook | undefined;
  readonly onChoose: (state: ClockLook | undefined) => void;
}) {
  const { t } = useTranslation(['inbox', 'components']);
  const now = useNow();
  const counts = new Map<ClockLook, number>();
  for (const item of items) {
    const state = lookOf(clockOfRow(item, now), now);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const shown = SHOWN.filter((state) => (state !== 'past-hour' && state !== 'not-started') || (counts.get(state) ?? 0) > 0);
  return (
    <div className={styles['summary']} role="group" aria-label={t('summary.label', { count: items.length })}>
      {shown.map((state) => {
        const Icon = ICON_OF[state];
        return (
          <button
            key={state}
            type="button"
            className={`${styles['state']} ${tones[TONE_OF[state]]}`}
            aria-pressed={chosen === state}
            onClick={() => {
              onChoose(chosen === state ? undefined : state);
            }}
          >
            <Icon size={15} stroke={1.75} aria-hidden />
            <span>{t(`clock.state.${state}`, { ns: 'components' })}</span>
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
