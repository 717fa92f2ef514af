import { Button } from '@mantine/core';
import { IconArrowLeft, IconFolderOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DossierView, TaskDetail } from '../../api/contract.ts';
import { DossierCodeText } from '../../components/dossier-code.tsx';
import { formatDateTime } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './task.module.css';

export function TaskHead({ detail, dossier }: { readonly detail: TaskDetail; readonly dossier: DossierView | undefined }) {
  const { t } = useTranslation(['task', 'components']);
  const { pick } = useWords();
  const { task } = detail;
  const facts: (readonly [string, string])[] = [
    ...(dossier
      ? [
          [t('facts.applicant'), `${dossier.applicant.name}${dossier.applicant.idNumber === undefined ? '' : ` ${dossier.applicant.idNumber}`}`] as const,
          [t('facts.procedure'), `${pick(dossier.procedureName)} ${dossier.procedureCode}`] as const,
          [t('facts.channel'), t(`channel.${dossier.channel}`, { ns: 'components' })] as const,
        ]
      : []),
    [t('facts.release'), t('facts.releaseNumber', { number: detail.release })],
    [t('facts.since'), formatDateTime(task.createdAt)],
    ...(task.assigneeName ? [[t('facts.holder'), task.assigneeName] as const] : []),
  ];
  return (
    <header className={styles['head']}>
      <div className={styles['headLine']}>
        <Link to="/viec" className={styles['back']}>
          <IconArrowLeft size={16} stroke={1.75} aria-hidden />
          {t('back')}
        </Link>
        <h1>{task.name}</h1>
        <span className={styles['code']}>{detail.code === undefined ? t('noCode') : <DossierCodeText code={detail.code} />}</span>
        <Button
          className={styles['right']}
          variant="default"
          component={Link}
          to={`/ho-so/${detail.code ?? task.dossierId}`}
          leftSection={<IconFolderOpen size={16} stroke={1.75} aria-hidden />}
        >
          {t('copyLink')}
        </Button>
      </div>
      <dl className={styles['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}
