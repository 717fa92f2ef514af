import { expect, test } from '@jest/globals';
import { aRunningClock, aStoredOfficer, fakeOfficers, fakePasswords, sessionPorts, type SetClock } from '../../../test/support/session-fakes.ts';
import type { SessionPorts } from '../../ports/sessions.ts';
import { RefreshTokenReused, SessionExpired } from './refusals.ts';
import { refreshSession } from './refresh-session.ts';
import { resumerOf } from './resume-session.ts';
import { signIn, type Tickets } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const credentials = { username: 'lan.tiepnhan', password: 'mật khẩu đúng' };
const place = { address: '10.1.1.1' };

async function signedIn(given: Partial<SessionPorts> = {}): Promise<{ ports: SessionPorts; clock: SetClock; tickets: Tickets }> {
  const clock = aRunningClock();
  const ports = sessionPorts({ clock, ...given });
  return { ports, clock, tickets: await signIn(ports, credentials, place) };
}

test('a sign-in gives tokens that open the session of this officer, and no password hash', async () => {
  // when
  const { ports, tickets } = await signedIn();
  const resumed = await resumerOf(ports).resume(tickets.access.token);

  // then
  expect(resumed?.officer.id).toBe('lan.tiepnhan');
  expect(JSON.stringify([resumed, tickets])).not.toContain('plain:');
});

test('a password is the same however its accents were typed', async () => {
  // given
  const ports = sessionPorts();

  // when
  const tickets = await signIn(ports, { username: '  LAN.tiepnhan', password: credentials.password.normalize('NFD') }, place);

  // then
  expect(tickets.officer.id).toBe('lan.tiepnhan');
});

test('a refresh token works once; the next one goes on', async () => {
  // given
  const { ports, clock, tickets } = await signedIn();
  clock.pass(60);

  // when
  const second = await refreshSession(ports, tickets.refresh.token);
  clock.pass(60);
  const third = await refreshSession(ports, second.refresh.token);

  // then
  expect(new Set([tickets, second, third].map(({ refresh }) => refresh.token)).size).toBe(3);
  expect(third.session).toBe(tickets.session);
});

test('the same token twice within ten seconds gets the same answer, also at the very same moment', async () => {
  // given
  const { ports, clock, tickets } = await signedIn();
  clock.pass(60);

  // when
  const [first, same] = await Promise.all([refreshSession(ports, tickets.refresh.token), refreshSession(ports, tickets.refresh.token)]);
  clock.pass(9);
  const later = await refreshSession(ports, tickets.refresh.token);

  // then
  expect(same.refresh).toEqual(first.refresh);
  expect(later.refresh).toEqual(first.refresh);
  expect(later.access.token).toBe(first.access.token);
});

test('a used token that comes back after ten seconds ends the session for everybody', async () => {
  // given
  const { ports, clock, tickets } = await signedIn();
  clock.pass(60);
  const second = await refreshSession(ports, tickets.refresh.token);
  clock.pass(11);

  // when
  const reused = refreshSession(ports, tickets.refresh.token);

  // then
  await expect(reused).rejects.toThrow(RefreshTokenReused);
  await expect(refreshSession(ports, second.refresh.token)).rejects.toThrow(SessionExpired);
  expect(await resumerOf(ports).resume(second.access.token)).toBeUndefined();
});

test('a token two generations old ends the session even within ten seconds', async () => {
  // given
  const { ports, tickets } = await signedIn();
  const second = await refreshSession(ports, tickets.refresh.token);
  await refreshSession(ports, second.refresh.token);

  // then
  await expect(refreshSession(ports, tickets.refresh.token)).rejects.toThrow(RefreshTokenReused);
});

test('a guessed refresh token is refused and cannot end the session of its owner', async () => {
  // given
  const { ports, tickets } = await signedIn();
  const forged = `${tickets.session}.${'A'.repeat(43)}.${'B'.repeat(43)}`;

  // when
  const guess = refreshSession(ports, forged);

  // then
  await expect(guess).rejects.toThrow(SessionExpired);
  expect((await refreshSession(ports, tickets.refresh.token)).session).toBe(tickets.session);
});

test('a session nobody refreshes for two hours, and any session after twelve, is over', async () => {
  // given
  const idle = await signedIn();
  const long = await signedIn();

  // when
  idle.clock.pass(2 * 3600 + 1);
  let newest = long.tickets;
  for (let hour = 0; hour < 11; hour++) {
    long.clock.pass(3600);
    newest = await refreshSession(long.ports, newest.refresh.token);
  }
  long.clock.pass(3601);

  // then
  await expect(refreshSession(idle.ports, idle.tickets.refresh.token)).rejects.toThrow(SessionExpired);
  await expect(refreshSession(long.ports, newest.refresh.token)).rejects.toThrow(SessionExpired);
});

test('after sign-out neither token opens anything', async () => {
  // given
  const { ports, tickets } = await signedIn();

  // when
  const ended = await signOut(ports, { access: undefined, refresh: tickets.refresh.token });

  // then
  expect(ended).toBe(tickets.session);
  expect(await resumerOf(ports).resume(tickets.access.token)).toBeUndefined();
  await expect(refreshSession(ports, tickets.refresh.token)).rejects.toThrow(SessionExpired);
});

test('a change of roles takes effect within five seconds, a disabled account is out', async () => {
  // given
  const officers = fakeOfficers(aStoredOfficer());
  const { ports, clock, tickets } = await signedIn({ officers });
  const resumer = resumerOf(ports);
  await resumer.resume(tickets.access.token);

  // when
  officers.change('lan.tiepnhan', { assignments: [] });
  clock.pass(5);
  const changed = await resumer.resume(tickets.access.token);
  officers.change('lan.tiepnhan', { disabled: true });
  clock.pass(5);
  const disabled = await resumer.resume(tickets.access.token);

  // then
  expect(changed?.officer.assignments).toEqual([]);
  expect(disabled).toBeUndefined();
  await expect(refreshSession(ports, tickets.refresh.token)).rejects.toThrow(SessionExpired);
});

test('the database being away is not remembered as an answer', async () => {
  // given
  const { ports, tickets } = await signedIn();
  let away = true;
  const resumer = resumerOf({ ...ports, sessions: { ...ports.sessions, find: (id) => (away ? Promise.reject(new Error('away')) : ports.sessions.find(id)) } });

  // when
  await expect(resumer.resume(tickets.access.token)).rejects.toThrow('away');
  away = false;

  // then
  expect((await resumer.resume(tickets.access.token))?.officer.id).toBe('lan.tiepnhan');
});

test('unknown, disabled and wrong all look alike, and all cost one verification', async () => {
  // given
  const passwords = fakePasswords();
  const ports = sessionPorts({ passwords, officers: fakeOfficers(aStoredOfficer(), aStoredOfficer({ id: 'off', username: 'off', disabled: true })) });

  // when
  const refusals = await Promise.allSettled([
    signIn(ports, { username: 'nobody', password: 'x' }, place),
    signIn(ports, { username: 'off', password: credentials.password }, place),
    signIn(ports, { ...credentials, password: 'x' }, place),
  ]);

  // then
  expect(new Set(refusals.map((refusal) => (refusal.status === 'rejected' ? String(refusal.reason) : 'signed in'))).size).toBe(1);
  expect(passwords.checked).toHaveLength(3);
});
