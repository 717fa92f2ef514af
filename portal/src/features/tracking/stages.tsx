import { IconBan, IconCheck, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrackedDossier } from '../../api/contract.ts';
import { formatDate } from '../../components/format.ts';
import styles from './tracking.module.css';

const YOUR_TURN: ReadonlySet<number> = new Set([5, 6, 9]);

/** The way of a dossier in four words, with the place where it is now. */
export function Stages({ tracked: { stages, status } }: { readonly tracked: TrackedDossier }) {
  const { t } = useTranslation('tracking');
  return (
    <ol className={styles['stages']} aria-label={t('stages.label')}>
      {stages.map(({ stage, state, at }) => {
        const yours = state === 'current' && YOUR_TURN.has(status);
        return (
          <li key={stage} data-state={state} data-yours={yours} aria-current={state === 'current' ? 'step' : undefined}>
            <span className={styles['dot']} aria-hidden>
              {state === 'done' && <IconCheck size={17} stroke={2.5} />}
              {state === 'cut' && <IconBan size={17} stroke={2} />}
              {yours && <IconUser size={17} stroke={2} />}
            </span>
            <span className={styles['stage']}>
              <strong>{t(`stages.${stage}`)}</strong>
              <small>
                {at === undefined ? '' : `${formatDate(at).slice(0, 5)} · `}
                {t(`stages.${yours ? 'waiting' : state}`)}
              </small>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
