import { expect, test } from '@jest/globals';
import { aClock, aStoredOfficer, fakeAttempts, fakeOfficers, fakePasswords, sessionPorts } from '../../../test/support/session-fakes.ts';
import { SignInThrottled, WrongCredentials } from './refusals.ts';
import { signIn, type Place } from './sign-in.ts';
import { delaySeconds } from './throttle.ts';

const right = { username: 'lan.tiepnhan', password: 'mật khẩu đúng' };
const wrong = { ...right, password: 'sai' };
const attacker: Place = { address: '203.0.113.9' };
const owner: Place = { address: '10.1.1.1' };

test('three mistypings are free, then the delay doubles up to five minutes', () => {
  expect([1, 2, 3, 4, 5, 6].map(delaySeconds)).toEqual([0, 0, 0, 2, 4, 8]);
  expect(delaySeconds(40)).toBe(300);
});

test('after the fourth failure even the right password has to wait, and then works', async () => {
  // given
  const clock = aClock();
  const ports = sessionPorts({ clock });
  for (let failure = 1; failure <= 4; failure++) await expect(signIn(ports, wrong, owner)).rejects.toThrow(WrongCredentials);

  // when
  const tooSoon = signIn(ports, right, owner);

  // then
  await expect(tooSoon).rejects.toMatchObject({ code: 'sign-in-throttled', retryAfterSeconds: 2 });
  clock.pass(2);
  expect((await signIn(ports, right, owner)).officer.id).toBe('lan.tiepnhan');
});

test('a success forgets the failures before it', async () => {
  // given
  const ports = sessionPorts();
  for (let failure = 1; failure <= 3; failure++) await expect(signIn(ports, wrong, owner)).rejects.toThrow(WrongCredentials);
  await signIn(ports, right, owner);

  // then
  for (let failure = 1; failure <= 3; failure++) await expect(signIn(ports, wrong, owner)).rejects.toThrow(WrongCredentials);
});

test('whoever guesses from elsewhere does not keep the owner out', async () => {
  // given
  const ports = sessionPorts();
  await Promise.allSettled(Array.from({ length: 500 }, () => signIn(ports, wrong, attacker)));
  await expect(signIn(ports, wrong, attacker)).rejects.toThrow(SignInThrottled);

  // then
  expect((await signIn(ports, right, owner)).officer.id).toBe('lan.tiepnhan');
});

test('even behind the same address the owner gets in with the browser he has used before', async () => {
  // given
  const ports = sessionPorts();
  const { device } = await signIn(ports, right, owner);
  await Promise.allSettled(Array.from({ length: 500 }, () => signIn(ports, wrong, owner)));
  await expect(signIn(ports, right, owner)).rejects.toThrow(SignInThrottled);

  // then
  expect((await signIn(ports, right, { ...owner, device })).officer.id).toBe('lan.tiepnhan');
});

test('the browser of one officer is no key to the account of another, and is slowed down itself', async () => {
  // given
  const clock = aClock();
  const ports = sessionPorts({ clock, officers: fakeOfficers(aStoredOfficer(), aStoredOfficer({ id: 'b', username: 'b' })) });
  const { device } = await signIn(ports, { ...right, username: 'b' }, owner);

  // when
  for (let failure = 1; failure <= 4; failure++) await expect(signIn(ports, wrong, { ...owner, device })).rejects.toThrow(WrongCredentials);

  // then
  await expect(signIn(ports, right, { ...owner, device })).rejects.toThrow(SignInThrottled);
  await expect(signIn(ports, right, owner)).rejects.toThrow(SignInThrottled);
});

test('many guesses at the same moment do not slip through together', async () => {
  // given
  const passwords = fakePasswords();
  const ports = sessionPorts({ passwords });

  // when
  await Promise.allSettled(Array.from({ length: 50 }, () => signIn(ports, wrong, attacker)));

  // then
  expect(passwords.checked.length).toBeLessThanOrEqual(4);
});

test('one address that tries many names is stopped, and goes on in the next window', async () => {
  // given
  const clock = aClock();
  const passwords = fakePasswords();
  const ports = sessionPorts({ clock, passwords });
  for (let guess = 0; guess < 100; guess++)
    await expect(signIn(ports, { username: `name${String(guess)}`, password: 'x' }, attacker)).rejects.toThrow(WrongCredentials);

  // when
  const more = signIn(ports, { username: 'another', password: 'x' }, attacker);

  // then
  await expect(more).rejects.toThrow(SignInThrottled);
  expect(passwords.checked).toHaveLength(100);
  clock.pass(600);
  await expect(signIn(ports, { username: 'another', password: 'x' }, attacker)).rejects.toThrow(WrongCredentials);
});

test('an office where everybody signs in from one address in the morning is not stopped', async () => {
  // given
  const ports = sessionPorts();

  // when
  for (let officer = 0; officer < 300; officer++) await signIn(ports, right, owner);

  // then
  expect((await signIn(ports, right, owner)).officer.id).toBe('lan.tiepnhan');
});

test('failures fade after an hour, and the counters hold no names and no addresses', async () => {
  // given
  const clock = aClock();
  const attempts = fakeAttempts();
  const lanes: string[] = [];
  const ports = sessionPorts({
    clock,
    attempts: {
      ...attempts,
      find: (lane) => {
        lanes.push(lane);
        return attempts.find(lane);
      },
    },
  });
  for (let failure = 1; failure <= 4; failure++) await expect(signIn(ports, wrong, owner)).rejects.toThrow(WrongCredentials);

  // when
  clock.pass(3603);
  const again = signIn(ports, wrong, owner);

  // then
  await expect(again).rejects.toThrow(WrongCredentials);
  await expect(signIn(ports, wrong, owner)).rejects.toThrow(WrongCredentials);
  expect(lanes.join()).not.toMatch(/lan|10\.1/);
});
