import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type TaskDetail } from '../../api/contract.ts';
import { Banner } from '../../components/banner.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { toastDone, toastFailed } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './task.module.css';

/** Taking a step and giving it back; the engine decides who was first. */
function useHolding(detail: TaskDetail) {
  const { t } = useTranslation('task');
  const { problem } = useWords();
  const announce = useAnnounce();
  const cache = useQueryClient();
  const [running, setRunning] = useState(false);
  const { task } = detail;

  const change = async (kind: 'claim' | 'release'): Promise<void> => {
    setRunning(true);
    try {
      const result = await call(kind === 'claim' ? ENDPOINTS.claimTask : ENDPOINTS.releaseTask, { params: { task: task.key } });
      announce(t(kind === 'claim' ? 'claimed' : 'released'));
      if (!result.settled) toastDone(t(kind === 'claim' ? 'claimed' : 'released'), t('waiting'));
    } catch (error) {
      toastFailed(t(kind === 'claim' ? 'claimFailed' : 'releaseFailed'), problem(error));
    } finally {
      await Promise.all([cache.invalidateQueries({ queryKey: ['task', task.key] }), cache.invalidateQueries({ queryKey: ['tasks'] })]);
      setRunning(false);
    }
  };

  return {
    running,
    claim: () => {
      void change('claim');
    },
    release: () => {
      void change('release');
    },
  };
}

/** Who holds a step that is not mine, and the way to take it. */
export function HoldingBar({ detail }: { readonly detail: TaskDetail }) {
  const { t } = useTranslation('task');
  const { running, claim } = useHolding(detail);
  const { task } = detail;
  if (task.deciding || detail.mayComplete) return null;
  const text =
    task.assignee !== undefined
      ? t('readOnly.other', { name: task.assigneeName ?? task.assignee })
      : detail.mayClaim
        ? t('readOnly.nobody')
        : t('readOnly.notYours');
  return (
    <div className={styles['bar']}>
      <Banner
        tone="brand"
        role="note"
        action={
          detail.mayClaim && (
            <Button loading={running} onClick={claim}>
              {t('claim')}
            </Button>
          )
        }
      >
        {text}
      </Banner>
    </div>
  );
}

export function ReleaseButton({ detail }: { readonly detail: TaskDetail }) {
  const { t } = useTranslation('task');
  const { running, release } = useHolding(detail);
  if (!detail.mayRelease || detail.task.deciding) return null;
  return (
    <Button variant="default" size="compact-sm" loading={running} onClick={release}>
      {t('release')}
    </Button>
  );
}
