import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TaskDetail } from '../../api/contract.ts';
import { ApiProblem, isProblem, NetworkError } from '../../api/errors.ts';
import { Banner } from '../../components/banner.tsx';
import { RefusedFields } from '../../components/refused-fields.tsx';
import { useWords } from '../../components/use-words.ts';
import styles from './task.module.css';

/** Why the decision did not go through, which fields, and the ways out; nothing entered is lost. */
export function FailedDecision({
  error,
  detail,
  focusField,
}: {
  readonly error: unknown;
  readonly detail: TaskDetail;
  readonly focusField: (id: string) => void;
}) {
  const { t } = useTranslation('task');
  const { problem } = useWords();
  const cache = useQueryClient();
  const conflict = isProblem(
    error,
    'task-closed',
    'task-not-claimed',
    'decision-undone',
    'task-not-found',
    'stale-version',
    'task-already-claimed',
    'dossier-closed',
  );
  return (
    <div className={styles['bar']}>
      <Banner
        tone={error instanceof NetworkError ? 'soon' : 'late'}
        role="alert"
        action={
          conflict && (
            <>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  void cache.invalidateQueries({ queryKey: ['task', detail.task.key] });
                }}
              >
                {t('failed.reload')}
              </Button>
              <Button size="compact-sm" variant="default" component={Link} to={`/ho-so/${detail.code ?? detail.task.dossierId}`}>
                {t('failed.toDossier')}
              </Button>
              <Button size="compact-sm" variant="default" component={Link} to="/viec">
                {t('failed.toList')}
              </Button>
            </>
          )
        }
      >
        <strong>{error instanceof NetworkError ? t('failed.network') : problem(error)}</strong> {error instanceof NetworkError ? '' : t('failed.kept')}
        {error instanceof ApiProblem && <RefusedFields problem={error} schema={detail.form} focusField={focusField} />}
      </Banner>
    </div>
  );
}
