import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBuildingStore,
  IconDeviceDesktop,
  IconDotsVertical,
  IconHandGrab,
  IconLoader,
  IconMail,
  IconUser,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Channel, InboxItem } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';
import { ClockCell } from '../../components/clock/clock-cell.tsx';
import { formatDate, formatTime, initialsOf, localDay } from '../../components/format.ts';
import tables from '../../components/table.module.css';
import { useNow } from '../../components/use-now.ts';
import styles from './inbox.module.css';

export interface RowActions {
  readonly claim: (item: InboxItem) => void;
  readonly release: (item: InboxItem) => void;
  readonly open: (item: InboxItem) => void;
}

interface InboxRowProps {
  readonly item: InboxItem;
  readonly me: string;
  readonly agencyName: string;
  /** The officer works for more than one agency, so each row says for which. */
  readonly severalAgencies: boolean;
  readonly selected: boolean;
  readonly busy: boolean;
  readonly actions: RowActions;
  readonly onSelect: () => void;
}

const CHANNEL_ICON: Readonly<Record<Channel, TablerIcon>> = { counter: IconBuildingStore, post: IconMail, online: IconWorld, kiosk: IconDeviceDesktop };

export const addressOfItem = (item: InboxItem): string =>
  item.kind === 'task' ? `/viec/${item.key}` : `/ho-so/${item.code ?? item.dossierId}${item.kind === 'fee' ? '?muc=phi' : '?muc=bo-sung'}`;

export function InboxRow({ item, me, agencyName, severalAgencies, selected, busy, actions, onSelect }: InboxRowProps) {
  const { t } = useTranslation(['inbox', 'components']);
  const code = item.code ?? t('noCode');
  const ChannelIcon = CHANNEL_ICON[item.channel];
  return (
    <tr
      className={selected ? styles['selected'] : undefined}
      data-row={item.key}
      onClick={onSelect}
      onDoubleClick={() => {
        actions.open(item);
      }}
    >
      <th scope="row">
        <Link to={addressOfItem(item)} className="nowrap">
          {code}
        </Link>
        <small>
          <ChannelIcon size={13} stroke={1.75} aria-hidden />
          <span title={`${t(`channel.${item.channel}`, { ns: 'components' })} · ${agencyName}`}>
            {t(`channel.${item.channel}`, { ns: 'components' })}
            {severalAgencies ? ` · ${agencyName}` : ''}
          </span>
        </small>
      </th>
      <td>
        <span className={tables['clip']} title={item.applicantName}>
          {item.applicantName}
        </span>
        <small className="tabular">{item.applicantId}</small>
      </td>
      <td>
        <span className={tables['clip']} title={item.procedureShortName}>
          {item.procedureShortName}
        </span>
      </td>
      <td>
        <span className={tables['clip']} title={item.name}>
          {item.name}
        </span>
        {item.hasIncident ? (
          <small className={tables['stuck']}>
            <IconAlertTriangle size={13} stroke={1.75} aria-hidden />
            {t('incident')}
          </small>
        ) : (
          <StepLine item={item} />
        )}
      </td>
      <td>
        <ClockCell row={item} />
      </td>
      <td>
        <Holder item={item} me={me} busy={busy} claim={actions.claim} />
      </td>
      <td className={styles['more']}>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('actions', { code })}>
              <IconDotsVertical size={16} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {item.kind === 'task' && (
              <Menu.Item component={Link} to={`/viec/${item.key}`}>
                {t('openTask')}
              </Menu.Item>
            )}
            <Menu.Item component={Link} to={`/ho-so/${item.code ?? item.dossierId}`}>
              {t('openDossier')}
            </Menu.Item>
            {item.kind === 'task' && item.assignee === undefined && !item.deciding && (
              <Menu.Item
                onClick={() => {
                  actions.claim(item);
                }}
              >
                {t('claim')}
              </Menu.Item>
            )}
            {item.kind === 'task' && item.assignee === me && !item.deciding && (
              <Menu.Item
                onClick={() => {
                  actions.release(item);
                }}
              >
                {t('release')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}

/** The step's own limit; without one, since when it waits. */
function StepLine({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation('inbox');
  const now = useNow();
  if (item.kind !== 'task') return <small>{t(`kind.${item.kind}`)}</small>;
  const short = (instant: string): string =>
    localDay(instant) === localDay(now) ? t('today', { time: formatTime(instant) }) : `${formatTime(instant)} ${formatDate(instant).slice(0, 5)}`;
  if (item.taskDueAt === undefined) return <small>{t('since', { time: short(item.createdAt) })}</small>;
  if (now.getTime() <= Date.parse(item.taskDueAt)) return <small>{t('stepDue', { time: short(item.taskDueAt) })}</small>;
  return (
    <small className={tables['stuck']}>
      <IconAlertTriangle size={13} stroke={1.75} aria-hidden />
      {t('stepOver', { time: short(item.taskDueAt) })}
    </small>
  );
}

function Holder({
  item,
  me,
  busy,
  claim,
}: {
  readonly item: InboxItem;
  readonly me: string;
  readonly busy: boolean;
  readonly claim: (item: InboxItem) => void;
}) {
  const { t } = useTranslation('inbox');
  if (item.deciding)
    return (
      <Chip tone="brand" icon={IconLoader}>
        {t('deciding')}
      </Chip>
    );
  if (item.kind !== 'task')
    return (
      <span className={styles['quiet']}>
        <IconUser size={15} stroke={1.75} aria-hidden />
        {item.kind === 'fee' ? t('cashierTurn') : t('applicantTurn')}
      </span>
    );
  if (item.assignee === undefined) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        leftSection={<IconHandGrab size={14} stroke={1.75} aria-hidden />}
        onClick={(event) => {
          event.stopPropagation();
          claim(item);
        }}
      >
        {t('claim')}
      </Button>
    );
  }
  const mine = item.assignee === me;
  const name = item.assigneeName ?? item.assignee;
  return (
    <span className={styles['holder']}>
      <span className={mine ? styles['markMine'] : styles['mark']} aria-hidden>
        {initialsOf(name)}
      </span>
      <span className={tables['clip']} title={name}>
        {mine ? t('me') : name}
      </span>
    </span>
  );
}
