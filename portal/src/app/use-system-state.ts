import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Health } from '../api/contract.ts';
import { useLinkState } from '../api/live-provider.tsx';
import { questions } from '../api/questions.ts';

export interface SystemState {
  readonly state: 'up' | 'degraded' | 'down' | 'unknown' | 'offline';
  readonly since?: Date;
  readonly browserOffline: boolean;
  readonly parts: Health['parts'];
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** A stream that breaks for a moment is no news; only when it stays away and the health question fails too, the server is out of reach. */
export function useSystemState(): SystemState {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const link = useLinkState();
  const health = useQuery(questions.health());
  const unreachable = !online || (health.isError && link !== 'open');
  const [lostAt, setLostAt] = useState<Date>();
  // Not at the next round: whoever works should hear at once that nobody answers
  const { refetch } = health;
  useEffect(() => {
    if (link === 'lost') void refetch();
  }, [link, refetch]);
  useEffect(() => {
    setLostAt((old) => (unreachable ? (old ?? new Date()) : undefined));
  }, [unreachable]);

  if (unreachable) return { state: 'offline', browserOffline: !online, parts: [], ...(lostAt ? { since: lostAt } : {}) };
  if (health.data === undefined) return { state: 'unknown', browserOffline: false, parts: [] };
  return { state: health.data.state, browserOffline: false, parts: health.data.parts.filter((part) => part.state !== 'up') };
}
