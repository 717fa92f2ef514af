import type { Query, QueryClient } from '@tanstack/react-query';
import { ChangeEvent } from './contract.ts';

export type LinkState = 'connecting' | 'open' | 'lost';

/** The part of EventSource that is used; a fake in tests. */
export interface ChangeSource {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveNeeds {
  readonly open: () => ChangeSource;
  readonly onChanges: (changes: readonly ChangeEvent[]) => void;
  /** Something may have been missed: everything shown must be asked again. */
  readonly onMissed: () => void;
  readonly onState: (state: LinkState) => void;
  readonly gatherMs?: number;
  readonly retryMs?: number;
}

const CLOSED = 2;

/**
 * Follows the server's change stream. The browser reconnects a broken stream by itself and tells the server what it saw last; a stream that the
 * server refused stays closed, so it is opened anew with growing pauses, and whatever is on screen is asked again.
 */
export function followChanges({ open, onChanges, onMissed, onState, gatherMs = 250, retryMs = 1_500 }: LiveNeeds): () => void {
  let source: ChangeSource | undefined;
  let gathered: ChangeEvent[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let wasOpen = false;
  let over = false;

  const hand = (): void => {
    gathering = undefined;
    const changes = gathered;
    gathered = [];
    onChanges(changes);
  };

  const connect = (): void => {
    onState(wasOpen ? 'lost' : 'connecting');
    const current = open();
    source = current;
    current.addEventListener('open', () => {
      if (failures > 0) onMissed();
      failures = 0;
      wasOpen = true;
      onState('open');
    });
    current.addEventListener('change', (event) => {
      const parsed = ChangeEvent.safeParse(readJson(event.data));
      if (!parsed.success) return;
      gathered.push(parsed.data);
      gathering ??= setTimeout(hand, gatherMs);
    });
    current.addEventListener('resync', onMissed);
    current.addEventListener('error', () => {
      if (over || source !== current) return;
      failures += 1;
      onState('lost');
      if (current.readyState !== CLOSED) return;
      waiting = setTimeout(connect, Math.min(30_000, retryMs * 2 ** Math.min(failures - 1, 5)));
    });
  };

  connect();
  return () => {
    over = true;
    clearTimeout(gathering);
    clearTimeout(waiting);
    source?.close();
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const LIVE_KEYS: readonly unknown[] = ['tasks', 'task', 'dossier', 'dossiers', 'history'];

/** Which cached answers a change makes stale. A dossier may be cached under its code, so its data are looked at too. */
export function isTouched(query: Pick<Query, 'queryKey'> & { readonly state: { readonly data: unknown } }, changes: readonly ChangeEvent[]): boolean {
  const [kind, id] = query.queryKey;
  if (kind === 'tasks') return changes.some((change) => change.inbox);
  if (kind === 'dossiers') return changes.length > 0;
  const ids = new Set(changes.map((change) => change.dossierId));
  const data = query.state.data as { id?: string; task?: { dossierId?: string } } | undefined;
  if (kind === 'dossier') return ids.has(String(id)) || (data?.id !== undefined && ids.has(data.id));
  if (kind === 'task') return data?.task?.dossierId !== undefined && ids.has(data.task.dossierId);
  // The history does not say whose it is when asked by code: refreshing one page too many costs little
  return kind === 'history' && (ids.has(String(id)) || !String(id).startsWith('d'));
}

export function refreshTouched(cache: QueryClient, changes: readonly ChangeEvent[]): void {
  void cache.invalidateQueries({ predicate: (query) => isTouched(query, changes) });
}

export function refreshAll(cache: QueryClient): void {
  void cache.invalidateQueries({ predicate: (query) => LIVE_KEYS.includes(query.queryKey[0]) });
}
