import { Button } from '@mantine/core';
import { IconCalendarPlus, IconCircleCheck, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgencyView } from '../../api/contract.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { formatDateTime } from '../../components/format.ts';
import { Notice } from '../../components/page-state.tsx';
import { useMe } from '../../components/session.ts';
import styles from './calendar.module.css';
import { ChangeList } from './change-list.tsx';
import { ConfirmDialog, DiscardDialog } from './decision-dialogs.tsx';
import { PreviewPart } from './preview-part.tsx';
import { SaveForm } from './save-form.tsx';
import type { CalendarWork } from './use-calendar-work.ts';
import { usePreview } from './use-preview.ts';

/** What is proposed, whom it moves, and the decision about it. */
export function ProposalTab({ work, agencies }: { readonly work: CalendarWork; readonly agencies: readonly AgencyView[] }) {
  const { t } = useTranslation('calendar');
  const preview = usePreview();
  const { current, proposal } = work.overview;
  const next = current.version + 1;
  if (proposal === undefined && work.unsaved === 0)
    return (
      <Notice icon={IconCalendarPlus} title={t('proposal.none')}>
        <p>{work.mayPropose ? t('proposal.noneText', { version: next }) : t('proposal.noneReader')}</p>
      </Notice>
    );
  const stale = proposal === undefined || preview.version !== proposal.version || preview.revision !== proposal.revision;
  return (
    <div className={styles['proposal']}>
      <div className={styles['stack']}>
        <Card title={t('proposal.changes', { version: current.version })} aside={<span className={styles['number']}>{work.changes.length}</span>}>
          {work.changes.length === 0 ? <p className={styles['quiet']}>{t('proposal.noChanges')}</p> : <ChangeList changes={work.changes} agencies={agencies} />}
        </Card>
        {proposal !== undefined && <PreviewPart preview={preview} old={stale} unsaved={work.unsaved > 0} agencies={agencies} />}
      </div>
      <DecisionCard work={work} preview={preview} previewed={preview.state === 'done' && !stale} />
    </div>
  );
}

interface DecisionCardProps {
  readonly work: CalendarWork;
  readonly preview: ReturnType<typeof usePreview>;
  /** All open dossiers have been counted with exactly this proposal. */
  readonly previewed: boolean;
}

function DecisionCard({ work, preview, previewed }: DecisionCardProps) {
  const { t } = useTranslation('calendar');
  const me = useMe();
  const [asking, setAsking] = useState<'confirm' | 'discard'>();
  const { current, proposal, may } = work.overview;
  const version = proposal?.version ?? current.version + 1;
  const own = proposal?.authors.some(({ id }) => id === me.id) ?? false;
  const why = own ? t('proposal.ownProposal') : previewed ? undefined : t('proposal.needsPreview');
  return (
    <div className={styles['stack']}>
      <Card title={t('proposal.of', { version })}>
        {work.mayPropose ? (
          <SaveForm work={work} version={version} />
        ) : (
          <Facts
            facts={[
              [t('proposal.decision'), proposal?.decision ?? '—'],
              [t('proposal.reason'), proposal?.reason ?? '—'],
            ]}
          />
        )}
        {proposal !== undefined && (
          <div className={styles['below']}>
            <Facts
              facts={[
                [t('proposal.authors'), proposal.authors.map(({ name }) => name).join(', ')],
                proposal.changedAt !== undefined && [t('proposal.savedAt'), formatDateTime(proposal.changedAt)],
              ]}
            />
            {work.mayPropose && (
              <>
                <p className={styles['hint']}>{t('proposal.onlyLeader')}</p>
                <Button
                  variant="default"
                  leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}
                  onClick={() => {
                    setAsking('discard');
                  }}
                >
                  {t('proposal.discard')}
                </Button>
              </>
            )}
            {may.includes('confirm-calendar') && (
              <>
                <Button
                  leftSection={<IconCircleCheck size={16} stroke={1.75} aria-hidden />}
                  {...(why === undefined ? {} : { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': 'ly-do-chua-xac-nhan' })}
                  onClick={(event) => {
                    if (why !== undefined) event.preventDefault();
                    else setAsking('confirm');
                  }}
                >
                  {t('proposal.confirm', { version })}
                </Button>
                {why !== undefined && (
                  <p id="ly-do-chua-xac-nhan" className={styles['hint']}>
                    {why}
                  </p>
                )}
              </>
            )}
          </div>
        )}
      </Card>
      {proposal !== undefined && asking === 'confirm' && (
        <ConfirmDialog
          proposal={proposal}
          preview={preview}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
      {proposal !== undefined && asking === 'discard' && (
        <DiscardDialog
          proposal={proposal}
          onDiscarded={work.drop}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </div>
  );
}
