import styles from './kbd.module.css';

export function Kbd({ children, onDark = false }: { readonly children: string; readonly onDark?: boolean }) {
  return <kbd className={`${styles['kbd']} ${onDark ? styles['onDark'] : ''}`}>{children}</kbd>;
}
