import { Button } from '@mantine/core';
import { IconCloudOff, IconLock, IconRefresh, type TablerIcon } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isProblem, NetworkError } from '../api/errors.ts';
import styles from './page-state.module.css';
import { useWords } from './use-words.ts';

export function Notice({
  icon: Icon,
  title,
  level: Heading = 'h2',
  children,
  action,
}: {
  readonly icon: TablerIcon;
  readonly title: string;
  /** h1 where the notice is the whole page. */
  readonly level?: 'h1' | 'h2';
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={styles['notice']}>
      <Icon size={26} stroke={1.5} aria-hidden />
      <Heading>{title}</Heading>
      {children && <div className={styles['text']}>{children}</div>}
      {action}
    </div>
  );
}

/** What failed, what is safe, and a way on; never a stack or a raw message. */
export function Failed({ error, retry, title }: { readonly error: unknown; readonly retry?: () => void; readonly title?: string }) {
  const { t } = useTranslation('components');
  const { problem } = useWords();
  const hidden = isProblem(error, 'dossier-not-found', 'task-not-found', 'action-not-allowed');
  return (
    <div role="alert">
      <Notice
        icon={hidden ? IconLock : IconCloudOff}
        title={title ?? t('state.failedTitle')}
        action={
          retry && (
            <Button variant="default" leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />} onClick={retry}>
              {t('state.retry')}
            </Button>
          )
        }
      >
        <p>{error instanceof NetworkError ? t('state.failedNetwork') : problem(error)}</p>
        {isProblem(error) && error.status >= 500 && (
          <p className={styles['code']}>{t('state.incident', { code: error.problem.instance.split(/[/:]/).at(-1) ?? '' })}</p>
        )}
      </Notice>
    </div>
  );
}

/** Nothing for the first moment, then bars of the true height; after ten seconds a word and a way to try again. */
export function LoadingRows({ rows = 6, height = 40, retry }: { readonly rows?: number; readonly height?: number; readonly retry?: () => void }) {
  const { t } = useTranslation('components');
  const visible = useLater(200);
  const slow = useLater(10_000);
  return (
    <div role="status" aria-label={t('state.loading')} className={styles['loading']}>
      {visible &&
        Array.from({ length: rows }, (_, row) => (
          <div key={row} className={styles['row']} style={{ height }}>
            <span style={{ width: '14%' }} />
            <span style={{ width: `${String(16 + ((row * 7) % 9))}%` }} />
            <span style={{ width: '22%' }} />
            <span style={{ width: '12%' }} />
          </div>
        ))}
      {slow && (
        <p className={styles['slow']}>
          {t('state.slow')}{' '}
          {retry && (
            <Button variant="default" size="xs" onClick={retry}>
              {t('state.retry')}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

function useLater(afterMs: number): boolean {
  const [reached, setReached] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setReached(true);
    }, afterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [afterMs]);
  return reached;
}
