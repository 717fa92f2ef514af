import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarException } from '../../api/contract.ts';
import { dateText } from './typed-text.ts';

interface CompareDialogProps {
  readonly exception: CalendarException;
  readonly onClose: () => void;
  readonly onCompared: (document: string) => void;
}

/** Somebody has held a day against the official notice, and says which one. */
export function CompareDialog({ exception, onClose, onCompared }: CompareDialogProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const [document, setDocument] = useState(exception.document ?? '');
  const [asked, setAsked] = useState(false);
  const missing = document.trim() === '';
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t('compare.title', { date: dateText(exception.date) })}</strong>}
      size={440}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        style={{ display: 'grid', gap: 12 }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!missing) onCompared(document.trim());
        }}
      >
        <p>{exception.name}</p>
        <p>{t('compare.text')}</p>
        <TextInput
          label={t('compare.document')}
          required
          data-autofocus
          maxLength={200}
          value={document}
          onChange={(event) => {
            setDocument(event.currentTarget.value);
          }}
          error={asked && missing ? t('compare.missing') : undefined}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit">{t('compare.verb')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
