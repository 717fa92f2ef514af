import { createContext, useContext } from 'react';
import type { Me, Role } from '../api/contract.ts';

const SessionContext = createContext<Me | undefined>(undefined);
export const SessionProvider = SessionContext.Provider;

/** The signed-in officer; only pages inside the shell may ask. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (me === undefined) throw new Error('No one is signed in here');
  return me;
}

export const hasRole = (me: Me, role: Role): boolean => me.assignments.some(({ roles }) => roles.includes(role));

/** Where to go after signing in: only a path of our own, never another site. */
export function safeReturn(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/dang-nhap') ? wanted : '/viec';
}
