import { useTranslation } from 'react-i18next';
import styles from './papers.module.css';

const MOST = 50;

/** A small number with its two buttons; + and − also work from the keyboard. */
export function CountField({
  id,
  label,
  value,
  onChange,
}: {
  readonly id?: string;
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const { t } = useTranslation('components');
  const set = (next: number): void => {
    if (Number.isInteger(next)) onChange(Math.min(MOST, Math.max(0, next)));
  };
  return (
    <span className={styles['count']} role="group" aria-label={label}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${t('papers.fewer')}: ${label}`}
        disabled={value === 0}
        onClick={() => {
          set(value - 1);
        }}
      >
        −
      </button>
      <input
        id={id}
        aria-label={label}
        inputMode="numeric"
        value={value}
        maxLength={2}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
        onChange={(event) => {
          set(Number(event.currentTarget.value.replace(/\D/g, '') || '0'));
        }}
        onKeyDown={(event) => {
          const by = event.key === '+' || event.key === 'ArrowUp' ? 1 : event.key === '-' || event.key === 'ArrowDown' ? -1 : 0;
          if (by === 0) return;
          event.preventDefault();
          set(value + by);
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${t('papers.more')}: ${label}`}
        onClick={() => {
          set(value + 1);
        }}
      >
        +
      </button>
    </span>
  );
}
