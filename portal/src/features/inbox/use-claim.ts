import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/api.ts';
import { ENDPOINTS, type InboxItem } from '../../api/contract.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { toastDone, toastFailed } from '../../components/toasts.ts';
import { useWords } from '../../components/use-words.ts';

/** Take a task or give it back. The engine decides who was first, so the list is asked again whatever the answer was. */
export function useClaim() {
  const { t } = useTranslation('inbox');
  const { problem } = useWords();
  const announce = useAnnounce();
  const cache = useQueryClient();
  const [busy, setBusy] = useState<string>();

  const change = async (item: InboxItem, kind: 'claim' | 'release'): Promise<void> => {
    if (busy !== undefined) return;
    setBusy(item.key);
    const code = item.code ?? t('noCode');
    try {
      const result = await call(kind === 'claim' ? ENDPOINTS.claimTask : ENDPOINTS.releaseTask, { params: { task: item.key } });
      const done = t(kind === 'claim' ? 'claimed' : 'released', { code });
      announce(done);
      if (!result.settled) toastDone(done, t('waiting'));
    } catch (error) {
      toastFailed(t(kind === 'claim' ? 'claimFailed' : 'releaseFailed', { code }), problem(error));
    } finally {
      await cache.invalidateQueries({ queryKey: ['tasks'] });
      setBusy(undefined);
    }
  };
  return {
    busy,
    claim: (item: InboxItem) => {
      void change(item, 'claim');
    },
    release: (item: InboxItem) => {
      void change(item, 'release');
    },
  };
}
