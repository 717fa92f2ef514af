import { Button, Group, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type CalendarOverview, type CalendarProposal } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { Banner } from '../../components/banner.tsx';
import { toastDone } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import { calendarKey } from './calendar-questions.ts';
import styles from './calendar.module.css';
import type { Preview } from './use-preview.ts';

interface DecisionDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly danger?: boolean;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly run: () => Promise<CalendarOverview>;
}

function DecisionDialog({ title, verb, danger = false, children, onClose, run }: DecisionDialogProps) {
  const { t: say } = useTranslation('components');
  const { problem } = useWords();
  const cache = useQueryClient();
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const decide = async (): Promise<void> => {
    if (running) return;
    setRunning(true);
    setError(undefined);
    try {
      cache.setQueryData(calendarKey, await run());
      onClose();
    } catch (failure) {
      setError(failure);
      await cache.invalidateQueries({ queryKey: calendarKey });
    } finally {
      setRunning(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={<strong>{title}</strong>} size={500} closeButtonProps={{ 'aria-label': say('close') }}>
      <div style={{ display: 'grid', gap: 12 }}>
        {children}
        {error !== undefined && (
          <Banner tone="late" role="alert">
            {problem(error)}
          </Banner>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('cancel')}
          </Button>
          <Button
            loading={running}
            onClick={() => {
              void decide();
            }}
            {...(danger ? { styles: { root: { background: 'var(--danger)', color: 'var(--on-danger)' } } } : {})}
          >
            {verb}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

interface ConfirmDialogProps {
  readonly proposal: CalendarProposal;
  readonly preview: Preview;
  readonly onClose: () => void;
}

/** The leader's decision: what it does to whom stands above the button. */
export function ConfirmDialog({ proposal, preview, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation('calendar');
  const { version, revision, decision = '' } = proposal;
  const confirmed = new Set(proposal.content.years.filter(({ state }) => state === 'confirmed').map(({ year }) => String(year)));
  const unchecked = proposal.content.exceptions.filter(({ check, date }) => check === true && confirmed.has(date.slice(0, 4))).length;
  const body = { version, revision };
  return (
    <DecisionDialog
      title={t('proposal.confirmTitle', { version, decision })}
      verb={t('proposal.confirm', { version })}
      onClose={onClose}
      run={async () => {
        const reply = await withKey('calendar-confirmation', body, (idempotencyKey) => call(ENDPOINTS.confirmCalendar, { body, idempotencyKey }));
        toastDone(t('proposal.confirmed', { version }), t('proposal.confirmedText'));
        return reply;
      }}
    >
      <ul className={styles['effects']}>
        <li>{preview.moves.length === 0 ? t('proposal.confirmNoMoves') : t('proposal.confirmMoves', { count: preview.moves.length })}</li>
        {preview.failures.length > 0 && <li data-warning>{t('proposal.confirmFailures', { count: preview.failures.length })}</li>}
        {unchecked > 0 && <li data-warning>{t('proposal.confirmCheck', { count: unchecked })}</li>}
      </ul>
      <p>{t('proposal.confirmText', { version })}</p>
    </DecisionDialog>
  );
}

interface DiscardDialogProps {
  readonly proposal: CalendarProposal;
  readonly onDiscarded: () => void;
  readonly onClose: () => void;
}

export function DiscardDialog({ proposal, onDiscarded, onClose }: DiscardDialogProps) {
  const { t } = useTranslation('calendar');
  const { version, revision, decision = '' } = proposal;
  const body = { version, revision };
  return (
    <DecisionDialog
      title={t('proposal.discardTitle', { version })}
      verb={t('proposal.discard')}
      danger
      onClose={onClose}
      run={async () => {
        const reply = await withKey('calendar-discard', body, (idempotencyKey) => call(ENDPOINTS.discardCalendar, { body, idempotencyKey }));
        onDiscarded();
        toastDone(t('proposal.discarded'));
        return reply;
      }}
    >
      <p>{t('proposal.discardText', { decision })}</p>
    </DecisionDialog>
  );
}
