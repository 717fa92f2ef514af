import type { ReactNode } from 'react';
import styles from './facts.module.css';

export type Fact = readonly [label: string, value: ReactNode];

/** Label above value, in as many columns as fit. */
export function Facts({ facts, columns = 1 }: { readonly facts: readonly (Fact | false | undefined)[]; readonly columns?: 1 | 2 | 3 }) {
  return (
    <dl className={`${styles['facts']} ${styles[`columns${String(columns)}`]}`}>
      {facts
        .filter((fact) => fact !== false && fact !== undefined)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
