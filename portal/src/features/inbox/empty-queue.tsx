import { Button } from '@mantine/core';
import { IconInbox, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Queue } from '../../api/questions.ts';
import { Notice } from '../../components/page-state.tsx';
import { writeView } from './inbox-address.ts';

const ORDER: readonly Queue[] = ['mine', 'free', 'all', 'fees', 'supplements'];

/** Says why nothing is here, and where something is. */
export function EmptyQueue({
  queue,
  filtered,
  counts,
}: {
  readonly queue: Queue;
  readonly filtered: boolean;
  readonly counts: Readonly<Record<Queue, number>> | undefined;
}) {
  const { t } = useTranslation('inbox');
  if (filtered)
    return (
      <Notice icon={IconSearchOff} title={t('empty.found')}>
        <p>{t('emptyText.found')}</p>
      </Notice>
    );
  const other = ORDER.find((name) => name !== queue && (counts?.[name] ?? 0) > 0);
  if (other === undefined)
    return (
      <Notice icon={IconInbox} title={t(`empty.${queue}`)}>
        <p>{t('emptyText.none')}</p>
      </Notice>
    );
  const name = t(`queues.${other}`);
  return (
    <Notice
      icon={IconInbox}
      title={t(`empty.${queue}`)}
      action={
        <Button variant="default" component={Link} to={`/viec?${writeView({ queue: other, due: undefined, code: '', page: 1 })}`}>
          {t('openQueue', { queue: name })}
        </Button>
      }
    >
      <p>{t('emptyText.rest', { count: counts?.[other] ?? 0, queue: name })}</p>
    </Notice>
  );
}
