import { useTranslation } from 'react-i18next';
import { Banner } from '../components/banner.tsx';
import { formatTime } from '../components/format.ts';
import styles from './shell.module.css';
import { useSystemState } from './use-system-state.ts';

/** One amber strip on every page while something is away, saying what still works. */
export function SystemBanner() {
  const { t, i18n } = useTranslation('app');
  const system = useSystemState();
  const nameOf = (part: string): string => {
    const key = `banner.parts.${part}`;
    return i18n.exists(key, { ns: 'app' }) ? t(key as 'banner.parts.engine') : part;
  };
  if (system.state === 'offline') {
    return (
      <div className={styles['banner']} data-system-banner>
        <Banner tone="soon">
          <strong>{system.browserOffline ? t('banner.offline') : t('banner.lost', { time: formatTime(system.since ?? new Date()) })}</strong>{' '}
          {t('banner.offlineRest')}
        </Banner>
      </div>
    );
  }
  const broken = system.parts.filter(({ state }) => state === 'down');
  const slow = system.parts.filter(({ state }) => state === 'degraded');
  if (broken.length === 0 && (slow.length === 0 || system.state === 'up')) return null;
  return (
    <div className={styles['banner']} data-system-banner>
      <Banner tone="soon">
        <strong>
          {broken.map(({ name, since }) => t('banner.part', { part: nameOf(name), time: formatTime(since) })).join(' ')}{' '}
          {slow.map(({ name, since }) => t('banner.slow', { part: nameOf(name), time: formatTime(since) })).join(' ')}
        </strong>{' '}
        {[...broken, ...slow].some(({ name }) => name !== 'history') && t('banner.partRest')}
      </Banner>
    </div>
  );
}
