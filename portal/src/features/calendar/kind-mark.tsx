import { useTranslation } from 'react-i18next';
import type { ExceptionKind } from '../../api/contract.ts';
import styles from './calendar.module.css';

/** The kind of a day: its letter in its colour, and the word. */
export function KindMark({ kind }: { readonly kind: ExceptionKind }) {
  const { t } = useTranslation('calendar');
  return (
    <span className={styles['kind']}>
      <b className={styles['letter']} data-kind={kind} aria-hidden>
        {t(`letter.${kind}`)}
      </b>
      {t(`kind.${kind}`)}
    </span>
  );
}
