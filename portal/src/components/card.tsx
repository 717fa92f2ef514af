import { useId, type ReactNode } from 'react';
import styles from './card.module.css';

interface CardProps {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** No padding: tables and diagrams reach the edge. */
  readonly flush?: boolean;
  /** As high as its place allows, its content scrolling inside. */
  readonly fill?: boolean;
  readonly number?: ReactNode;
  readonly level?: 'h2' | 'h3';
}

/** A flat region with a heading; its heading names the region for screen readers. */
export function Card({ title, aside, children, flush = false, fill = false, number, level: Heading = 'h2' }: CardProps) {
  const id = useId();
  return (
    <section className={`${styles['card']} ${fill ? styles['fill'] : ''}`} aria-labelledby={id}>
      <header className={styles['head']}>
        {number !== undefined && (
          <span className={styles['number']} aria-hidden>
            {number}
          </span>
        )}
        <Heading id={id} className={styles['title']}>
          {title}
        </Heading>
        {aside !== undefined && <div className={styles['aside']}>{aside}</div>}
      </header>
      <div className={flush ? styles['flush'] : styles['body']}>{children}</div>
    </section>
  );
}
