import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

const Announce = createContext<(text: string) => void>(() => undefined);

/** One polite voice for the whole page: what changed without the focus moving there. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('');
  const announce = useCallback((next: string) => {
    setText((old) => (old === next ? `${next}\u00A0` : next));
  }, []);
  return (
    <Announce.Provider value={announce}>
      {children}
      <div className="hidden-text" role="status" aria-live="polite">
        {text}
      </div>
    </Announce.Provider>
  );
}

export const useAnnounce = (): ((text: string) => void) => useContext(Announce);
