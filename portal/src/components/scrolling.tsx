import type { ReactNode } from 'react';

/** What scrolls must be reachable by keyboard, or who has no mouse never sees its end. */
export const SCROLLS = { tabIndex: 0 } as const;

export function Scrolling({ label, className, children }: { readonly label: string; readonly className: string | undefined; readonly children: ReactNode }) {
  return (
    <div role="region" aria-label={label} className={className} {...SCROLLS}>
      {children}
    </div>
  );
}
