import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFileUnknown } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isProblem } from '../../api/errors.ts';
import { questions } from '../../api/questions.ts';
import { Banner } from '../../components/banner.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Failed, LoadingRows, Notice } from '../../components/page-state.tsx';
import { useWords } from '../../components/use-words.ts';
import { WhereWeAre } from '../../components/where-we-are.tsx';
import { DossierHead } from './dossier-head.tsx';
import { DossierSide } from './dossier-side.tsx';
import { DossierTabs } from './dossier-tabs.tsx';
import styles from './dossier.module.css';

export function DossierPage() {
  const { t } = useTranslation('dossier');
  const words = useWords();
  const { dossier: id = '' } = useParams();
  const question = useQuery({ ...questions.dossier(id), refetchInterval: ({ state }) => (state.data?.waitingForEngine === true ? 2_000 : 60_000) });
  const agencies = useQuery(questions.agencies());
  const dossier = question.data;
  const release = useQuery({ ...questions.release(dossier?.procedure ?? '', dossier?.release ?? 0), enabled: dossier !== undefined });
  useEffect(() => {
    document.title = dossier === undefined ? 'Một cửa' : `${dossier.code ?? t('noCode')} · ${dossier.applicant.name} · Một cửa`;
  }, [dossier, t]);

  if (isProblem(question.error, 'dossier-not-found', 'invalid-input', 'not-found') && dossier === undefined) {
    return (
      <Notice
        icon={IconFileUnknown}
        level="h1"
        title={t('missing.title')}
        action={
          <Button variant="default" component={Link} to="/ho-so">
            {t('back')}
          </Button>
        }
      >
        <p>{t('missing.text')}</p>
      </Notice>
    );
  }
  if (dossier === undefined)
    return question.isError ? (
      <Failed
        error={question.error}
        retry={() => {
          void question.refetch();
        }}
      />
    ) : (
      <LoadingRows rows={10} />
    );
  const all = agencies.data?.agencies ?? [];
  const agencyName = (agency: string): string =>
    words.agency(
      all.find((one) => one.id === agency),
      agency,
    );
  return (
    <div className={styles['page']}>
      <DossierHead dossier={dossier} />
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {dossier.waitingForEngine && <Banner tone="brand">{t('waitingForEngine')}</Banner>}
          {dossier.stop && (
            <Banner tone="brand">
              <strong>{t('stop.shown', { time: formatDateTime(dossier.stop.at), by: dossier.stop.by })}</strong> {dossier.stop.reason ?? ''}{' '}
              {t('stop.basisShown', { basis: dossier.stop.legalBasis })}
            </Banner>
          )}
          {dossier.incidents.length > 0 && (
            <Banner tone="late" role="alert">
              <strong>{t('incidents', { count: dossier.incidents.length })}.</strong> {t('incident')}
            </Banner>
          )}
          {dossier.status !== 3 && <WhereWeAre dossier={dossier} height={340} />}
          <DossierTabs dossier={dossier} release={release.data} agencies={all} agencyName={agencyName} />
        </div>
        <DossierSide dossier={dossier} agencyName={agencyName} />
      </div>
    </div>
  );
}
