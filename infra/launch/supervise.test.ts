import { expect, test } from '@jest/globals';
import type { Child } from './child.ts';
import type { Part } from './part.ts';
import { supervise } from './supervise.ts';
import { waitUntil } from './wait-until.ts';

test('a part that dies is started again', async () => {
  // given
  const part = aPart();
  const said = supervised(part);

  // when
  part.die('was ended by SIGKILL');
  await waitUntil(() => (part.restarts() === 1 ? true : undefined), { timeoutMs: 5_000, what: 'it was not restarted' });

  // then
  expect(said.lines).toEqual(['The engine was ended by SIGKILL; starting it again.', 'The engine is back.']);
  said.stop();
});

test('a part that cannot be started again is tried again', async () => {
  // given
  const part = aPart({ failures: 1 });
  const said = supervised(part);

  // when
  part.die('ended with exit code 1');
  await waitUntil(() => (part.restarts() === 2 ? true : undefined), { timeoutMs: 5_000, what: 'it was not tried again' });

  // then
  expect(said.lines).toContain('The engine could not be started again: no memory; starting it again.');
  said.stop();
});

test('a part that is stopped on purpose stays stopped', async () => {
  // given
  const part = aPart();
  const said = supervised(part);

  // when
  said.stop();
  part.die('was ended by SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 50));

  // then
  expect(part.restarts()).toBe(0);
  expect(said.lines).toEqual([]);
});

test('a part that dies again and again is given up', async () => {
  // given
  const part = aPart({ failures: Infinity });
  const said = supervised(part);

  // when
  part.die('ended with exit code 1');

  // then
  const why = await waitUntil(() => said.gaveUp(), { timeoutMs: 5_000, what: 'it was not given up' });
  expect(why).toBe('The engine could not be started again: no memory, for the 7th time within 120 s.');
  expect(said.pauses).toEqual([0, 1_000, 2_000, 4_000, 5_000, 5_000]);
});

interface FakePart extends Part {
  readonly die: (end: string) => void;
  readonly restarts: () => number;
}

function aPart({ failures = 0 } = {}): FakePart {
  let restarts = 0;
  let die: (end: string) => void = () => undefined;
  const live = (): Child => {
    const exited = new Promise<string>((resolve) => {
      die = resolve;
    });
    return {
      name: 'The engine',
      pid: 1,
      logFile: '',
      logStart: 0,
      exited,
      isRunning: () => true,
      stop: () => Promise.resolve(),
      kill: () => Promise.resolve(),
    };
  };
  let child = live();
  return {
    name: 'The engine',
    child: () => child,
    stop: () => Promise.resolve(),
    kill: () => Promise.resolve(),
    restart() {
      restarts += 1;
      if (restarts <= failures) return Promise.reject(new Error('no memory'));
      child = live();
      return Promise.resolve();
    },
    die: (end) => {
      die(end);
    },
    restarts: () => restarts,
  };
}

function supervised(part: Part): { lines: string[]; stop: () => void; pauses: number[]; gaveUp: () => string | undefined } {
  const lines: string[] = [];
  const pauses: number[] = [];
  let stopping = false;
  let gaveUp: string | undefined;
  supervise({
    parts: [part],
    say: (line) => lines.push(line),
    isStopping: () => stopping,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
    giveUp: (why) => {
      gaveUp = why;
    },
  });
  return {
    lines,
    pauses,
    stop: () => {
      stopping = true;
    },
    gaveUp: () => gaveUp,
  };
}
