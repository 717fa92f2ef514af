import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type DossierView } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { ConfirmReason } from '../../components/confirm-reason.tsx';
import { toastDone } from '../../components/toasts.ts';
import styles from './dossier.module.css';
import { useDossierChanged } from './use-dossier-command.ts';

/** The applicant takes the dossier back, as long as no result is signed. */
export function WithdrawDossier({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const changed = useDossierChanged();
  const [asking, setAsking] = useState(false);
  if (!dossier.may.includes('withdraw-dossier') || dossier.closedAt !== undefined || dossier.withdrawnAt !== undefined) return null;
  const run = async (reason: string): Promise<void> => {
    const body = { reason };
    await withKey(`withdrawal:${dossier.id}`, body, (idempotencyKey) =>
      call(ENDPOINTS.withdrawDossier, { params: { dossier: dossier.id }, body, idempotencyKey }),
    );
    await changed();
    toastDone(t('withdraw.done'), dossier.code ?? '');
  };
  return (
    <>
      <Button
        variant="default"
        className={styles['ending']}
        leftSection={<IconArrowBackUp size={16} stroke={1.75} aria-hidden />}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('withdraw.button')}
      </Button>
      <ConfirmReason
        opened={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={t('withdraw.title', { code: dossier.code ?? dossier.applicant.name })}
        verb={t('withdraw.verb')}
        run={run}
        phrases={[t('withdraw.phrases.applicant'), t('withdraw.phrases.wrong')]}
      >
        <p>{t('withdraw.text')}</p>
      </ConfirmReason>
    </>
  );
}
