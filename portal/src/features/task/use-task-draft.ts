import { useEffect, useRef, useState } from 'react';
import type { TaskDetail } from '../../api/contract.ts';
import { dropDraft, keepDraft, readDraft } from '../../components/drafts.ts';
import { emptyDraft, type TaskDraft } from './decision.ts';

export interface DraftState {
  readonly draft: TaskDraft;
  readonly restoredAt: string | undefined;
  readonly keptAt: string | undefined;
  readonly full: boolean;
  readonly change: (part: Partial<TaskDraft>) => void;
  readonly discard: () => void;
}

/** The draft of one step: read once, kept shortly after each change and when the page is left. */
export function useTaskDraft(officer: string, detail: TaskDetail): DraftState {
  const name = `task:${detail.task.key}`;
  const [found] = useState(() => readDraft<TaskDraft>(officer, name));
  const [draft, setDraft] = useState<TaskDraft>(() => found?.content ?? emptyDraft(detail.values, detail.outcomes));
  const [restoredAt, setRestoredAt] = useState(found?.at);
  const [keptAt, setKeptAt] = useState(found?.at);
  const [full, setFull] = useState(false);
  const waiting = useRef<TaskDraft>(undefined);

  const keep = useRef((): void => undefined);
  keep.current = () => {
    if (waiting.current === undefined) return;
    const at = keepDraft(officer, name, waiting.current);
    waiting.current = undefined;
    setFull(at === undefined);
    if (at !== undefined) setKeptAt(at);
  };

  useEffect(() => {
    const timer = setTimeout(() => {
      keep.current();
    }, 500);
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
        const next = { ...old, ...part };
        waiting.current = next;
        return next;
      });
    },
    discard: () => {
      waiting.current = undefined;
      dropDraft(officer, name);
      setRestoredAt(undefined);
      setKeptAt(undefined);
      setDraft(emptyDraft(detail.values, detail.outcomes));
    },
  };
}
