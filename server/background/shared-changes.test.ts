import { afterEach, describe, expect, test } from '@jest/globals';
import { aSharedChange, describeChangeFeed } from '../../test/support/fakes/describe-change-feed.ts';
import { fakeChangeFeed } from '../../test/support/fakes/fake-change-feed.ts';
import { FakeLog } from '../../test/support/fakes/fake-log.ts';
import { failNext } from '../../test/support/fakes/interpose.ts';
import { shareChanges, type SharedChanges } from './shared-changes.ts';

describeChangeFeed('memory', () => {
  const feed = fakeChangeFeed();
  return Promise.resolve({ first: feed, second: feed });
});

interface Servers {
  readonly feed: ReturnType<typeof fakeChangeFeed>;
  readonly log: FakeLog;
  readonly pass: (seconds: number) => void;
  readonly server: (name: string, given?: { readonly wanted?: boolean }) => Server;
}

interface Server extends SharedChanges {
  readonly heard: string[];
  gaps: number;
  wanted: boolean;
}

const running: SharedChanges[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

function setUp(): Servers {
  const feed = fakeChangeFeed();
  const log = new FakeLog();
  let time = Date.parse('2026-11-20T04:00:00.000Z');
  return {
    feed,
    log,
    pass: (seconds) => {
      time += seconds * 1_000;
    },
    server(name, { wanted = true } = {}) {
      const server: Server = {
        heard: [],
        gaps: 0,
        wanted,
        ...shareChanges({
          feed,
          holder: name,
          isWanted: () => server.wanted,
          onChange: ({ dossierId, version }) => server.heard.push(`${dossierId} v${String(version)}`),
          onGap: () => {
            server.gaps++;
          },
          log,
          now: () => time,
        }),
      };
      running.push(server);
      return server;
    },
  };
}

const gathered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

describe('what one server tells', () => {
  test('the others hear, once, and it does not hear itself', async () => {
    const { server } = setUp();
    const [a, b] = [server('a'), server('b')];

    a.tell([aSharedChange('d1')]);
    await gathered();
    for (let look = 0; look < 3; look++) for (const one of [a, b]) await one.listen();

    expect([a.heard, b.heard]).toEqual([[], ['d1 v1']]);
  });

  test('within a moment is one notice, with the newest version of each dossier and every list it touched', async () => {
    const { server, feed } = setUp();
    const a = server('a');

    a.tell([aSharedChange('d1'), aSharedChange('d2')]);
    a.tell([{ ...aSharedChange('d1', 2), inbox: false }]);
    await gathered();

    expect(feed.board.map(({ changes }) => changes)).toEqual([[aSharedChange('d1', 2), aSharedChange('d2')]]);
  });

  test('is heard although it comes later than its time says', async () => {
    const { server, feed, pass } = setUp();
    const b = server('b');
    const at = Date.parse('2026-11-20T04:00:00.000Z');
    pass(60);
    await b.listen();

    await feed.tell('a', at + 52_000, [aSharedChange('d1')]);
    pass(1);
    await b.listen();

    expect(b.heard).toEqual(['d1 v1']);
  });

  test('is heard once although its clock is ahead', async () => {
    const { server, feed, pass } = setUp();
    const b = server('b');
    await feed.tell('a', Date.parse('2026-11-20T04:00:09.000Z'), [aSharedChange('d1')]);

    for (let second = 0; second < 60; second++) {
      await b.listen();
      pass(1);
    }

    expect(b.heard).toEqual(['d1 v1']);
  });

  test('that cannot be written is logged, and the next is told', async () => {
    const { server, feed, log } = setUp();
    const [a, b] = [server('a'), server('b')];
    failNext(feed, 'tell');
    a.tell([aSharedChange('d1')]);
    await gathered();

    a.tell([aSharedChange('d2')]);
    await gathered();
    await b.listen();

    expect(b.heard).toEqual(['d2 v1']);
    expect(log.at('warn')).toHaveLength(1);
  });
});

describe('a server on which nobody listens', () => {
  test('asks nothing, and tells what came meanwhile to who comes back', async () => {
    const { server, feed, pass } = setUp();
    const [a, b] = [server('a'), server('b', { wanted: false })];
    failNext(feed, 'heard', 1);
    a.tell([aSharedChange('d1')]);
    await gathered();
    pass(60);
    await b.listen();
    await expect(feed.heard('b', 0, [])).rejects.toThrow();

    b.wanted = true;
    await b.listen();

    expect([b.heard, b.gaps]).toEqual([['d1 v1'], 0]);
  });

  test('for longer than notices are kept says that something may be missing', async () => {
    const { server, pass } = setUp();
    const b = server('b', { wanted: false });
    pass(121);
    await b.listen();
    b.wanted = true;
    await b.listen();
    expect(b.gaps).toBe(1);
  });
});

test('a look that fails is made up for by the next one', async () => {
  const { server, feed, pass } = setUp();
  const [a, b] = [server('a'), server('b')];
  a.tell([aSharedChange('d1')]);
  await gathered();
  failNext(feed, 'heard', 1);
  pass(40);
  await expect(b.listen()).rejects.toThrow();

  pass(40);
  await b.listen();

  expect([b.heard, b.gaps]).toEqual([['d1 v1'], 0]);
});

test('old notices are removed, and none that a look could still want', async () => {
  const { server, feed, pass } = setUp();
  const a = server('a');
  a.tell([aSharedChange('d1')]);
  await gathered();

  pass(125);
  await a.listen();
  const kept = feed.board.length;
  pass(61);
  await a.listen();

  expect([kept, feed.board.length]).toEqual([1, 0]);
});

test('a server looks by itself', async () => {
  const { server } = setUp();
  const [a, b] = [server('a'), server('b')];
  a.tell([aSharedChange('d1')]);
  await new Promise((resolve) => setTimeout(resolve, 2_400));
  expect(b.heard).toEqual(['d1 v1']);
});
