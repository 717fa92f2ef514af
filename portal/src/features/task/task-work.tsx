import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type TaskDetail } from '../../api/contract.ts';
import { isProblem } from '../../api/errors.ts';
import { withKey } from '../../api/idempotency.ts';
import { questions } from '../../api/questions.ts';
import { Banner } from '../../components/banner.tsx';
import { Card } from '../../components/card.tsx';
import { withoutEmpty } from '../../components/form-schema.ts';
import { formatTime } from '../../components/format.ts';
import type { FieldMistake, FormHandle } from '../../components/form-viewer.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Piece } from '../../components/piece.tsx';
import { useMe } from '../../components/session.ts';
import { toastDone } from '../../components/toasts.ts';
import { useDraft } from '../../components/use-draft.ts';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { useWords } from '../../components/use-words.ts';
import { checkDecision, decisionBody, emptyDraft, type DecisionMistake } from './decision.ts';
import { DecisionArea } from './decision-area.tsx';
import { FailedDecision } from './failed-decision.tsx';
import { HoldingBar, ReleaseButton } from './holding-bar.tsx';
import styles from './task.module.css';

const FormViewer = lazy(() => import('../../components/form-viewer.tsx').then((module) => ({ default: module.FormViewer })));

/** The form of the step and the decision under it. */
export function TaskWork({ detail }: { readonly detail: TaskDetail }) {
  const { t } = useTranslation(['task', 'components']);
  const me = useMe();
  const go = useNavigate();
  const cache = useQueryClient();
  const announce = useAnnounce();
  const { pick } = useWords();
  const { task, outcomes } = detail;
  const { draft, restoredAt, keptAt, full, change, drop } = useDraft(me.id, `task:${task.key}`, () => emptyDraft(detail.values, outcomes));
  const [round, setRound] = useState(0);
  const [fieldMistakes, setFieldMistakes] = useState<readonly FieldMistake[]>([]);
  const [decisionMistakes, setDecisionMistakes] = useState<readonly DecisionMistake[]>([]);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = useRef<FormHandle>(null);
  const open = detail.mayComplete && !task.deciding;

  const complete = async (): Promise<void> => {
    if (!open || sending) return;
    const checked = detail.form === null ? { values: {}, mistakes: [] } : form.current?.submit();
    if (checked === undefined) return;
    const wrong = checkDecision(draft, outcomes);
    setFieldMistakes(checked.mistakes);
    setDecisionMistakes(wrong);
    setError(undefined);
    if (checked.mistakes.length > 0 || wrong.length > 0) {
      announce(
        checked.mistakes.length > 0
          ? t('form.errorsTitle', { ns: 'components', count: checked.mistakes.length })
          : t(wrong[0] === 'no-outcome' ? 'decision.choose' : 'decision.reasonHelp'),
      );
      if (checked.mistakes[0]) form.current?.focusField(checked.mistakes[0].id);
      return;
    }
    const body = decisionBody(draft, withoutEmpty(checked.values));
    setSending(true);
    try {
      const result = await withKey(`task:${task.key}`, body, (idempotencyKey) =>
        call(ENDPOINTS.completeTask, { params: { task: task.key }, body, idempotencyKey }),
      );
      drop();
      const chosen = outcomes.find(({ code }) => code === draft.outcome);
      const title = t('sent', { decision: chosen ? pick(chosen.label) : draft.outcome, code: result.code ?? detail.code ?? '' });
      toastDone(title, result.settled ? (chosen?.next ? pick(chosen.next) : '') : t('waiting'));
      announce(title);
      await goOn();
    } catch (failure) {
      setError(failure);
      if (isProblem(failure, 'task-closed', 'task-not-claimed', 'decision-undone')) void cache.invalidateQueries({ queryKey: ['task', task.key] });
    } finally {
      setSending(false);
    }
  };

  /** The next task that is already mine, or the list. */
  const goOn = async (): Promise<void> => {
    void cache.invalidateQueries({ queryKey: ['tasks'] });
    const mine = await cache.infiniteQuery({ ...questions.tasks('mine', '', 10), staleTime: 0 }).catch(() => undefined);
    const next = mine?.pages[0]?.items.find((item) => item.kind === 'task' && item.key !== task.key && !item.deciding);
    announce(next ? t('nextUp') : t('noMore'));
    await go(next ? `/viec/${next.key}` : '/viec');
    document.getElementById('noi-dung')?.focus();
  };

  useShortcuts({
    'mod+Enter': () => {
      void complete();
    },
  });

  return (
    <div className={styles['work']}>
      <Card
        title={t('form.title')}
        aside={
          <>
            {detail.form === null ? null : <span>{t('required', { ns: 'components' })}</span>}
            <ReleaseButton detail={detail} />
          </>
        }
        flush
        fill
      >
        <div className={styles['scrolling']}>
          <HoldingBar detail={detail} />
          {restoredAt !== undefined && open && (
            <div className={styles['bar']}>
              <Banner
                tone="brand"
                action={
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => {
                      drop();
                      setRound(round + 1);
                    }}
                  >
                    {t('draft.discard')}
                  </Button>
                }
              >
                {t('draft.restored', { time: formatTime(restoredAt) })}
              </Banner>
            </div>
          )}
          {detail.form === null ? (
            <p className={styles['noForm']}>{t('form.none')}</p>
          ) : (
            <div className={styles['form']}>
              <Piece
                waiting={
                  <p role="status" className={styles['noForm']}>
                    {t('form.loading', { ns: 'components' })}
                  </p>
                }
              >
                <FormViewer
                  key={round}
                  handle={form}
                  schema={detail.form}
                  values={draft.values}
                  readOnly={!open}
                  onChange={(values) => {
                    change({ values });
                  }}
                />
              </Piece>
            </div>
          )}
          {task.deciding && (
            <div className={styles['bar']}>
              <Banner tone="brand">{t('deciding')}</Banner>
            </div>
          )}
        </div>
        {(fieldMistakes.length > 0 || error !== undefined) && (
          <div className={styles['notices']}>
            {fieldMistakes.length > 0 && (
              <div className={styles['bar']}>
                <Banner tone="late" role="alert">
                  <strong>{t('failed.fields', { count: fieldMistakes.length })}</strong>
                  <ul>
                    {fieldMistakes.map(({ id, label, message }) => (
                      <li key={id}>
                        <button
                          type="button"
                          className={styles['toField']}
                          onClick={() => {
                            form.current?.focusField(id);
                          }}
                        >
                          {label}
                        </button>
                        : {message}
                      </li>
                    ))}
                  </ul>
                </Banner>
              </div>
            )}
            {error !== undefined && <FailedDecision error={error} detail={detail} focusField={(id) => form.current?.focusField(id)} />}
          </div>
        )}
        {open && (
          <DecisionArea
            outcomes={outcomes}
            draft={draft}
            mistakes={decisionMistakes}
            sending={sending}
            onChange={change}
            onSend={() => {
              void complete();
            }}
            kept={full ? t('draft.full') : keptAt === undefined ? t('draft.none') : t('draft.kept', { time: formatTime(keptAt) })}
          />
        )}
      </Card>
    </div>
  );
}
