import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../components/banner.tsx';
import { formatDateTime, formatNumber, formatTime } from '../../components/format.ts';
import type { CalendarWork } from './use-calendar-work.ts';

interface CalendarBannersProps {
  readonly work: CalendarWork;
  /** The proposal is in view: no need to lead there. */
  readonly onProposal: boolean;
  readonly openProposal: () => void;
}

/** What is going on with the calendar: dates being moved, a proposal that waits, changes nobody has saved. One at a time, the nearest first. */
export function CalendarBanners({ work, onProposal, openProposal }: CalendarBannersProps) {
  const { t } = useTranslation('calendar');
  const { current, proposal } = work.overview;
  const { moves } = current;
  return (
    <>
      {moves?.state === 'running' && (
        <Banner tone="brand">
          {t('versions.progress', { version: current.version, looked: formatNumber(moves.looked), moved: formatNumber(moves.moved) })}
        </Banner>
      )}
      {work.unsaved > 0 && work.overtaken ? (
        <Banner
          tone="late"
          role="alert"
          action={
            <Button size="xs" onClick={work.merge}>
              {t('draft.merge')}
            </Button>
          }
        >
          {t('draft.moved')}
        </Banner>
      ) : work.unsaved > 0 ? (
        <UnsavedBanner work={work} onProposal={onProposal} openProposal={openProposal} />
      ) : (
        proposal !== undefined &&
        !onProposal && (
          <Banner
            tone="brand"
            action={
              <Button size="xs" variant="default" onClick={openProposal}>
                {t('waiting.open')}
              </Button>
            }
          >
            {t('waiting.text', {
              version: proposal.version,
              decision: proposal.decision ?? '',
              name: proposal.authors.at(-1)?.name ?? '',
              time: proposal.changedAt === undefined ? '' : formatDateTime(proposal.changedAt),
            })}
          </Banner>
        )
      )}
    </>
  );
}

function UnsavedBanner({ work, onProposal, openProposal }: CalendarBannersProps) {
  const { t } = useTranslation('calendar');
  const { t: say } = useTranslation('components');
  const [dropping, setDropping] = useState(false);
  const close = (): void => {
    setDropping(false);
  };
  return (
    <>
      <Banner
        tone={work.full ? 'late' : 'brand'}
        action={
          <Group gap={8}>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setDropping(true);
              }}
            >
              {t('draft.drop')}
            </Button>
            {!onProposal && (
              <Button size="xs" onClick={openProposal}>
                {t('draft.open')}
              </Button>
            )}
          </Group>
        }
      >
        {t('draft.unsaved', { count: work.unsaved })}{' '}
        {work.full ? t('draft.full') : work.keptAt !== undefined && t('draft.kept', { time: formatTime(work.keptAt) })}
      </Banner>
      <Modal opened={dropping} onClose={close} title={<strong>{t('draft.dropTitle')}</strong>} size={440} closeButtonProps={{ 'aria-label': say('close') }}>
        <div style={{ display: 'grid', gap: 12 }}>
          <p>{t('draft.dropText')}</p>
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={close} data-autofocus>
              {say('cancel')}
            </Button>
            <Button
              styles={{ root: { background: 'var(--danger)', color: 'var(--on-danger)' } }}
              onClick={() => {
                work.drop();
                close();
              }}
            >
              {t('draft.drop')}
            </Button>
          </Group>
        </div>
      </Modal>
    </>
  );
}
