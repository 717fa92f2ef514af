import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './inbox.module.css';

interface PagerProps {
  readonly page: number;
  readonly size: number;
  readonly shown: number;
  readonly total: number | undefined;
  readonly more: boolean;
  readonly onPage: (page: number) => void;
}

export function Pager({ page, size, shown, total, more, onPage }: PagerProps) {
  const { t } = useTranslation('inbox');
  const from = (page - 1) * size + (shown > 0 ? 1 : 0);
  const to = (page - 1) * size + shown;
  return (
    <nav className={styles['pager']} aria-label={t('pages')}>
      <span>{t('range', { from, to, total: total ?? (more ? `${String(to)}+` : to) })}</span>
      <ActionIcon
        variant="default"
        disabled={page <= 1}
        onClick={() => {
          onPage(page - 1);
        }}
        aria-label={t('previous')}
      >
        <IconChevronLeft size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        disabled={!more}
        onClick={() => {
          onPage(page + 1);
        }}
        aria-label={t('following')}
      >
        <IconChevronRight size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </nav>
  );
}
