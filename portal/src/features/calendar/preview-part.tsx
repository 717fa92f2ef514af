import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconPlayerStop, IconRefresh, IconZoomExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView } from '../../api/contract.ts';
import { Banner } from '../../components/banner.tsx';
import { Card } from '../../components/card.tsx';
import { formatNumber } from '../../components/format.ts';
import { Failed, Notice } from '../../components/page-state.tsx';
import styles from './calendar.module.css';
import { MoveRow } from './move-row.tsx';
import type { usePreview } from './use-preview.ts';

interface PreviewPartProps {
  readonly preview: ReturnType<typeof usePreview>;
  /** What is saved is not what was counted with. */
  readonly old: boolean;
  readonly unsaved: boolean;
  readonly agencies: readonly AgencyView[];
}

const SHOWN_AT_ONCE = 100;
const COLUMNS = ['code', 'procedure', 'from', 'to', 'difference'] as const;

export function PreviewPart({ preview, old, unsaved, agencies }: PreviewPartProps) {
  const { t } = useTranslation('calendar');
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { state, looked, moves, failures } = preview;
  const later = moves.filter(({ from, to }) => Date.parse(to) > Date.parse(from)).length;
  const numbers = { looked: formatNumber(looked), moved: formatNumber(moves.length), later: formatNumber(later), earlier: formatNumber(moves.length - later) };

  return (
    <Card
      title={t('preview.title')}
      flush
      aside={
        state === 'running' ? (
          <Button size="xs" variant="default" leftSection={<IconPlayerStop size={14} stroke={1.75} aria-hidden />} onClick={preview.stop}>
            {t('preview.stop')}
          </Button>
        ) : (
          <Button
            size="xs"
            variant="default"
            {...(unsaved ? { 'data-disabled': true, 'aria-disabled': true, title: t('preview.unsaved') } : {})}
            leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />}
            onClick={(event) => {
              if (unsaved) event.preventDefault();
              else preview.run();
            }}
          >
            {t(state === 'none' ? 'preview.run' : 'preview.again')}
          </Button>
        )
      }
    >
      <div role="status" className={styles['summary']}>
        {unsaved && <span>{t('preview.unsaved')}</span>}
        {!unsaved && state === 'none' && <span>{t('preview.before')}</span>}
        {!unsaved && state !== 'none' && old && <strong>{t('preview.old')}</strong>}
        {state === 'running' && (
          <>
            <span>{t('preview.running', numbers)}</span>
            <Progress value={100} animated size="xs" aria-hidden />
          </>
        )}
        {state === 'stopped' && <span>{t('preview.stopped', numbers)}</span>}
        {state === 'done' && moves.length > 0 && <span>{t(later > 0 && later < moves.length ? 'preview.summaryBoth' : 'preview.summary', numbers)}</span>}
      </div>
      {state === 'failed' && <Failed error={preview.error} retry={preview.run} />}
      {failures.length > 0 && (
        <Banner tone="late" role="alert">
          {t('preview.failures', { count: failures.length })}{' '}
          {failures
            .slice(0, 20)
            .map(({ code, dossierId }) => code ?? dossierId)
            .join(', ')}
          {failures.length > 20 ? '…' : '.'}
        </Banner>
      )}
      {state === 'done' && moves.length === 0 && (
        <Notice icon={failures.length === 0 ? IconCircleCheck : IconZoomExclamation} title={t('preview.none')}>
          <p>{t('preview.noneText', { count: looked })}</p>
        </Notice>
      )}
      {moves.length > 0 && (
        <div className={styles['scroll']}>
          <table className={styles['table']} aria-label={t('preview.title')}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`preview.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="hidden-text">{t('preview.show')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {moves.slice(0, shown).map((move) => (
                <MoveRow key={move.dossierId} move={move} agencies={agencies} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moves.length > shown && (
        <div className={styles['tools']}>
          <Button
            variant="default"
            onClick={() => {
              setShown((count) => count + SHOWN_AT_ONCE);
            }}
          >
            {t('preview.more')}
          </Button>
        </div>
      )}
    </Card>
  );
}
