import { IconAlertCircle, IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';

const ICONS = { soon: IconPlugConnectedX, late: IconAlertCircle, brand: IconInfoCircle } as const;

export function Banner({
  tone,
  children,
  action,
  role = 'status',
}: {
  readonly tone: keyof typeof ICONS;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly role?: 'status' | 'alert' | 'note';
}) {
  const Icon = ICONS[tone];
  return (
    <div role={role} className={`${styles['banner']} ${styles[tone]}`}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <div className={styles['text']}>{children}</div>
      {action && <div className={styles['action']}>{action}</div>}
    </div>
  );
}
