import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXCEPTION_KINDS, type AgencyView, type CalendarException, type ExceptionKind } from '../../api/contract.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './calendar.module.css';
import { readException, type ExceptionText } from './exception-text.ts';

interface ExceptionFormProps {
  readonly text: ExceptionText;
  readonly agencies: readonly AgencyView[];
  readonly onText: (text: ExceptionText) => void;
  readonly onWrite: (exception: CalendarException) => void;
  readonly onCancel: () => void;
}

export function ExceptionForm({ text, agencies, onText, onWrite, onCancel }: ExceptionFormProps) {
  const { t } = useTranslation('calendar');
  const { agency: agencyName } = useWords();
  const [asked, setAsked] = useState(false);
  const read = readException(text);
  const title = t(text.instead === null ? 'form.add' : 'form.change');
  const errorOf = (field: 'from' | 'to' | 'name', sentence: string): { error?: string } =>
    asked && 'wrong' in read && read.wrong.has(field) ? { error: sentence } : {};
  const set = (part: Partial<ExceptionText>): void => {
    onText({ ...text, ...part });
  };

  return (
    <form
      className={styles['form']}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if ('exception' in read) onWrite(read.exception);
      }}
    >
      <h3>{title}</h3>
      <NativeSelect
        label={t('form.kind')}
        value={text.kind}
        onChange={(event) => {
          set({ kind: event.currentTarget.value as ExceptionKind });
        }}
        data={EXCEPTION_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
      />
      <div className={styles['pair']}>
        <TextInput
          label={t('form.from')}
          required
          value={text.from}
          maxLength={10}
          onChange={(event) => {
            set({ from: event.currentTarget.value });
          }}
          {...errorOf('from', t('form.wrongDate'))}
        />
        <TextInput
          label={t('form.to')}
          value={text.to}
          maxLength={10}
          onChange={(event) => {
            set({ to: event.currentTarget.value });
          }}
          {...errorOf('to', t('form.wrongEnd'))}
        />
      </div>
      <TextInput
        label={t('form.name')}
        required
        value={text.name}
        maxLength={200}
        onChange={(event) => {
          set({ name: event.currentTarget.value });
        }}
        {...errorOf('name', t('form.noName'))}
      />
      <TextInput
        label={t('form.document')}
        description={t('form.documentHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={text.document}
        maxLength={200}
        onChange={(event) => {
          set({ document: event.currentTarget.value });
        }}
      />
      <NativeSelect
        label={t('form.agency')}
        value={text.agency}
        onChange={(event) => {
          set({ agency: event.currentTarget.value });
        }}
        data={[{ value: '', label: t('everybody') }, ...agencies.map((one) => ({ value: one.id, label: agencyName(one, one.id) }))]}
      />
      <Checkbox
        label={t('form.check')}
        checked={text.check}
        onChange={(event) => {
          set({ check: event.currentTarget.checked });
        }}
      />
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('form.cancel')}
        </Button>
        <Button type="submit">{t('form.write')}</Button>
      </Group>
    </form>
  );
}
