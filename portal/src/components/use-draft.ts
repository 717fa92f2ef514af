import { useEffect, useRef, useState } from 'react';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';

const PAUSE_MS = 500;

export interface DraftState<T> {
  readonly draft: T;
  /** When what was found on opening had been kept; undefined when nothing was found or it has been dropped. */
  readonly restoredAt: string | undefined;
  readonly keptAt: string | undefined;
  /** The browser's store takes no more. */
  readonly full: boolean;
  readonly change: (part: Partial<T> | ((old: T) => Partial<T>)) => void;
  readonly drop: () => void;
}

/** What an officer is writing: read once, kept on this machine shortly after each change and when the page is left, until it is sent or dropped. */
export function useDraft<T extends object>(officer: string, name: string, empty: () => T): DraftState<T> {
  const [found] = useState(() => readDraft<T>(officer, name));
  const [draft, setDraft] = useState<T>(() => ({ ...empty(), ...found?.content }));
  const [restoredAt, setRestoredAt] = useState(found?.at);
  const [keptAt, setKeptAt] = useState(found?.at);
  const [full, setFull] = useState(false);
  const waiting = useRef<T>(undefined);

  const keep = useRef((): void => undefined);
  useEffect(() => {
    keep.current = () => {
      if (waiting.current === undefined) return;
      const at = keepDraft(officer, name, waiting.current);
      waiting.current = undefined;
      setFull(at === undefined);
      if (at !== undefined) setKeptAt(at);
    };
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      keep.current();
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);
  useEffect(() => {
    const leave = (): void => {
      keep.current();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  return {
    draft,
    restoredAt,
    keptAt,
    full,
    change: (part) => {
      setDraft((old) => {
        const next = { ...old, ...(typeof part === 'function' ? part(old) : part) };
        waiting.current = next;
        return next;
      });
    },
    drop: () => {
      waiting.current = undefined;
      dropDraft(officer, name);
      setRestoredAt(undefined);
      setKeptAt(undefined);
      setDraft(empty());
    },
  };
}
