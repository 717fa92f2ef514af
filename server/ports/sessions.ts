import type { OfficerId } from '../../contract/vocabulary.ts';
import type { Agencies, Clock, Officers } from './index.ts';

/** One sign-in of one officer: the family of refresh tokens that followed from it. Instants in UTC. */
export interface SessionRecord {
  readonly id: string;
  readonly officer: OfficerId;
  readonly startedAt: string;
  /** However active the officer is, the session ends here. */
  readonly endsAt: string;
  /** When the newest refresh token was issued; what the access token of that moment says. */
  readonly rotatedAt: string;
  /** SHA-256 of the only refresh token that is good now, and of the one before it. */
  readonly current: string;
  readonly previous?: string;
  readonly revokedAt?: string;
}

export interface Sessions {
  create(session: SessionRecord): Promise<void>;
  find(id: string): Promise<SessionRecord | undefined>;
  /** Compare and set: false when `from` is not the current token any more, or the session is revoked. */
  rotate(id: string, from: string, to: string, at: string): Promise<boolean>;
  /** Harmless when it is revoked or unknown. */
  revoke(id: string, at: string): Promise<void>;
  /** Removes what ended before `at`. */
  removeEnded(at: string): Promise<void>;
}

/** Failed sign-ins of one lane: one user name from one place. */
export interface Attempts {
  readonly failures: number;
  /** No attempt of this lane is looked at before. */
  readonly notBefore: string;
}

/** Counters in the database, so that several servers count together. Lanes and places are opaque keyed hashes. */
export interface SignInAttempts {
  find(lane: string): Promise<Attempts | undefined>;
  /** Compare and set on the number of failures (undefined: there was no row): false when somebody else counted meanwhile. */
  count(lane: string, before: Attempts | undefined, after: Attempts, endsAt: string): Promise<boolean>;
  clear(lane: string): Promise<void>;
  /** Failures of a place in the window that `endsAt` closes, after adding `by`. */
  addToPlace(place: string, by: number, endsAt: string): Promise<number>;
  removeEnded(at: string): Promise<void>;
}

/** argon2id; passwords in NFC, so that the same letters typed on another keyboard are the same password. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** `hash` undefined: nobody has this user name; takes as long and is false. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

export interface AccessClaims {
  readonly officer: OfficerId;
  readonly session: string;
}

export interface RefreshToken {
  readonly session: string;
  readonly token: string;
  /** What the database keeps. */
  readonly hash: string;
}

export interface Tokens {
  newSessionId(): string;
  /** The same arguments give the same token, so that an honest repeat gets the same answer. */
  access(claims: AccessClaims, issuedAt: string): { readonly token: string; readonly expiresAt: string };
  /** Undefined for anything but a good access token of ours. */
  readAccess(token: string, now: string): AccessClaims | undefined;
  firstRefresh(session: string): RefreshToken;
  /** Follows from the token before it and our key: computable again, but by us only. */
  nextRefresh(before: RefreshToken): RefreshToken;
  /** Undefined for anything we have not issued: a guess must not look like a stolen token. */
  readRefresh(token: string): RefreshToken | undefined;
  /** Marks a browser in which `officer` has signed in before. */
  device(officer: OfficerId): string;
  isDeviceOf(device: string, officer: OfficerId): boolean;
  /** Keyed hash, for counters that shall not show names and addresses. */
  blind(text: string): string;
}

export interface SessionPorts {
  readonly clock: Clock;
  readonly officers: Officers;
  readonly agencies: Agencies;
  readonly sessions: Sessions;
  readonly attempts: SignInAttempts;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
}
