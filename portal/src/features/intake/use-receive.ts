import { useQueryClient } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type ReleaseView } from '../../api/contract.ts';
import { withKey } from '../../api/idempotency.ts';
import type { FieldMistake, FormHandle } from '../../components/form-viewer.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { toastDone } from '../../components/toasts.ts';
import { checkIntake, checkRefusal, type IntakeMistake } from './check-intake.ts';
import { toSubmission, type IntakeDraft } from './intake-draft.ts';

interface ReceiveNeeds {
  readonly draft: IntakeDraft;
  readonly release: ReleaseView | undefined;
  readonly form: RefObject<FormHandle | null>;
  readonly uploading: boolean;
  readonly drop: () => void;
  readonly onFieldMistakes: (mistakes: readonly FieldMistake[]) => void;
}

export interface Receive {
  readonly asked: boolean;
  readonly sending: boolean;
  readonly error: unknown;
  readonly submit: () => Promise<void>;
  readonly refuse: (reason: string) => Promise<void>;
  readonly mayRefuse: boolean;
  readonly askRefusal: () => boolean;
  readonly reset: () => void;
}

/** Receiving and refusing: checked here first, decided by the server, never sent twice. */
export function useReceive({ draft, release, form, uploading, drop, onFieldMistakes }: ReceiveNeeds): Receive {
  const { t } = useTranslation('intake');
  const go = useNavigate();
  const announce = useAnnounce();
  const cache = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();

  const point = (mistakes: readonly IntakeMistake[], count: number): void => {
    announce(t('failed.fix', { count }));
    const first = mistakes[0];
    if (first) document.getElementById(first.place)?.focus();
  };

  const submit = async (): Promise<void> => {
    if (sending || uploading) return;
    setAsked(true);
    setError(undefined);
    const mistakes = checkIntake(draft, release);
    const checked = form.current?.submit() ?? { values: draft.form, mistakes: [] };
    onFieldMistakes(checked.mistakes);
    if (release === undefined || mistakes.length + checked.mistakes.length > 0) {
      point(mistakes, mistakes.length + checked.mistakes.length);
      if (mistakes.length === 0 && checked.mistakes[0]) form.current?.focusField(checked.mistakes[0].id);
      return;
    }
    const body = toSubmission(draft, checked.values, release);
    setSending(true);
    try {
      const result = await withKey('intake', body, (idempotencyKey) => call(ENDPOINTS.submitDossier, { body, idempotencyKey }));
      drop();
      void cache.invalidateQueries({ queryKey: ['tasks'] });
      await go(`/tiep-nhan/${result.dossierId}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  const refuse = async (reason: string): Promise<void> => {
    if (release === undefined) return;
    const body = { submission: toSubmission(draft, draft.form, release), reason };
    const result = await withKey('intake-refusal', body, (idempotencyKey) => call(ENDPOINTS.refuseReceipt, { body, idempotencyKey }));
    drop();
    toastDone(t('refuse.done'));
    await go(`/ho-so/${result.dossierId}`);
  };

  const refusalMistakes = checkRefusal(draft, release);
  return {
    asked,
    sending,
    error,
    submit,
    refuse,
    mayRefuse: refusalMistakes.length === 0 && release !== undefined,
    askRefusal: () => {
      if (refusalMistakes.length === 0 && release !== undefined) return true;
      setAsked(true);
      point(refusalMistakes, refusalMistakes.length);
      return false;
    },
    reset: () => {
      setAsked(false);
      setError(undefined);
    },
  };
}
