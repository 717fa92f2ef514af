import { useTranslation } from 'react-i18next';
import type { ClockView } from '../../api/contract.ts';
import { formatDate } from '../format.ts';
import { useWords } from '../use-words.ts';
import styles from './clock.module.css';

/** Why the date is not the one that was promised first: each move with what it did, and whose paper is behind it. */
export function ClockMoves({ moves }: { readonly moves: ClockView['moves'] }) {
  const { t } = useTranslation('components');
  const { pick, weekdayDateTime } = useWords();
  if (moves.length === 0) return null;
  return (
    <section className={styles['part']}>
      <h3>{t('clock.moves.title')}</h3>
      <ol className={styles['moves']}>
        {moves.map(({ at, kind, from, to, reason, document, by }) => (
          <li key={`${at}-${kind}`}>
            <time dateTime={at}>{formatDate(at)}</time>
            <span>
              <strong>{t(`clock.moves.kind.${kind}`)}</strong> {pick(reason)}
              <span className={styles['fromTo']}>
                <span className="hidden-text">{t('clock.moves.from')} </span>
                <del>{weekdayDateTime(from)}</del>
                <span aria-hidden> → </span>
                <span className="hidden-text"> {t('clock.moves.to')} </span>
                <ins>{weekdayDateTime(to)}</ins>
              </span>
              {(document !== undefined || by !== undefined) && <small>{[document, by].filter((one) => one !== undefined).join(' · ')}</small>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
