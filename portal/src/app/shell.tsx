import { useQuery } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { onSessionLost } from '../api/api.ts';
import { isProblem } from '../api/errors.ts';
import { LiveProvider } from '../api/live-provider.tsx';
import { questions } from '../api/questions.ts';
import { Failed } from '../components/page-state.tsx';
import { SessionProvider } from '../components/session.ts';
import styles from './shell.module.css';
import { SystemBanner } from './system-banner.tsx';
import { TopBar } from './top-bar.tsx';

const NOT_SIGNED_IN = ['not-signed-in', 'session-expired', 'refresh-token-reused'] as const;

/** Everything behind the sign-in: who you are, the bar, the live stream, and the page. */
export function Shell() {
  const me = useQuery({ ...questions.me(), retry: 1 });
  const here = useLocation();
  const go = useNavigate();
  const back = `${here.pathname}${here.search}`;

  const wasSignedIn = me.data !== undefined;

  useEffect(
    () =>
      onSessionLost(() => {
        void go(signInAt(back, wasSignedIn), { replace: true });
      }),
    [go, back, wasSignedIn],
  );

  if (me.isPending) return <div className={styles['blank']} aria-busy="true" />;
  if (isProblem(me.error, ...NOT_SIGNED_IN)) return <Navigate to={signInAt(back, false)} replace />;
  if (me.data === undefined)
    return (
      <Failed
        error={me.error}
        retry={() => {
          void me.refetch();
        }}
      />
    );
  return (
    <SessionProvider value={me.data}>
      <LiveProvider>
        <Frame>
          <Outlet />
        </Frame>
      </LiveProvider>
    </SessionProvider>
  );
}

function signInAt(back: string, expired: boolean): string {
  const search = new URLSearchParams({ ...(back === '/' || back === '/viec' ? {} : { tiep: back }), ...(expired ? { het: '1' } : {}) }).toString();
  return search === '' ? '/dang-nhap' : `/dang-nhap?${search}`;
}

function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('app');
  return (
    <div className={styles['frame']}>
      <a className="skip-link" href="#noi-dung">
        {t('skip')}
      </a>
      <TopBar />
      <SystemBanner />
      <main id="noi-dung" tabIndex={-1} className={styles['main']}>
        {children}
      </main>
      <ScrollRestoration />
    </div>
  );
}
