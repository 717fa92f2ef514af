import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconFileTypePdf, IconFolderOpen, IconLoader, IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { questions } from '../../api/questions.ts';
import { Banner } from '../../components/banner.tsx';
import { documentAddress } from '../../components/document-list.tsx';
import { DossierCodeText } from '../../components/dossier-code.tsx';
import { Facts } from '../../components/facts.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import { useWords } from '../../components/use-words.ts';
import styles from './intake.module.css';

const PATIENCE_MS = 12_000;

/** What the person at the counter waits for: the code and the slip. They come by the live stream, and by asking in case it is down. */
export function ReceiptPage() {
  const { t } = useTranslation(['intake', 'components']);
  const { pick, fullDateTime, agency } = useWords();
  const announce = useAnnounce();
  const { dossier: id = '' } = useParams();
  const dossier = useQuery({
    ...questions.dossier(id),
    refetchInterval: ({ state }) => (state.data?.documents.some(({ slip }) => slip !== undefined) && state.data.code !== undefined ? false : 1_500),
  });
  const agencies = useQuery(questions.agencies());
  const [long, setLong] = useState(false);
  const found = dossier.data;
  const code = found?.code;

  useEffect(() => {
    document.title = `${code ?? t('receipt.waitingTitle')} · Một cửa`;
  }, [code, t]);
  useEffect(() => {
    if (code !== undefined) announce(t('receipt.announce', { code }));
  }, [code, announce, t]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLong(true);
    }, PATIENCE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);

  if (found === undefined)
    return dossier.isError ? (
      <Failed
        error={dossier.error}
        retry={() => {
          void dossier.refetch();
        }}
      />
    ) : (
      <LoadingRows rows={5} />
    );
  const slip = found.documents.find((document) => document.slip !== undefined);
  const place = agencies.data?.agencies.find((one) => one.id === found.returnAgency);
  return (
    <div className={styles['receiptPage']}>
      <section className={styles['receipt']} aria-labelledby="receipt-title">
        <header>
          {code === undefined ? (
            <IconLoader size={34} stroke={1.5} className={styles['turning']} aria-hidden />
          ) : (
            <IconCircleCheck size={34} stroke={1.5} className={styles['done']} aria-hidden />
          )}
          <div>
            <h1 id="receipt-title">{code === undefined ? t('receipt.waitingTitle') : t('receipt.title')}</h1>
            {code !== undefined && (
              <p className={styles['bigCode']} data-testid="dossier-code">
                <DossierCodeText code={code} />
              </p>
            )}
          </div>
        </header>
        {code === undefined &&
          (long ? (
            <Banner tone="soon">{t('receipt.long')}</Banner>
          ) : (
            <p className={styles['quiet']} role="status">
              {t('receipt.waiting')}
            </p>
          ))}
        <Facts
          columns={2}
          facts={[
            [t('receipt.due'), found.dueAt === undefined ? '…' : fullDateTime(found.dueAt)],
            [t('receipt.place'), place ? agency(place, found.returnAgency) : found.returnAgency],
            [t('receipt.applicant'), `${found.applicant.name}${found.applicant.idNumber === undefined ? '' : ` · ${found.applicant.idNumber}`}`],
            [t('receipt.papers'), t('receipt.nPapers', { count: found.components.length })],
            [t('receipt.procedure'), `${pick(found.procedureName)} (${found.procedureCode})`],
          ]}
        />
        <div className={styles['buttons']}>
          {slip === undefined ? (
            <Button size="md" aria-disabled loading={code !== undefined && !long} leftSection={<IconFileTypePdf size={18} stroke={1.75} aria-hidden />}>
              {t('receipt.slipWaiting')}
            </Button>
          ) : (
            <Button
              size="md"
              component="a"
              href={documentAddress(found.id, slip.fileId)}
              target="_blank"
              rel="noreferrer"
              leftSection={<IconFileTypePdf size={18} stroke={1.75} aria-hidden />}
            >
              {t('receipt.slip')}
            </Button>
          )}
          <Button
            size="md"
            variant="default"
            component={Link}
            to={`/ho-so/${code ?? found.id}`}
            leftSection={<IconFolderOpen size={18} stroke={1.75} aria-hidden />}
          >
            {t('receipt.open')}
          </Button>
          <Button size="md" variant="default" component={Link} to="/tiep-nhan" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}>
            {t('receipt.another')}
          </Button>
        </div>
      </section>
    </div>
  );
}
