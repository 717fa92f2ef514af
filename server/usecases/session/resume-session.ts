import type { Officer } from '../../../domain/policy.ts';
import type { SessionPorts } from '../../ports/sessions.ts';
import { isAlive } from './lifetime.ts';
import { withoutSecrets } from './sign-in.ts';

/** Roles and revocations take effect within this time on every server. */
const FRESH_MS = 5_000;
const MAX_KEPT = 10_000;

export interface Resumed {
  readonly officer: Officer;
  readonly session: string;
}

export interface Resumer {
  /** Who sends this access token, with the rights of now; undefined when it opens nothing (any more). */
  resume(accessToken: string): Promise<Resumed | undefined>;
  /** Whether the session behind an open stream still stands. */
  stillOpen(session: string, officer: string): Promise<Officer | undefined>;
  /** A sign-out takes effect at once on the server that heard it. */
  forget(session: string): void;
}

export function resumerOf({ clock, officers, sessions, tokens }: Pick<SessionPorts, 'clock' | 'officers' | 'sessions' | 'tokens'>): Resumer {
  const kept = new Map<string, { readonly until: number; readonly officer: Promise<Officer | undefined> }>();

  const look = async (session: string, officerId: string): Promise<Officer | undefined> => {
    const [record, officer] = await Promise.all([sessions.find(session), officers.find(officerId)]);
    if (!isAlive(record, clock.now()) || record.officer !== officerId || officer === undefined || officer.disabled === true) return undefined;
    return withoutSecrets(officer);
  };

  const stillOpen = (session: string, officerId: string): Promise<Officer | undefined> => {
    const now = Date.parse(clock.now());
    const found = kept.get(session);
    if (found !== undefined && now < found.until) return found.officer;
    const officer = look(session, officerId);
    kept.delete(session);
    kept.set(session, { until: now + FRESH_MS, officer });
    // A database that is away must not be remembered as an answer
    officer.catch(() => kept.delete(session));
    const oldest = kept.keys().next();
    if (kept.size > MAX_KEPT && oldest.done !== true) kept.delete(oldest.value);
    return officer;
  };

  return {
    stillOpen,
    async resume(accessToken) {
      const claims = tokens.readAccess(accessToken, clock.now());
      if (claims === undefined) return undefined;
      const officer = await stillOpen(claims.session, claims.officer);
      return officer === undefined ? undefined : { officer, session: claims.session };
    },
    forget: (session) => void kept.delete(session),
  };
}
