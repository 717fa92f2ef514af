import { IconCircleCheck, IconLoader2, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarVersion } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';
import { formatDateTime, formatNumber } from '../../components/format.ts';
import styles from './calendar.module.css';

const STATES = {
  running: { tone: 'brand', icon: IconLoader2 },
  checking: { tone: 'brand', icon: IconRefresh },
  done: { tone: 'ok', icon: IconCircleCheck },
} as const;
const COLUMNS = ['version', 'decision', 'authors', 'confirmedBy', 'moves'] as const;

/** Every calendar there has been, who answers for it, and what it did to the dossiers of its day. */
export function VersionsTab({ versions }: { readonly versions: readonly CalendarVersion[] }) {
  const { t } = useTranslation('calendar');
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']} aria-label={t('versions.table')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`versions.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, decision, reason, authors, confirmedBy, confirmedAt, moves }) => (
            <tr key={version}>
              <th scope="row" className="nowrap">
                {t('version', { version })}
              </th>
              <td>
                {decision ?? t('versions.shipped')}
                {reason !== undefined && <small>{reason}</small>}
              </td>
              <td>{authors.length === 0 ? '—' : authors.map(({ name }) => name).join(', ')}</td>
              <td>
                {confirmedBy ?? '—'}
                {confirmedAt !== undefined && <small>{formatDateTime(confirmedAt)}</small>}
              </td>
              <td>
                {moves === undefined ? (
                  <span className={styles['hint']}>{t('versions.none')}</span>
                ) : (
                  <>
                    <Chip tone={STATES[moves.state].tone} icon={STATES[moves.state].icon}>
                      {t(`versions.${moves.state}`)}
                    </Chip>
                    <small>
                      {t('versions.counts', { looked: formatNumber(moves.looked), moved: formatNumber(moves.moved), adopted: formatNumber(moves.adopted) })}
                      {moves.failed > 0 && `, ${t('versions.failed', { count: moves.failed })}`}
                    </small>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
