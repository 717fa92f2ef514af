import { useTranslation } from 'react-i18next';
import type { DossierView } from '../api/contract.ts';
import { Chip } from './chip.tsx';
import styles from './decision-list.module.css';
import { formatDateTime } from './format.ts';
import { useWords } from './use-words.ts';

/** Who decided what, for which agency, when and why. */
export function DecisionList({ decisions }: { readonly decisions: DossierView['decisions'] }) {
  const { t } = useTranslation('components');
  const { pick } = useWords();
  return (
    <ol className={styles['list']}>
      {decisions.map(({ elementId, stepName, outcomeLabel, agencyName, by, at, reason, undone }) => (
        <li key={`${elementId}${at}`} className={undone ? styles['undone'] : undefined}>
          <div className={styles['line']}>
            <strong>{stepName}</strong>
            <Chip tone={undone ? 'plain' : 'brand'}>{pick(outcomeLabel)}</Chip>
            {undone && <span>{t('decision.undone')}</span>}
          </div>
          <small>
            {by} · {agencyName} · {formatDateTime(at)}
          </small>
          {reason !== undefined && <p>“{reason}”</p>}
        </li>
      ))}
    </ol>
  );
}
