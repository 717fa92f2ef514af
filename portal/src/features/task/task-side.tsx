import { Tabs } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DossierView } from '../../api/contract.ts';
import { questions } from '../../api/questions.ts';
import { Card } from '../../components/card.tsx';
import { DeclaredData } from '../../components/declared-data.tsx';
import { DecisionList } from '../../components/decision-list.tsx';
import { DocumentList } from '../../components/document-list.tsx';
import { DueSum } from '../../components/due-sum.tsx';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import { useWords } from '../../components/use-words.ts';
import { WhereWeAre } from '../../components/where-we-are.tsx';
import styles from './task.module.css';

export function TaskSide({ dossier: question }: { readonly dossier: UseQueryResult<DossierView> }) {
  const { t } = useTranslation(['task', 'components']);
  const { pick } = useWords();
  const dossier = question.data;
  const release = useQuery({ ...questions.release(dossier?.procedure ?? '', dossier?.release ?? 0), enabled: dossier !== undefined });
  if (dossier === undefined)
    return (
      <div className={styles['side']}>
        {question.isError ? (
          <Failed
            error={question.error}
            retry={() => {
              void question.refetch();
            }}
          />
        ) : (
          <LoadingRows />
        )}
      </div>
    );
  const nameOf = (component: string): string => {
    const found = release.data?.components.find(({ id }) => id === component);
    return found === undefined ? component : pick(found.name);
  };
  return (
    <div className={styles['side']}>
      <Card title={t('sum.title', { ns: 'components' })}>
        <DueSum status={dossier.status} dueAt={dossier.dueAt} closedAt={dossier.closedAt} receivedAt={dossier.receivedAt} lines={dossier.dueLines} />
      </Card>
      <WhereWeAre dossier={dossier} height={210} close />
      <section className={styles['tabs']}>
        <Tabs defaultValue="data" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="data">{t('side.data')}</Tabs.Tab>
            <Tabs.Tab value="documents">
              {t('side.documents')} <span className={styles['number']}>{dossier.documents.length}</span>
            </Tabs.Tab>
            <Tabs.Tab value="findings">
              {t('side.findings')} <span className={styles['number']}>{dossier.findings.length}</span>
            </Tabs.Tab>
            <Tabs.Tab value="decisions">
              {t('side.decisions')} <span className={styles['number']}>{dossier.decisions.length}</span>
            </Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="data">
            <DeclaredData schema={release.data?.intakeForm} values={dossier.form} />
          </Tabs.Panel>
          <Tabs.Panel value="documents">
            <DocumentList dossier={dossier} nameOf={nameOf} />
          </Tabs.Panel>
          <Tabs.Panel value="findings">
            {dossier.findings.length === 0 ? (
              <p className={styles['quiet']}>{t('side.noFindings')}</p>
            ) : (
              <ul className={styles['findings']}>
                {dossier.findings.map(({ code, message }) => (
                  <li key={code + message}>
                    <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
                    {message}
                  </li>
                ))}
              </ul>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="decisions">
            {dossier.decisions.length === 0 ? <p className={styles['quiet']}>{t('side.noDecisions')}</p> : <DecisionList decisions={dossier.decisions} />}
          </Tabs.Panel>
        </Tabs>
      </section>
    </div>
  );
}
