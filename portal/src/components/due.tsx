import { IconAlertTriangle, IconBan, IconCalendarQuestion, IconCircleCheck, IconHourglassLow, IconPlayerPause, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip, type Tone } from './chip.tsx';
import { dueState, shareUsed, type DueFacts, type DueState } from './due-state.ts';
import styles from './due.module.css';
import { useNow } from './use-now.ts';
import { useWords } from './use-words.ts';

export const DUE_LOOK: Readonly<Record<DueState, { readonly icon: TablerIcon; readonly tone: Tone }>> = {
  overdue: { icon: IconAlertTriangle, tone: 'late' },
  'past-hour': { icon: IconHourglassLow, tone: 'soon' },
  'due-soon': { icon: IconHourglassLow, tone: 'soon' },
  'on-time': { icon: IconCircleCheck, tone: 'ok' },
  paused: { icon: IconPlayerPause, tone: 'pause' },
  done: { icon: IconCircleCheck, tone: 'ok' },
  stopped: { icon: IconBan, tone: 'pause' },
  none: { icon: IconCalendarQuestion, tone: 'pause' },
};

/** State, its word, and how much time is left or over. */
export function useDueWords(facts: DueFacts): { readonly state: DueState; readonly word: string; readonly time: string } {
  const { t } = useTranslation('components');
  const { between } = useWords();
  const now = useNow();
  const state = dueState(facts, now);
  const due = facts.dueAt === undefined ? undefined : new Date(facts.dueAt);
  const distance = due === undefined ? '' : between(now, due);
  const time =
    state === 'overdue' || state === 'past-hour'
      ? t('due.over', { time: distance })
      : state === 'on-time' || state === 'due-soon'
        ? t('due.left', { time: distance })
        : '';
  return { state, word: t(`due.${state}`), time };
}

export function DueChip(facts: DueFacts) {
  const { t } = useTranslation('components');
  const { state, word, time } = useDueWords(facts);
  const { icon, tone } = DUE_LOOK[state];
  return (
    <Chip tone={tone} icon={icon} {...(time ? { title: t('due.byCalendar') } : {})}>
      <strong>{word}</strong> {time}
    </Chip>
  );
}

/** Two lines for tables: the words, and under them a small bar with the date. */
export function DueCell({ from, ...facts }: DueFacts & { readonly from?: string }) {
  const { t } = useTranslation('components');
  const { state, word, time } = useDueWords(facts);
  const { weekdayDateTime } = useWords();
  const now = useNow();
  const { icon: Icon, tone } = DUE_LOOK[state];
  const short = state === 'on-time' || state === 'due-soon' ? time.charAt(0).toLocaleUpperCase('vi') + time.slice(1) : `${word} ${time}`.trim();
  return (
    <div className={styles['cell']}>
      <span className={`${styles['words']} ${styles[tone]}`} title={time ? t('due.byCalendar') : undefined}>
        <Icon size={14} stroke={1.75} aria-hidden />
        {state === 'on-time' || state === 'due-soon' ? <span className="hidden-text">{word}, </span> : null}
        {short}
      </span>
      {facts.dueAt !== undefined && (
        <span className={styles['date']}>
          <span className={`${styles['bar']} ${styles[`bar-${state}`] ?? ''}`} aria-hidden>
            <span style={{ width: `${String(Math.round(shareUsed(from, facts.dueAt, now) * 100))}%` }} />
          </span>
          {weekdayDateTime(facts.dueAt)}
        </span>
      )}
    </div>
  );
}
