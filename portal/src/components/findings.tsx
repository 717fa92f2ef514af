import { IconAlertTriangle } from '@tabler/icons-react';
import type { DossierView } from '../api/contract.ts';
import styles from './findings.module.css';

/** What the automatic check wants an officer to look at. */
export function Findings({ findings }: Pick<DossierView, 'findings'>) {
  return (
    <ul className={styles['findings']}>
      {findings.map(({ code, message }) => (
        <li key={code + message}>
          <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
          {message}
        </li>
      ))}
    </ul>
  );
}
