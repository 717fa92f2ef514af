import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DossierView } from '../../api/contract.ts';
import { Card } from '../../components/card.tsx';
import { ClockSheet } from '../../components/clock/clock-sheet.tsx';
import { Facts, type Fact } from '../../components/facts.tsx';
import { Findings } from '../../components/findings.tsx';
import { formatDateTime } from '../../components/format.ts';
import { useWords } from '../../components/use-words.ts';
import styles from './dossier.module.css';

export function DossierSide({ dossier, agencyName }: { readonly dossier: DossierView; readonly agencyName: (id: string) => string }) {
  const { t } = useTranslation(['dossier', 'components']);
  const { pick } = useWords();
  const { applicant, submitter } = dossier;
  const facts: (Fact | false)[] = [
    [t('facts.applicant'), `${applicant.name}${applicant.idNumber === undefined ? '' : ` · ${applicant.idNumber}`}`],
    applicant.phone !== undefined && [t('facts.phone'), applicant.phone],
    applicant.email !== undefined && [t('facts.email'), applicant.email],
    applicant.address !== undefined && [t('facts.address'), applicant.address],
    submitter !== undefined && [t('facts.submitter'), submitter.name],
    submitter?.authorisation !== undefined && [t('facts.authorisation'), submitter.authorisation],
    [t('facts.procedure'), `${pick(dossier.procedureName)} (${dossier.procedureCode})`],
    [t('facts.receiving'), agencyName(dossier.receivingAgency)],
    [t('facts.competent'), agencyName(dossier.competentAgency)],
    dossier.consultedAgencies.length > 0 && [t('facts.consulted'), dossier.consultedAgencies.map(agencyName).join(', ')],
    [t('facts.returning'), `${agencyName(dossier.returnAgency)}, ${t(`returnChannel.${dossier.returnChannel}`, { ns: 'components' }).toLocaleLowerCase('vi')}`],
    [t('facts.channel'), t(`channel.${dossier.channel}`, { ns: 'components' })],
    [t('facts.submitted'), formatDateTime(dossier.submittedAt)],
    dossier.receivedAt !== undefined && [t('facts.received'), formatDateTime(dossier.receivedAt)],
    dossier.withdrawnAt !== undefined && [t('facts.withdrawn'), formatDateTime(dossier.withdrawnAt)],
    dossier.closedAt !== undefined && [t('facts.closed'), formatDateTime(dossier.closedAt)],
  ];
  return (
    <aside className={styles['side']} aria-label={t('facts.title')}>
      <Card title={t('clock.title', { ns: 'components' })}>
        <ClockSheet clock={dossier.clock} agencyName={agencyName} />
      </Card>
      <Card title={t('tasks.title')} flush>
        {dossier.tasks.length === 0 ? (
          <p className={styles['quiet']}>{t('tasks.none')}</p>
        ) : (
          <ul className={styles['tasks']}>
            {dossier.tasks.map((task) => (
              <li key={task.key}>
                <Link to={`/viec/${task.key}`} aria-label={t('tasks.open', { name: task.name })}>
                  {task.name}
                </Link>
                <small>
                  {task.deciding ? t('tasks.deciding') : (task.assigneeName ?? task.assignee ?? t('tasks.nobody'))} ·{' '}
                  {t('tasks.since', { time: formatDateTime(task.createdAt) })}
                </small>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {dossier.findings.length > 0 && (
        <Card title={t('findings.title')} flush>
          <Findings findings={dossier.findings} />
        </Card>
      )}
      <Card title={t('facts.title')}>
        <Facts columns={2} facts={facts} />
        {!dossier.may.includes('read-personal-data') && <p className={styles['note']}>{t('facts.hidden')}</p>}
      </Card>
    </aside>
  );
}
