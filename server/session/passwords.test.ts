import { expect, test } from '@jest/globals';
import { argonPasswords } from './passwords.ts';

const passwords = argonPasswords();

test('argon2id, with a salt of its own each time', async () => {
  // when
  const [one, two] = await Promise.all([passwords.hash('mật khẩu'), passwords.hash('mật khẩu')]);

  // then
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await passwords.verify(one, 'mật khẩu')).toBe(true);
  expect(await passwords.verify(one, 'mật khẩu'.normalize('NFD'))).toBe(true);
  expect(await passwords.verify(one, 'mat khau')).toBe(false);
});

test('an unknown user name costs as much as a wrong password, and is never right', async () => {
  // given
  const hash = await passwords.hash('x');
  const times = { known: [] as number[], unknown: [] as number[] };

  // when
  for (let round = 0; round < 10; round++) {
    for (const [kind, stored] of [
      ['known', hash],
      ['unknown', undefined],
    ] as const) {
      // Time of the processor, not of the clock: other programs on the machine must not decide this
      const start = process.cpuUsage();
      expect(await passwords.verify(stored, 'wrong')).toBe(false);
      times[kind].push(process.cpuUsage(start).user);
    }
  }
  const [known = 0, unknown = 0] = [times.known, times.unknown].map((all) => all.reduce((sum, time) => sum + time, 0));

  // then
  expect(unknown / known).toBeGreaterThan(0.4);
  expect(unknown / known).toBeLessThan(2.5);
});

test('a crowd at the door is sent away instead of filling the memory', async () => {
  // given
  const small = argonPasswords(10);

  // when
  const crowd = await Promise.allSettled(Array.from({ length: 15 }, () => small.verify('$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$AAAA', 'x')));

  // then
  expect(crowd.filter((one) => one.status === 'rejected' && (one.reason as Error).name === 'SignInThrottled').length).toBe(5);
});
