import type { RefreshToken, SessionPorts, SessionRecord } from '../../ports/sessions.ts';
import { isAlive, later } from './lifetime.ts';
import { RefreshTokenReused, SessionExpired } from './refusals.ts';
import { withoutSecrets, type Tickets } from './sign-in.ts';

/** Two tabs, or an answer lost on the way: the same token within this time is an honest repeat and gets the same answer. */
const HONEST_MS = 10_000;

/** @throws SessionExpired, RefreshTokenReused (and then the session is over for everybody who holds a token of it) */
export async function refreshSession(ports: SessionPorts, token: string | undefined): Promise<Tickets> {
  const { clock, sessions, tokens } = ports;
  const now = clock.now();
  const presented = token === undefined ? undefined : tokens.readRefresh(token);
  if (presented === undefined) throw new SessionExpired();
  const session = await sessions.find(presented.session);
  if (!isAlive(session, now)) throw new SessionExpired();
  const next = tokens.nextRefresh(presented);
  if (session.current === presented.hash && (await sessions.rotate(session.id, presented.hash, next.hash, now))) return answer(ports, session, next, now);

  // Somebody was faster, perhaps a moment ago: look again
  const latest = await sessions.find(presented.session);
  if (!isAlive(latest, now)) throw new SessionExpired();
  if (latest.previous === presented.hash && latest.current === next.hash && now <= later(latest.rotatedAt, HONEST_MS))
    return answer(ports, latest, next, latest.rotatedAt);
  await sessions.revoke(latest.id, now);
  throw new RefreshTokenReused(latest.id);
}

async function answer({ officers, tokens }: SessionPorts, session: SessionRecord, refresh: RefreshToken, issuedAt: string): Promise<Tickets> {
  const officer = await officers.find(session.officer);
  if (officer === undefined || officer.disabled === true) throw new SessionExpired();
  return {
    officer: withoutSecrets(officer),
    session: session.id,
    access: tokens.access({ officer: officer.id, session: session.id }, issuedAt),
    refresh,
    sessionEndsAt: session.endsAt,
  };
}
