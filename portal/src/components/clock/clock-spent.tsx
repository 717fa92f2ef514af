import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../api/contract.ts';
import { useWords } from '../use-words.ts';
import styles from './clock.module.css';

/** Working time by who held the dossier. The agencies' and the applicant's are two accounts: solid and hatched, never added up. */
export function ClockSpent({
  spent,
  spentByCitizen,
  agencyName,
}: Pick<ClockView, 'spent' | 'spentByCitizen'> & { readonly agencyName: (id: string) => string }) {
  const { t } = useTranslation('components');
  const words = useWords();
  const worked = spent.filter(({ workingMinutes }) => workingMinutes > 0);
  const most = Math.max(1, spentByCitizen, ...worked.map(({ workingMinutes }) => workingMinutes));
  const width = (minutes: number): string => `${String(Math.max(minutes > 0 ? 2 : 0, Math.round((minutes / most) * 100)))}%`;
  if (spentByCitizen === 0 && worked.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{t('clock.spent.title')}</h3>
      <dl className={styles['spent']}>
        {worked.map(({ agency, workingMinutes, budget, overBudget }) => (
          <div key={agency}>
            <dt>
              {agencyName(agency)}
              {budget && (
                <small className={overBudget ? styles['over'] : undefined}>
                  {overBudget && <IconAlertTriangle size={13} stroke={1.75} aria-hidden />}
                  {t(overBudget ? 'clock.spent.overBudget' : 'clock.spent.budget', { limit: words.limit(budget) })}
                </small>
              )}
            </dt>
            <dd>{words.workingTime(workingMinutes)}</dd>
            <span className={styles['bar']} data-over={overBudget} aria-hidden>
              <i style={{ width: width(workingMinutes) }} />
            </span>
          </div>
        ))}
        {spentByCitizen > 0 && (
          <div>
            <dt>
              {t('clock.spent.citizen')}
              <small>{t('clock.spent.notOurs')}</small>
            </dt>
            <dd>{words.workingTime(spentByCitizen)}</dd>
            <span className={styles['bar']} data-citizen aria-hidden>
              <i style={{ width: width(spentByCitizen) }} />
            </span>
          </div>
        )}
      </dl>
    </section>
  );
}
