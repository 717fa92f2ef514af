import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconClockOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isProblem } from '../../api/errors.ts';
import { questions } from '../../api/questions.ts';
import { Failed, LoadingRows, Notice } from '../../components/page-state.tsx';
import { TaskHead } from './task-head.tsx';
import { TaskSide } from './task-side.tsx';
import { TaskWork } from './task-work.tsx';
import styles from './task.module.css';

export function TaskPage() {
  const { t } = useTranslation('task');
  const { taskKey = '' } = useParams();
  const task = useQuery(questions.task(taskKey));
  const detail = task.data;
  const dossier = useQuery({ ...questions.dossier(detail?.task.dossierId ?? ''), enabled: detail !== undefined });

  useEffect(() => {
    document.title = detail === undefined ? 'Một cửa' : `${detail.task.name} · ${detail.code ?? ''} · Một cửa`;
  }, [detail]);

  if (task.isPending)
    return (
      <LoadingRows
        rows={10}
        retry={() => {
          void task.refetch();
        }}
      />
    );
  if (isProblem(task.error, 'task-not-found', 'task-closed')) {
    return (
      <Notice
        icon={IconClockOff}
        level="h1"
        title={t('gone.title')}
        action={
          <Button variant="default" component={Link} to="/viec">
            {t('back')}
          </Button>
        }
      >
        <p>{t('gone.text')}</p>
      </Notice>
    );
  }
  if (detail === undefined)
    return (
      <Failed
        error={task.error}
        retry={() => {
          void task.refetch();
        }}
      />
    );
  return (
    <div className={styles['page']}>
      <TaskHead detail={detail} dossier={dossier.data} />
      <div className={styles['columns']}>
        <TaskWork key={detail.task.key} detail={detail} />
        <TaskSide detail={detail} dossier={dossier} />
      </div>
    </div>
  );
}
