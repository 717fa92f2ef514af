import { useEffect, useRef, useState } from 'react';
import type { AgencyView, Me } from '../../api/contract.ts';
import { dropDraft, keepDraft, readDraft } from '../../components/drafts.ts';
import { emptyIntake, type IntakeDraft } from './intake-draft.ts';

const NAME = 'intake';

/** The dossier being received, kept on this machine until it is sent or dropped. */
export function useIntakeDraft(me: Me, agencies: readonly AgencyView[]) {
  const [found] = useState(() => readDraft<IntakeDraft>(me.id, NAME));
  const [draft, setDraft] = useState<IntakeDraft>(() => ({ ...emptyIntake(me, agencies), ...found?.content }));
  const [restoredAt, setRestoredAt] = useState(found?.at);
  const [keptAt, setKeptAt] = useState(found?.at);
  const waiting = useRef<IntakeDraft>(undefined);
  const keep = (): void => {
    if (waiting.current === undefined) return;
    const at = keepDraft(me.id, NAME, waiting.current);
    waiting.current = undefined;
    if (at !== undefined) setKeptAt(at);
  };
  const keepNow = useRef(keep);
  useEffect(() => {
    keepNow.current = keep;
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      keepNow.current();
    }, 500);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);
  useEffect(() => {
    const leave = (): void => {
      keepNow.current();
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);

  const change = (part: Partial<IntakeDraft> | ((old: IntakeDraft) => Partial<IntakeDraft>)): void => {
    setDraft((old) => {
      const next = { ...old, ...(typeof part === 'function' ? part(old) : part) };
      waiting.current = next;
      return next;
    });
  };
  const drop = (): void => {
    waiting.current = undefined;
    dropDraft(me.id, NAME);
    setRestoredAt(undefined);
    setKeptAt(undefined);
    setDraft(emptyIntake(me, agencies));
  };
  return { draft, restoredAt, keptAt, change, drop };
}
