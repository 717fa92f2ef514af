import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type CalendarMove, type CalendarPreview } from '../../api/contract.ts';

export interface Preview {
  readonly state: 'none' | 'running' | 'done' | 'stopped' | 'failed';
  /** Of what it was counted with. */
  readonly version?: number;
  readonly revision?: number;
  readonly looked: number;
  readonly moves: readonly CalendarMove[];
  readonly failures: CalendarPreview['failures'];
  readonly error?: unknown;
}

const NONE: Preview = { state: 'none', looked: 0, moves: [], failures: [] };

/** Goes through all open dossiers, page by page, showing what has been found so far. */
export function usePreview(): Preview & { readonly run: () => void; readonly stop: () => void } {
  const [preview, setPreview] = useState(NONE);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (): Promise<void> => {
    running.current?.abort();
    const stop = (running.current = new AbortController());
    let found: Preview = { ...NONE, state: 'running' };
    setPreview(found);
    try {
      for (let after: string | undefined; ;) {
        const page = await call(ENDPOINTS.previewCalendar, { query: { limit: 200, ...(after === undefined ? {} : { after }) }, signal: stop.signal });
        // Somebody has saved in between: what was counted before and after does not belong together
        const same = found.revision === undefined || (found.revision === page.revision && found.version === page.version);
        if (!same) {
          found = { ...NONE, state: 'running' };
          after = undefined;
          continue;
        }
        const { version, revision } = page;
        found = {
          state: page.next === null ? 'done' : 'running',
          version,
          revision,
          looked: found.looked + page.looked,
          moves: [...found.moves, ...page.moves],
          failures: [...found.failures, ...page.failures],
        };
        setPreview(found);
        if (page.next === null) return;
        after = page.next;
      }
    } catch (error) {
      if (!stop.signal.aborted) setPreview({ ...found, state: 'failed', error });
    }
  };

  return {
    ...preview,
    run: () => void run(),
    stop: () => {
      running.current?.abort();
      setPreview((old) => (old.state === 'running' ? { ...old, state: 'stopped' } : old));
    },
  };
}
