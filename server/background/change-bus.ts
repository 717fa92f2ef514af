import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { Changes } from '../ports/index.ts';
import type { Dossiers } from '../ports/dossiers.ts';

export interface ChangeBus extends Changes {
  committed(record: DossierRecord): void;
}

/** Another process may have written: look now and then, even when nobody here tells us; less often the longer it takes. */
const FIRST_LOOK_MS = 250;
const SLOWEST_LOOK_MS = 1_000;

/** Wakes requests that wait for a dossier to get somewhere. */
export function createChangeBus(dossiers: Pick<Dossiers, 'get' | 'recent'>): ChangeBus {
  const waiting = new Map<string, Set<(record: DossierRecord) => void>>();

  return {
    committed(record) {
      for (const tell of waiting.get(record.id) ?? []) tell(record);
    },
    async waitFor(dossierId, done, timeoutMs) {
      const seen = dossiers.recent(dossierId);
      if (seen !== undefined && done(seen)) return seen;
      const deadline = Date.now() + timeoutMs;
      const heard = listenOnce(dossierId, done);
      try {
        for (let wait = FIRST_LOOK_MS; ; wait = Math.min(2 * wait, SLOWEST_LOOK_MS)) {
          const told = await Promise.race([heard.promise, pause(Math.min(wait, deadline - Date.now()))]);
          if (told !== undefined) return told;
          const latest = await dossiers.get(dossierId);
          if (done(latest) || Date.now() >= deadline) return latest;
        }
      } finally {
        heard.stop();
      }
    },
  };

  function listenOnce(id: string, done: (record: DossierRecord) => boolean): { readonly promise: Promise<DossierRecord>; stop(): void } {
    let listener: (record: DossierRecord) => void = () => undefined;
    const promise = new Promise<DossierRecord>((resolve) => {
      listener = (record) => {
        if (done(record)) resolve(record);
      };
    });
    const set = waiting.get(id) ?? new Set();
    waiting.set(id, set.add(listener));
    return {
      promise,
      stop() {
        set.delete(listener);
        if (set.size === 0) waiting.delete(id);
      },
    };
  }
}

const pause = (ms: number): Promise<undefined> =>
  new Promise((resolve) =>
    setTimeout(() => {
      resolve(undefined);
    }, ms),
  );
