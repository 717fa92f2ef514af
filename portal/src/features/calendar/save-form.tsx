import { Button, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../components/banner.tsx';
import { SHORTEST_REASON } from '../../components/confirm-reason.tsx';
import { toastDone } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './calendar.module.css';
import type { CalendarWork } from './use-calendar-work.ts';

/** Why the calendar is to change, by which document, and the button that saves the proposal. */
export function SaveForm({ work, version }: { readonly work: CalendarWork; readonly version: number }) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const { problem } = useWords();
  const [asked, setAsked] = useState(false);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>();
  const [noDecision, short] = [work.decision.trim() === '', work.reason.trim().length < SHORTEST_REASON];
  const save = async (): Promise<void> => {
    setAsked(true);
    if (noDecision || short || saving) return;
    setSaving(true);
    setError(undefined);
    try {
      await work.save();
      toastDone(t('proposal.saved', { version }), t('proposal.savedText'));
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label={t('proposal.decision')}
        required
        maxLength={100}
        value={work.decision}
        onChange={(event) => {
          work.write({ decision: event.currentTarget.value });
        }}
        error={asked && noDecision ? t('proposal.decisionMissing') : undefined}
      />
      <Textarea
        label={t('proposal.reason')}
        required
        autosize
        minRows={3}
        maxRows={8}
        maxLength={2000}
        description={t('proposal.reasonHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={work.reason}
        onChange={(event) => {
          work.write({ reason: event.currentTarget.value });
        }}
        error={asked && short ? say('reason.tooShort', { count: SHORTEST_REASON }) : undefined}
      />
      {error !== undefined && (
        <Banner tone="late" role="alert">
          {problem(error)}
        </Banner>
      )}
      {work.unsaved > 0 && (
        <Button type="submit" loading={saving} leftSection={<IconDeviceFloppy size={16} stroke={1.75} aria-hidden />}>
          {t('proposal.save')}
        </Button>
      )}
    </form>
  );
}
