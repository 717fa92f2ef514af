import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionRecord, Sessions, SignInAttempts } from '../../server/ports/sessions.ts';
import { sessionsIn, signInAttemptsIn } from '../../server/store/sessions.ts';
import { fakeAttempts, fakeSessions } from '../support/session-fakes.ts';
import { DATABASES, openStore, type OpenStore } from './open-store.ts';

const aSession = (id: string, given: Partial<SessionRecord> = {}): SessionRecord => ({
  id,
  officer: 'lan',
  startedAt: '2026-11-23T01:00:00.000Z',
  endsAt: '2026-11-23T13:00:00.000Z',
  rotatedAt: '2026-11-23T01:00:00.000Z',
  current: 'hash-1',
  ...given,
});
const LATER = '2026-11-23T02:00:00.000Z';

describe.each(['fake', ...DATABASES] as const)('sessions (%s)', (kind) => {
  let open: OpenStore | undefined;
  let sessions: Sessions;
  let attempts: SignInAttempts;
  beforeAll(async () => {
    open = kind === 'fake' ? undefined : await openStore(kind);
    sessions = open === undefined ? fakeSessions() : sessionsIn(open.connection);
    attempts = open === undefined ? fakeAttempts() : signInAttemptsIn(open.connection);
  });
  afterAll(async () => {
    await open?.stop();
  });

  test('a session comes back as it was', async () => {
    // when
    await sessions.create(aSession('s1'));

    // then
    expect(await sessions.find('s1')).toEqual(aSession('s1'));
    expect(await sessions.find('other')).toBeUndefined();
  });

  test('of many who rotate the same token one wins', async () => {
    // given
    await sessions.create(aSession('s2'));

    // when
    const won = await Promise.all(Array.from({ length: 20 }, (_, n) => sessions.rotate('s2', 'hash-1', `hash-2-${String(n)}`, LATER)));

    // then
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await sessions.find('s2')).toMatchObject({ current: `hash-2-${String(won.indexOf(true))}`, previous: 'hash-1', rotatedAt: LATER });
  });

  test('a revoked session rotates no more, and keeps the first moment it was revoked at', async () => {
    // given
    await sessions.create(aSession('s3'));

    // when
    await sessions.revoke('s3', LATER);
    await sessions.revoke('s3', '2026-11-23T03:00:00.000Z');
    await sessions.revoke('unknown', LATER);

    // then
    expect(await sessions.rotate('s3', 'hash-1', 'hash-2', LATER)).toBe(false);
    expect(await sessions.find('s3')).toMatchObject({ revokedAt: LATER, current: 'hash-1' });
  });

  test('what has ended goes, what has not stays', async () => {
    // given
    await sessions.create(aSession('s4', { endsAt: '2026-11-22T00:00:00.000Z' }));
    await sessions.create(aSession('s5'));

    // when
    await sessions.removeEnded(LATER);

    // then
    expect(await sessions.find('s4')).toBeUndefined();
    expect(await sessions.find('s5')).toBeDefined();
  });

  test('failures of a lane are counted one by one, whoever else counts', async () => {
    // when
    const first = await Promise.all(Array.from({ length: 10 }, () => attempts.count('lane', undefined, { failures: 1, notBefore: LATER }, LATER)));
    const before = await attempts.find('lane');
    const second = await Promise.all(Array.from({ length: 10 }, () => attempts.count('lane', before, { failures: 2, notBefore: LATER }, LATER)));

    // then
    expect([first, second].map((tries) => tries.filter(Boolean).length)).toEqual([1, 1]);
    expect(await attempts.find('lane')).toEqual({ failures: 2, notBefore: LATER });
    await attempts.clear('lane');
    expect(await attempts.find('lane')).toBeUndefined();
  });

  test('failures of a place add up and can be taken back', async () => {
    // when
    await Promise.all(Array.from({ length: 20 }, () => attempts.addToPlace('place', 1, LATER)));

    // then
    expect(await attempts.addToPlace('place', -1, LATER)).toBe(19);
  });

  test('counters that have ended go', async () => {
    // given
    await attempts.count('old', undefined, { failures: 1, notBefore: LATER }, '2026-11-22T00:00:00.000Z');

    // when
    await attempts.removeEnded(LATER);

    // then
    expect(await attempts.find('old')).toBeUndefined();
  });
});
