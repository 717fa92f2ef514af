import { IconCoin, IconFiles, IconHandGrab, IconStack2, IconUserCheck, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Queue } from '../../api/questions.ts';
import { formatTime, localTime } from '../../components/format.ts';
import { writeView } from './inbox-address.ts';
import styles from './inbox.module.css';

const GROUPS: readonly { readonly title: 'work' | 'waiting'; readonly queues: readonly (readonly [Queue, TablerIcon])[] }[] = [
  {
    title: 'work',
    queues: [
      ['all', IconStack2],
      ['mine', IconUserCheck],
      ['free', IconHandGrab],
    ],
  },
  {
    title: 'waiting',
    queues: [
      ['fees', IconCoin],
      ['supplements', IconFiles],
    ],
  },
];

interface QueueListProps {
  readonly active: Queue;
  readonly counts: Readonly<Record<Queue, number>> | undefined;
  readonly freshAt: number;
  readonly stale: boolean;
}

export function QueueList({ active, counts, freshAt, stale }: QueueListProps) {
  const { t } = useTranslation('inbox');
  const time = `${formatTime(freshAt)}:${localTime(freshAt).second}`;
  return (
    <nav className={styles['queues']} aria-label={t('queues.label')}>
      {GROUPS.map(({ title, queues }) => (
        <section key={title}>
          <h2>{t(`queueGroups.${title}`)}</h2>
          <ul>
            {queues.map(([queue, Icon]) => (
              <li key={queue}>
                <Link to={`/viec?${writeView({ queue, due: undefined, code: '', page: 1 })}`} aria-current={queue === active ? 'page' : undefined}>
                  <Icon size={16} stroke={1.75} aria-hidden />
                  <span>{t(`queues.${queue}`)}</span>
                  <span className={styles['queueCount']}>{counts?.[queue] ?? ''}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {freshAt > 0 && <p className={styles['fresh']}>{stale ? t('stale', { time }) : t('fresh', { time })}</p>}
    </nav>
  );
}
