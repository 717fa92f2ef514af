import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './chip.module.css';

export type Tone = 'ok' | 'soon' | 'late' | 'pause' | 'brand' | 'plain';

/** A state: an icon and a word, and a colour that only repeats them. */
export function Chip({
  tone,
  icon: Icon,
  children,
  title,
}: {
  readonly tone: Tone;
  readonly icon?: TablerIcon;
  readonly children: ReactNode;
  readonly title?: string;
}) {
  return (
    <span className={`${styles['chip']} ${styles[tone]}`} title={title}>
      {Icon && <Icon size={14} stroke={1.75} aria-hidden />}
      <span>{children}</span>
    </span>
  );
}
