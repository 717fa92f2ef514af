import { Tabs } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DossierView, TaskDetail } from '../../api/contract.ts';
import { questions } from '../../api/questions.ts';
import { Card } from '../../components/card.tsx';
import { ClockSheet } from '../../components/clock/clock-sheet.tsx';
import { DeclaredData } from '../../components/declared-data.tsx';
import { DecisionList } from '../../components/decision-list.tsx';
import { DocumentList } from '../../components/document-list.tsx';
import { Findings } from '../../components/findings.tsx';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import { useWords } from '../../components/use-words.ts';
import { WhereWeAre } from '../../components/where-we-are.tsx';
import { TaskLimit } from './task-limit.tsx';
import styles from './task.module.css';

/** What the decision rests on: the clock, the place on the way, and the papers. */
export function TaskSide({ detail, dossier }: { readonly detail: TaskDetail; readonly dossier: UseQueryResult<DossierView> }) {
  const { t } = useTranslation('components');
  const agencies = useQuery(questions.agencies());
  const { agency } = useWords();
  const agencyName = (id: string): string =>
    agency(
      agencies.data?.agencies.find((one) => one.id === id),
      id,
    );
  return (
    <div className={styles['side']}>
      <Card title={t('clock.title')}>
        <ClockSheet clock={detail.clock} agencyName={agencyName} brief>
          {detail.taskDue && <TaskLimit due={detail.taskDue} />}
        </ClockSheet>
      </Card>
      <Papers question={dossier} />
    </div>
  );
}

function Papers({ question }: { readonly question: UseQueryResult<DossierView> }) {
  const { t } = useTranslation(['task', 'components']);
  const { pick } = useWords();
  const dossier = question.data;
  const release = useQuery({ ...questions.release(dossier?.procedure ?? '', dossier?.release ?? 0), enabled: dossier !== undefined });
  if (dossier === undefined)
    return question.isError ? (
      <Failed
        error={question.error}
        retry={() => {
          void question.refetch();
        }}
      />
    ) : (
      <LoadingRows />
    );
  const nameOf = (component: string): string => {
    const found = release.data?.components.find(({ id }) => id === component);
    return found === undefined ? component : pick(found.name);
  };
  return (
    <>
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
            {dossier.findings.length === 0 ? <p className={styles['quiet']}>{t('side.noFindings')}</p> : <Findings findings={dossier.findings} />}
          </Tabs.Panel>
          <Tabs.Panel value="decisions">
            {dossier.decisions.length === 0 ? <p className={styles['quiet']}>{t('side.noDecisions')}</p> : <DecisionList decisions={dossier.decisions} />}
          </Tabs.Panel>
        </Tabs>
      </section>
    </>
  );
}
