import type { SessionPorts } from '../../ports/sessions.ts';

/** Ends the session of whichever token is good; without one there is nothing to end, and that is no fault. Returns the session that ended. */
export async function signOut(
  { clock, sessions, tokens }: Pick<SessionPorts, 'clock' | 'sessions' | 'tokens'>,
  { access, refresh }: { readonly access: string | undefined; readonly refresh: string | undefined },
): Promise<string | undefined> {
  const now = clock.now();
  const session =
    (access === undefined ? undefined : tokens.readAccess(access, now)?.session) ?? (refresh === undefined ? undefined : tokens.readRefresh(refresh)?.session);
  if (session !== undefined) await sessions.revoke(session, now);
  return session;
}
