import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../ports/sessions.ts';
import { SignInThrottled } from '../usecases/session/refusals.ts';
import { semaphore } from '../usecases/session/semaphore.ts';

/** argon2id, which is the library's own default, with 19 MiB and two passes: the least that OWASP's password guide asks for. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Each verification fills a thread of the pool that file and name look-ups share. */
const AT_ONCE = 2;
/** At 40 ms each, two at once, the last one waits four seconds. */
const MAX_PRESENT = 200;
const BUSY_SECONDS = 5;

export function argonPasswords(maxPresent: number = MAX_PRESENT): Passwords {
  const enter = semaphore(AT_ONCE);
  let present = 0;
  /** What an unknown user name is checked against. Made at start, so that the first one takes no longer than the others. */
  const nobody = hash(randomBytes(16), COST);

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (present >= maxPresent) throw new SignInThrottled(BUSY_SECONDS);
    present++;
    const leave = await enter();
    try {
      return await work();
    } finally {
      present--;
      leave();
    }
  };

  return {
    hash: (password) => inTurn(() => hash(password.normalize('NFC'), COST)),
    async verify(stored, password) {
      const against = stored ?? (await nobody);
      const right = await inTurn(() => verify(against, password.normalize('NFC')));
      return right && stored !== undefined;
    },
  };
}
