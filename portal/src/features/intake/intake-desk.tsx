import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView, ProcedureSummary } from '../../api/contract.ts';
import { questions } from '../../api/questions.ts';
import { Banner } from '../../components/banner.tsx';
import { Card } from '../../components/card.tsx';
import { formatTime } from '../../components/format.ts';
import type { FieldMistake, FormHandle } from '../../components/form-viewer.tsx';
import { Failed, LoadingRows } from '../../components/page-state.tsx';
import { Piece } from '../../components/piece.tsx';
import { useMe } from '../../components/session.ts';
import { useDraft } from '../../components/use-draft.ts';
import { useShortcuts } from '../../components/use-shortcuts.ts';
import { checkIntake } from './check-intake.ts';
import { ComponentTable } from './component-table.tsx';
import { emptyIntake, formAsksReturnChannel } from './intake-draft.ts';
import { IntakeSide } from './intake-side.tsx';
import styles from './intake.module.css';
import { PeopleFields } from './people-fields.tsx';
import { ProcedureFields } from './procedure-fields.tsx';
import { ReturnChannelField } from './return-channel-field.tsx';
import { useReceive } from './use-receive.ts';

const FormViewer = lazy(() => import('../../components/form-viewer.tsx').then((module) => ({ default: module.FormViewer })));

/** The counter: one person before it, one dossier on it. */
export function IntakeDesk({ agencies, procedures }: { readonly agencies: readonly AgencyView[]; readonly procedures: readonly ProcedureSummary[] }) {
  const { t } = useTranslation(['intake', 'components']);
  const me = useMe();
  const { draft, restoredAt, keptAt, change, drop } = useDraft(me.id, 'intake', () => emptyIntake(me, agencies));
  const summary = procedures.find(({ id }) => id === draft.procedure);
  const releaseQuestion = useQuery({ ...questions.release(draft.procedure, summary?.release ?? 0), enabled: summary !== undefined });
  const release = summary === undefined ? undefined : releaseQuestion.data;
  const form = useRef<FormHandle>(null);
  const [round, setRound] = useState(0);
  const [fieldMistakes, setFieldMistakes] = useState<readonly FieldMistake[]>([]);
  const [uploading, setUploading] = useState(0);
  const mistakes = checkIntake(draft, release);
  const receive = useReceive({ draft, release, form, uploading: uploading > 0, drop, onFieldMistakes: setFieldMistakes });
  const shown = receive.asked ? mistakes : [];
  const startOver = (): void => {
    drop();
    receive.reset();
    setFieldMistakes([]);
    setRound(round + 1);
  };

  useShortcuts({
    'mod+Enter': () => {
      void receive.submit();
    },
  });

  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <h1>{t('title')}</h1>
        <span className={styles['quiet']}>{keptAt === undefined ? t('draft.none') : t('draft.kept', { time: formatTime(keptAt) })}</span>
        <Button variant="default" className={styles['right']} onClick={startOver}>
          {t('draft.discard')}
        </Button>
      </header>
      {restoredAt !== undefined && <Banner tone="brand">{t('draft.restored', { time: formatTime(restoredAt) })}</Banner>}
      <div className={styles['columns']}>
        <div className={styles['left']}>
          <ProcedureFields
            draft={draft}
            agencies={agencies}
            procedures={procedures}
            release={release}
            mistakes={shown}
            onChange={(part) => {
              change(part);
              if (part.procedure !== undefined) {
                receive.reset();
                setFieldMistakes([]);
              }
            }}
          />
          <PeopleFields draft={draft} mistakes={shown} onChange={change} />
          <Card number={3} title={t('form.title')} aside={release && <span>{t('required', { ns: 'components' })}</span>} flush>
            {summary === undefined && <p className={styles['wait']}>{t('form.waiting')}</p>}
            {summary !== undefined && releaseQuestion.isPending && <LoadingRows rows={3} />}
            {summary !== undefined && releaseQuestion.isError && (
              <Failed
                error={releaseQuestion.error}
                retry={() => {
                  void releaseQuestion.refetch();
                }}
              />
            )}
            {release?.intakeForm != null && (
              <div className={styles['form']}>
                <Piece
                  waiting={
                    <p role="status" className={styles['wait']}>
                      {t('form.loading', { ns: 'components' })}
                    </p>
                  }
                >
                  <FormViewer
                    key={`${release.id}-${String(release.release)}-${String(round)}`}
                    handle={form}
                    schema={release.intakeForm}
                    values={draft.form}
                    readOnly={false}
                    onChange={(values) => {
                      change({ form: values });
                    }}
                  />
                </Piece>
              </div>
            )}
          </Card>
          <ComponentTable
            draft={draft}
            release={release}
            mistakes={shown}
            onChange={change}
            onUploading={(by) => {
              setUploading((old) => old + by);
            }}
          />
          {release !== undefined && !formAsksReturnChannel(release) && <ReturnChannelField draft={draft} release={release} onChange={change} />}
        </div>
        <IntakeSide
          draft={draft}
          release={release}
          mistakes={mistakes}
          fieldMistakes={fieldMistakes}
          uploading={uploading > 0}
          receive={receive}
          focusField={(id) => form.current?.focusField(id)}
        />
      </div>
    </div>
  );
}
