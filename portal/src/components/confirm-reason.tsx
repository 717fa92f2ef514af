import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';
import { useWords } from './use-words.ts';

interface ConfirmReasonProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The question with its object. */
  readonly title: string;
  /** What happens to the dossier and to its clock; further fields are told whether confirming has been tried. */
  readonly children: ReactNode | ((asked: boolean) => ReactNode);
  /** A further field is not right yet. */
  readonly incomplete?: boolean;
  readonly verb: string;
  readonly phrases?: readonly string[];
  readonly danger?: boolean;
  readonly run: (reason: string) => Promise<unknown>;
}

export const SHORTEST_REASON = 10;

/** Asks before what cannot be undone, and for a reason others can read later. */
export function ConfirmReason({ opened, onClose, title, children, incomplete = false, verb, phrases = [], danger = true, run }: ConfirmReasonProps) {
  const { t } = useTranslation('components');
  const { problem } = useWords();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const short = reason.trim().length < SHORTEST_REASON;

  const confirm = async (): Promise<void> => {
    setAsked(true);
    if (short || incomplete || running) return;
    setRunning(true);
    setError(undefined);
    try {
      await run(reason.trim());
      setReason('');
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Modal opened={opened} onClose={onClose} title={<strong>{title}</strong>} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <div style={{ display: 'grid', gap: 12 }}>
        <div>{typeof children === 'function' ? children(asked) : children}</div>
        <Textarea
          label={t('reason.label')}
          required
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
          value={reason}
          data-autofocus
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
          description={t('reason.seenBy')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={asked && short ? t('reason.tooShort', { count: SHORTEST_REASON }) : undefined}
        />
        {phrases.length > 0 && (
          <Group gap={6}>
            <span style={{ fontSize: 12, color: 'var(--text-2)' }}>{t('reason.quick')}</span>
            {phrases.map((phrase) => (
              <Button
                key={phrase}
                size="compact-xs"
                variant="default"
                onClick={() => {
                  setReason((old) => (old.trim() === '' ? phrase : `${old.trim()} ${phrase}`));
                }}
              >
                {phrase}
              </Button>
            ))}
          </Group>
        )}
        {error !== undefined && (
          <Banner tone="late" role="alert">
            {problem(error)}
          </Banner>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            loading={running}
            onClick={() => {
              void confirm();
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
