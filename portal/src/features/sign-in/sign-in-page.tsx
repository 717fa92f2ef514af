import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { call } from '../../api/api.ts';
import { ENDPOINTS } from '../../api/contract.ts';
import { questions } from '../../api/questions.ts';
import { BrandMark } from '../../app/brand-mark.tsx';
import { chooseLanguage } from '../../app/i18n.ts';
import { Banner } from '../../components/banner.tsx';
import { safeReturn } from '../../components/session.ts';
import { useWords } from '../../components/use-words.ts';
import { DoorPicture } from './door-picture.tsx';
import styles from './sign-in.module.css';

export function SignInPage() {
  const { t, i18n } = useTranslation('signIn');
  const { problem } = useWords();
  const [search] = useSearchParams();
  const go = useNavigate();
  const cache = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const [capsLock, setCapsLock] = useState(false);
  const usernameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  // The page has one purpose, and its first field is where everybody starts
  useEffect(() => {
    usernameField.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${t('title')} · Một cửa`;
  }, [t]);

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (username.trim() === '' || password === '' || sending) return;
    setSending(true);
    setError(undefined);
    try {
      // Composed letters: a password typed on another keyboard must still be the same password
      const signedIn = await call(ENDPOINTS.signIn, { body: { username: username.trim().normalize('NFC'), password: password.normalize('NFC') } });
      cache.clear();
      cache.setQueryData(questions.me().queryKey, signedIn.officer);
      await go(safeReturn(search.get('tiep')), { replace: true });
    } catch (failure) {
      setError(failure);
      setPassword('');
      passwordField.current?.focus();
    } finally {
      setSending(false);
    }
  };

  return (
    <div className={styles['page']}>
      <aside className={styles['identity']} aria-label={t('organisation')}>
        <div className={styles['brand']}>
          <BrandMark size={38} />
          <span>
            <strong>Một cửa</strong>
            <small>{t('organisation')}</small>
          </span>
        </div>
        <p className={styles['slogan']}>
          {t('sloganOne')}
          <br />
          {t('sloganTwo')}
        </p>
        <p className={styles['promise']}>{t('promise')}</p>
        <DoorPicture />
      </aside>
      <main className={styles['side']}>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            void submit(event);
          }}
          noValidate
        >
          <div>
            <h1>{t('title')}</h1>
            <p className={styles['lead']}>{t('lead')}</p>
          </div>
          {search.get('het') === '1' && error === undefined && <Banner tone="brand">{t('expired')}</Banner>}
          <TextInput
            label={t('username')}
            name="username"
            size="md"
            value={username}
            onChange={(event) => {
              setUsername(event.currentTarget.value);
            }}
            maxLength={60}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            ref={usernameField}
            error={asked && username.trim() === '' ? t('missing') : undefined}
          />
          <PasswordInput
            ref={passwordField}
            label={t('password')}
            name="password"
            size="md"
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
            }}
            maxLength={200}
            autoComplete="current-password"
            onKeyUp={(event) => {
              setCapsLock(event.getModifierState('CapsLock'));
            }}
            description={capsLock ? t('capsLock') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            error={asked && password === '' && error === undefined && !sending ? t('missing') : undefined}
            visibilityToggleButtonProps={{ 'aria-label': `${t('show')}, ${t('hide')}`, tabIndex: 0 }}
          />
          {error !== undefined && (
            <Banner tone="late" role="alert">
              {problem(error)}
            </Banner>
          )}
          <Button type="submit" size="md" fullWidth loading={sending} className={styles['submit']}>
            {t('submit')}
          </Button>
        </form>
        <footer className={styles['foot']}>
          <Link to="/tra-cuu" className={styles['track']}>
            <IconSearch size={16} stroke={1.75} aria-hidden />
            {t('track')}
          </Link>
          <span className={styles['languages']} role="group" aria-label={t('language')}>
            <button
              type="button"
              lang="vi"
              aria-pressed={i18n.language === 'vi'}
              onClick={() => {
                void chooseLanguage('vi');
              }}
            >
              Tiếng Việt
            </button>
            <span aria-hidden>·</span>
            <button
              type="button"
              lang="en"
              aria-pressed={i18n.language === 'en'}
              onClick={() => {
                void chooseLanguage('en');
              }}
            >
              English
            </button>
          </span>
        </footer>
      </main>
    </div>
  );
}
