import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { ENDPOINTS } from './contract.ts';
import { followChanges, refreshAll, refreshTouched, type LinkState } from './live.ts';

const LinkContext = createContext<LinkState>('connecting');

/** One stream for the whole application, open while somebody is signed in. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const state = useLiveChanges();
  return <LinkContext.Provider value={state}>{children}</LinkContext.Provider>;
}

export const useLinkState = (): LinkState => useContext(LinkContext);

function useLiveChanges(): LinkState {
  const cache = useQueryClient();
  const [state, setState] = useState<LinkState>('connecting');
  useEffect(
    () =>
      followChanges({
        open: () => new EventSource(`/api${ENDPOINTS.getEvents.path}`),
        onChanges: (changes) => {
          refreshTouched(cache, changes);
        },
        onMissed: () => {
          refreshAll(cache);
        },
        onState: setState,
      }),
    [cache],
  );
  return state;
}
