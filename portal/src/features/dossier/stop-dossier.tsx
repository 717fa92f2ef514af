import { Button, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type DossierView } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import { ConfirmReason } from '../../components/confirm-reason.tsx';
import { toastDone } from '../../components/toasts.ts';
import styles from './dossier.module.css';
import { useDossierChanged } from './use-dossier-command.ts';

const SHORTEST_BASIS = 5;

/** A leader of the competent agency stops the dossier (form 05): a reason, the law it rests on, and the number of the decision if there is one. */
export function StopDossier({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const changed = useDossierChanged();
  const [asking, setAsking] = useState(false);
  const [legalBasis, setLegalBasis] = useState('');
  const [decisionNumber, setDecisionNumber] = useState('');
  if (!dossier.may.includes('stop-dossier')) return null;
  const noBasis = legalBasis.trim().length < SHORTEST_BASIS;
  const run = async (reason: string): Promise<void> => {
    const number = decisionNumber.trim();
    const body = { reason, legalBasis: legalBasis.trim(), ...(number === '' ? {} : { decisionNumber: number }) };
    await withKey(`stop:${dossier.id}`, body, (idempotencyKey) => call(ENDPOINTS.stopDossier, { params: { dossier: dossier.id }, body, idempotencyKey }));
    await changed();
    toastDone(t('stop.done'), dossier.code ?? '');
  };
  return (
    <>
      <Button
        variant="default"
        className={styles['ending']}
        leftSection={<IconHandStop size={16} stroke={1.75} aria-hidden />}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('stop.button')}
      </Button>
      <ConfirmReason
        opened={asking}
        onClose={() => {
          setAsking(false);
        }}
        title={t('stop.title', { code: dossier.code ?? dossier.applicant.name })}
        verb={t('stop.verb')}
        incomplete={noBasis}
        run={run}
      >
        {(asked) => (
          <div className={styles['dialog']}>
            <p>{t('stop.text')}</p>
            <TextInput
              label={t('stop.basis')}
              description={t('stop.basisHelp')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              maxLength={500}
              value={legalBasis}
              onChange={(event) => {
                setLegalBasis(event.currentTarget.value);
              }}
              error={asked && noBasis ? t('stop.basisMissing') : undefined}
            />
            <TextInput
              label={t('stop.number')}
              maxLength={60}
              value={decisionNumber}
              onChange={(event) => {
                setDecisionNumber(event.currentTarget.value);
              }}
            />
          </div>
        )}
      </ConfirmReason>
    </>
  );
}
