import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DossierView } from '../../api/contract.ts';
import { DossierCodeText } from '../../components/dossier-code.tsx';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';
import { PrintMenu } from './print-menu.tsx';
import { StatusChip } from './status-chip.tsx';
import { StopDossier } from './stop-dossier.tsx';
import { WithdrawDossier } from './withdraw-dossier.tsx';

export function DossierHead({ dossier }: { readonly dossier: DossierView }) {
  const { t } = useTranslation('dossier');
  const { pick } = useWords();
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
      <PrintMenu dossier={dossier} />
      <WithdrawDossier dossier={dossier} />
      <StopDossier dossier={dossier} />
    </header>
  );
}
