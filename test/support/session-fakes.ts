import { randomBytes } from 'node:crypto';
import { NotFound } from '../../domain/errors.ts';
import type { Agencies, Agency, Clock, Officers, StoredOfficer } from '../../server/ports/index.ts';
import type { Attempts, Passwords, SessionPorts, SessionRecord, Sessions, SignInAttempts } from '../../server/ports/sessions.ts';
import { tokensWith } from '../../server/session/tokens.ts';

export interface SetClock extends Clock {
  /** Moves on by seconds. */
  pass(seconds: number): void;
}

export function aClock(start = '2026-11-23T01:00:00.000Z'): SetClock {
  let now = Date.parse(start);
  return { now: () => new Date(now).toISOString(), pass: (seconds) => void (now += seconds * 1000) };
}

/** The time of this machine, which can also be moved on. */
export function aRunningClock(): SetClock {
  let ahead = 0;
  return { now: () => new Date(Date.now() + ahead).toISOString(), pass: (seconds) => void (ahead += seconds * 1000) };
}

export function fakeSessions(): Sessions {
  const rows = new Map<string, SessionRecord>();
  return {
    create: (session) => Promise.resolve(void rows.set(session.id, session)),
    find: (id) => Promise.resolve(rows.get(id)),
    rotate(id, from, to, at) {
      const row = rows.get(id);
      if (row === undefined || row.current !== from || row.revokedAt !== undefined) return Promise.resolve(false);
      rows.set(id, { ...row, current: to, previous: from, rotatedAt: at });
      return Promise.resolve(true);
    },
    revoke(id, at) {
      const row = rows.get(id);
      if (row !== undefined && row.revokedAt === undefined) rows.set(id, { ...row, revokedAt: at });
      return Promise.resolve();
    },
    removeEnded(at) {
      for (const [id, { endsAt }] of rows) if (endsAt < at) rows.delete(id);
      return Promise.resolve();
    },
  };
}

export function fakeAttempts(): SignInAttempts {
  const lanes = new Map<string, Attempts & { readonly endsAt: string }>();
  const places = new Map<string, { readonly failures: number; readonly endsAt: string }>();
  return {
    find(lane) {
      const row = lanes.get(lane);
      return Promise.resolve(row === undefined ? undefined : { failures: row.failures, notBefore: row.notBefore });
    },
    count(lane, before, after, endsAt) {
      if (lanes.get(lane)?.failures !== before?.failures) return Promise.resolve(false);
      lanes.set(lane, { ...after, endsAt });
      return Promise.resolve(true);
    },
    clear: (lane) => Promise.resolve(void lanes.delete(lane)),
    addToPlace(place, by, endsAt) {
      const failures = (places.get(place)?.failures ?? 0) + by;
      places.set(place, { failures, endsAt });
      return Promise.resolve(failures);
    },
    removeEnded(at) {
      for (const rows of [lanes, places]) for (const [id, { endsAt }] of rows) if (endsAt < at) rows.delete(id);
      return Promise.resolve();
    },
  };
}

export const anAgency = (given: Partial<Agency> = {}): Agency => ({
  id: 'an-phu-ward',
  code: 'H99.21',
  name: { vi: 'UBND phường An Phú', en: 'An Phú Ward' },
  shortName: 'An Phú',
  kind: 'commune',
  validFrom: '2025-07-01',
  ...given,
});

export function fakeAgencies(...given: readonly Agency[]): Agencies {
  const rows = [...given];
  const validOn = (date: string): Agency[] => rows.filter(({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo));
  return {
    get(id) {
      const found = rows.find((agency) => agency.id === id);
      return found === undefined ? Promise.reject(new NotFound('agency')) : Promise.resolve(found);
    },
    validOn: (date) => Promise.resolve(validOn(date)),
    put: (agency) => Promise.resolve(void rows.push(agency)),
  };
}

export const aStoredOfficer = (given: Partial<StoredOfficer> = {}): StoredOfficer => ({
  id: 'lan.tiepnhan',
  username: 'lan.tiepnhan',
  name: 'Nguyễn Thị Lan',
  passwordHash: 'plain:mật khẩu đúng',
  disabled: false,
  assignments: [{ agency: 'an-phu-ward', agencyName: 'UBND phường An Phú', roles: ['RECEPTION_OFFICER'] }],
  ...given,
});

export function fakeOfficers(...given: readonly StoredOfficer[]): Officers & { change(id: string, change: Partial<StoredOfficer>): void } {
  const rows = new Map(given.map((officer) => [officer.id, officer]));
  return {
    findByUsername: (username) => Promise.resolve([...rows.values()].find((officer) => officer.username === username)),
    find: (id) => Promise.resolve(rows.get(id)),
    count: () => Promise.resolve(rows.size),
    put: ({ assignments, ...officer }) =>
      Promise.resolve(
        void rows.set(officer.id, {
          ...officer,
          assignments: assignments.map((given) => ({ ...given, agencyName: given.agency })) as StoredOfficer['assignments'],
        }),
      ),
    change(id, change) {
      const row = rows.get(id);
      if (row !== undefined) rows.set(id, { ...row, ...change });
    },
  };
}

/** Fast, and countable. */
export function fakePasswords(): Passwords & { readonly checked: string[] } {
  const checked: string[] = [];
  return {
    checked,
    hash: (password) => Promise.resolve(`plain:${password.normalize('NFC')}`),
    verify(hash, password) {
      checked.push(hash ?? 'nobody');
      return Promise.resolve(hash === `plain:${password.normalize('NFC')}`);
    },
  };
}

export function sessionPorts(given: Partial<SessionPorts> = {}): SessionPorts {
  return {
    clock: aClock(),
    officers: fakeOfficers(aStoredOfficer()),
    agencies: fakeAgencies(anAgency()),
    sessions: fakeSessions(),
    attempts: fakeAttempts(),
    passwords: fakePasswords(),
    tokens: tokensWith(randomBytes(32)),
    ...given,
  };
}
