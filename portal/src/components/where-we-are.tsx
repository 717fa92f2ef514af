import { Button, Modal } from '@mantine/core';
import { IconArrowsMaximize, IconListDetails, IconSitemap } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readOutline } from '../../../modeler/outline/read-outline.ts';
import { marksOf, type Marks } from '../../../modeler/viewer/marks.ts';
import type { DossierView } from '../api/contract.ts';
import { questions } from '../api/questions.ts';
import { Card } from './card.tsx';
import { Failed, LoadingRows } from './page-state.tsx';
import { Piece } from './piece.tsx';
import { StepList } from './step-list.tsx';
import styles from './where-we-are.module.css';

const DiagramViewer = lazy(() => import('../../../modeler/viewer/diagram-viewer.tsx').then((module) => ({ default: module.DiagramViewer })));

type Where = Pick<DossierView, 'procedure' | 'release' | 'activeElements' | 'visitedElements' | 'incidents'>;

interface WhereWeAreProps {
  readonly dossier: Where;
  readonly height: number;
  /** Look closely at the current step instead of showing everything. */
  readonly close?: boolean;
}

/** The diagram of the dossier's own release with its place marked, and the same in words. */
export function WhereWeAre({ dossier, height, close = false }: WhereWeAreProps) {
  const { t } = useTranslation('components');
  const diagram = useQuery(questions.diagram(dossier.procedure, dossier.release));
  const [view, setView] = useState<'drawing' | 'table'>('drawing');
  const [large, setLarge] = useState(false);
  const [failed, setFailed] = useState(false);
  const marks: Marks = useMemo(
    () => marksOf({ active: dossier.activeElements, visited: dossier.visitedElements, incidents: dossier.incidents.map(({ elementId }) => elementId) }),
    [dossier.activeElements, dossier.visitedElements, dossier.incidents],
  );
  const steps = useMemo(() => (diagram.data === undefined ? [] : readOutline(diagram.data)), [diagram.data]);
  const words = { zoomIn: t('where.zoomIn'), zoomOut: t('where.zoomOut'), fit: t('where.fit') };
  const here = steps
    .filter(({ id }) => marks[id] === 'current')
    .map(({ name }) => name)
    .join(', ');
  const label = here === '' ? t('diagram.label') : `${t('diagram.label')}: ${here}`;
  const drawing = (focus: string | undefined) => (
    <Piece
      waiting={
        <p className={styles['wait']} role="status">
          {t('diagram.loading')}
        </p>
      }
      instead={
        <>
          <p className={styles['wait']} role="alert">
            {t('diagram.failed')}
          </p>
          <StepList steps={steps} marks={marks} problemWord={t('where.stuck')} />
        </>
      }
    >
      {diagram.data !== undefined && (
        <DiagramViewer
          xml={diagram.data}
          marks={marks}
          focus={focus}
          label={label}
          words={words}
          onFailed={() => {
            setFailed(true);
            setView('table');
          }}
        />
      )}
    </Piece>
  );

  return (
    <Card
      flush
      title={t('where.title')}
      aside={
        <>
          <span className={styles['legend']}>
            <i className={styles['here']} aria-hidden />
            {t('where.here')}
          </span>
          <span className={styles['legend']}>
            <i className={styles['passed']} aria-hidden />
            {t('where.passed')}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={view === 'drawing' ? <IconListDetails size={14} stroke={1.75} aria-hidden /> : <IconSitemap size={14} stroke={1.75} aria-hidden />}
            onClick={() => {
              setView(view === 'drawing' ? 'table' : 'drawing');
            }}
          >
            {view === 'drawing' ? t('where.table') : t('where.drawing')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowsMaximize size={14} stroke={1.75} aria-hidden />}
            onClick={() => {
              setLarge(true);
            }}
          >
            {t('where.enlarge')}
          </Button>
        </>
      }
    >
      {diagram.isPending && <LoadingRows rows={4} />}
      {diagram.isError && (
        <Failed
          error={diagram.error}
          retry={() => {
            void diagram.refetch();
          }}
        />
      )}
      {failed && (
        <p className={styles['wait']} role="alert">
          {t('diagram.failed')}
        </p>
      )}
      {diagram.isSuccess &&
        (view === 'drawing' ? (
          <div className={styles['drawing']} style={{ height }}>
            {drawing(close ? dossier.activeElements.find((id) => steps.some((step) => step.id === id)) : undefined)}
          </div>
        ) : (
          <StepList steps={steps} marks={marks} problemWord={t('where.stuck')} />
        ))}
      <Modal
        opened={large}
        onClose={() => {
          setLarge(false);
        }}
        size="calc(100vw - 48px)"
        title={<strong>{t('where.title')}</strong>}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div style={{ height: 'calc(100vh - 190px)' }}>{large && drawing(undefined)}</div>
      </Modal>
    </Card>
  );
}
