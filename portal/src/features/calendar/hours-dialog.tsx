import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readSessions, sessionsText, WEEK, type Week } from './typed-text.ts';

interface HoursDialogProps {
  readonly name: string;
  readonly week: Week;
  /** An agency with hours of its own may drop them. */
  readonly own: boolean;
  readonly onClose: () => void;
  readonly onWrite: (week: Week) => void;
  readonly onDrop: () => void;
}

export function HoursDialog({ name, week, own, onClose, onWrite, onDrop }: HoursDialogProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(WEEK.map(([day]) => [day, sessionsText(week[day])])));
  const [asked, setAsked] = useState(false);
  const read = WEEK.map(([day]) => [day, readSessions(typed[day] ?? '')] as const);
  const write = (): void => {
    setAsked(true);
    const days = read.flatMap(([day, sessions]) => (sessions === undefined ? [] : [[day, sessions] as const]));
    if (days.length === read.length) onWrite(Object.fromEntries(days.filter(([, sessions]) => sessions.length > 0)));
  };
  return (
    <Modal opened onClose={onClose} title={<strong>{t('hours.title', { agency: name })}</strong>} size={480} closeButtonProps={{ 'aria-label': say('close') }}>
      <form
        style={{ display: 'grid', gap: 10 }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          write();
        }}
      >
        <p>{t('hours.help')}</p>
        {read.map(([day, sessions], index) => (
          <TextInput
            key={day}
            label={say(`weekdaysLong.${WEEK[index]?.[1] ?? 'mon'}`)}
            value={typed[day] ?? ''}
            maxLength={100}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onChange={(event) => {
              const text = event.currentTarget.value;
              setTyped((old) => ({ ...old, [day]: text }));
            }}
            error={asked && sessions === undefined ? t('hours.wrong') : undefined}
          />
        ))}
        <Group justify="flex-end" gap={8}>
          {own && (
            <Button variant="default" onClick={onDrop} style={{ marginRight: 'auto' }}>
              {t('hours.drop')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit">{t('hours.write')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
