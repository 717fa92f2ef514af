import type { RefreshToken, SessionPorts } from '../../ports/sessions.ts';
import type { StoredOfficer } from '../../ports/index.ts';
import type { Officer } from '../../../domain/policy.ts';
import { later, LONGEST_MS } from './lifetime.ts';
import { WrongCredentials } from './refusals.ts';
import { release, reserve, type Lane } from './throttle.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where an attempt comes from. */
export interface Place {
  readonly address: string;
  /** What an earlier sign-in left in this browser. */
  readonly device?: string | undefined;
}

export interface Tickets {
  readonly officer: Officer;
  readonly session: string;
  readonly access: { readonly token: string; readonly expiresAt: string };
  readonly refresh: RefreshToken;
  readonly sessionEndsAt: string;
}

/** @throws WrongCredentials, SignInThrottled */
export async function signIn(ports: SessionPorts, credentials: Credentials, from: Place): Promise<Tickets & { readonly device: string }> {
  const { clock, officers, passwords, sessions, tokens } = ports;
  const username = credentials.username.normalize('NFKC').trim().toLowerCase();
  const stored = await officers.findByUsername(username);
  const lane = laneOf(ports, username, stored, from);
  await reserve(ports, lane);
  const right = await passwords.verify(stored?.passwordHash, credentials.password);
  if (!right || stored === undefined || stored.disabled === true) throw new WrongCredentials();
  await release(ports, lane);

  const now = clock.now();
  const session = tokens.newSessionId();
  const refresh = tokens.firstRefresh(session);
  const sessionEndsAt = later(now, LONGEST_MS);
  await sessions.create({ id: session, officer: stored.id, startedAt: now, endsAt: sessionEndsAt, rotatedAt: now, current: refresh.hash });
  return {
    officer: withoutSecrets(stored),
    session,
    access: tokens.access({ officer: stored.id, session }, now),
    refresh,
    sessionEndsAt,
    device: tokens.device(stored.id),
  };
}

function laneOf({ tokens }: Pick<SessionPorts, 'tokens'>, username: string, stored: StoredOfficer | undefined, { address, device }: Place): Lane {
  const isKnown = device !== undefined && stored !== undefined && tokens.isDeviceOf(device, stored.id);
  return isKnown
    ? { lane: tokens.blind(`lane ${username} device ${device}`), place: undefined }
    : { lane: tokens.blind(`lane ${username} address ${address}`), place: tokens.blind(`place ${address}`) };
}

export const withoutSecrets = ({ id, name, assignments }: StoredOfficer): Officer => ({ id, name, assignments });
