import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconArrowBackUp, IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type DossierView } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { ConfirmReason } from '../../components/confirm-reason.tsx';
import { DossierCodeText } from '../../components/dossier-code.tsx';
import { toastDone } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { StatusChip } from './status-chip.tsx';

export function DossierHead({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const { pick } = useWords();
  const cache = useQueryClient();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = async (reason: string): Promise<void> => {
    const body = { reason };
    await withKey(`withdrawal:${dossier.id}`, body, (idempotencyKey) =>
      call(ENDPOINTS.withdrawDossier, { params: { dossier: dossier.id }, body, idempotencyKey }),
    );
    await Promise.all([
      cache.invalidateQueries({ queryKey: ['dossier'] }),
      cache.invalidateQueries({ queryKey: ['history'] }),
      cache.invalidateQueries({ queryKey: ['tasks'] }),
    ]);
    toastDone(t('withdraw.done'), dossier.code ?? '');
  };
  return (
    <header className={styles['head']}>
      <Link to="/ho-so" className={styles['back']}>
        <IconArrowLeft size={16} stroke={1.75} aria-hidden />
        {t('back')}
      </Link>
      <div className={styles['headText']}>
        <h1>{dossier.code === undefined ? t('noCode') : <DossierCodeText code={dossier.code} />}</h1>
        <p>
          {dossier.applicant.name}
          {dossier.applicant.idNumber === undefined ? '' : `, ${dossier.applicant.idNumber}`} · {pick(dossier.procedureName)} ·{' '}
          {t('facts.releaseNumber', { number: dossier.release })}
        </p>
      </div>
      <StatusChip status={dossier.status} name={pick(dossier.statusName)} />
      {dossier.may.includes('withdraw-dossier') && dossier.closedAt === undefined && dossier.withdrawnAt === undefined && (
        <Button
          variant="default"
          className={styles['withdraw']}
          leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
          onClick={() => {
            setWithdrawing(true);
          }}
        >
          {t('withdraw.button')}
        </Button>
      )}
      <ConfirmReason
        opened={withdrawing}
        onClose={() => {
          setWithdrawing(false);
        }}
        title={t('withdraw.title', { code: dossier.code ?? dossier.applicant.name })}
        verb={t('withdraw.verb')}
        run={withdraw}
        phrases={[t('withdraw.phrases.applicant'), t('withdraw.phrases.wrong')]}
      >
        <p>{t('withdraw.text')}</p>
      </ConfirmReason>
    </header>
  );
}
