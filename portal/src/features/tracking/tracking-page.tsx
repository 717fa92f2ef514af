import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCloudOff, IconFileSearch, IconFileUnknown, IconHourglassLow, IconRefresh } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { isProblem } from '../../api/errors.ts';
import { questions } from '../../api/questions.ts';
import { Banner } from '../../components/banner.tsx';
import { formatTime } from '../../components/format.ts';
import { LoadingRows, Notice } from '../../components/page-state.tsx';
import { CodeForm } from './code-form.tsx';
import { PublicFrame } from './public-frame.tsx';
import { readCode } from './read-code.ts';
import { Tracked } from './tracked.tsx';
import styles from './tracking.module.css';

/** For everybody, without signing in: a code, and how far that dossier is. */
export function TrackingPage() {
  const { t } = useTranslation('tracking');
  const { code: asked } = useParams();
  const code = asked === undefined ? undefined : readCode(asked);
  useEffect(() => {
    document.title = `${code ?? t('title')} · Một cửa`;
  }, [code, t]);
  return (
    <PublicFrame>
      <CodeForm key={asked} asked={asked ?? ''} />
      <div className={styles['content']}>
        {asked === undefined ? (
          <div className={styles['message']}>
            <Notice icon={IconFileSearch} level="h1" title={t('start.title')}>
              <p>{t('start.text')}</p>
              <p className={styles['who']}>{t('who')}</p>
            </Notice>
          </div>
        ) : code === undefined ? (
          <Missing />
        ) : (
          <Answer code={code} />
        )}
      </div>
    </PublicFrame>
  );
}

function Answer({ code }: { readonly code: string }) {
  const { t } = useTranslation('tracking');
  const answer = useQuery(questions.tracked(code));
  if (answer.data !== undefined) {
    const time = formatTime(answer.dataUpdatedAt);
    return (
      <>
        {answer.isRefetchError && <Banner tone="soon">{t('stale', { time })}</Banner>}
        <Tracked tracked={answer.data} time={time} />
      </>
    );
  }
  if (answer.isPending) return <LoadingRows rows={6} height={56} />;
  if (isProblem(answer.error, 'dossier-not-found')) return <Missing />;
  const throttled = isProblem(answer.error, 'look-up-throttled');
  return (
    <div role="alert" className={styles['message']}>
      <Notice
        icon={throttled ? IconHourglassLow : IconCloudOff}
        level="h1"
        title={t(throttled ? 'throttled.title' : 'away.title')}
        action={
          <Button
            size="md"
            variant="default"
            leftSection={<IconRefresh size={17} stroke={1.75} aria-hidden />}
            onClick={() => {
              void answer.refetch();
            }}
          >
            {t('away.retry')}
          </Button>
        }
      >
        <p>{t(throttled ? 'throttled.text' : 'away.text')}</p>
      </Notice>
    </div>
  );
}

function Missing() {
  const { t } = useTranslation('tracking');
  return (
    <div role="alert" className={styles['message']}>
      <Notice icon={IconFileUnknown} level="h1" title={t('missing.title')}>
        <p>{t('missing.text')}</p>
      </Notice>
    </div>
  );
}
