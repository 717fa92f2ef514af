import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { readCode } from './read-code.ts';
import styles from './tracking.module.css';

/** Typed, pasted or scanned: a scanner types and presses Enter like anybody. */
export function CodeForm({ asked }: { readonly asked: string }) {
  const { t } = useTranslation('tracking');
  const go = useNavigate();
  const [typed, setTyped] = useState(asked);
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className={styles['band']}
      role="search"
      aria-label={t('title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const code = readCode(typed);
        setWrong(code === undefined);
        if (code !== undefined) void go(`/tra-cuu/${code}`);
      }}
    >
      <div className={styles['bandInner']}>
        <TextInput
          label={t('code')}
          description={t('codeHelp')}
          error={wrong ? t('notACode') : undefined}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          size="lg"
          className={styles['codeField']}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
          maxLength={120}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="search"
        />
        <Button type="submit" size="lg" className={styles['findButton']} leftSection={<IconSearch size={20} stroke={1.75} aria-hidden />}>
          {t('find')}
        </Button>
      </div>
    </form>
  );
}
