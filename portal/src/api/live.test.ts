import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { followChanges, isTouched, type ChangeSource, type LinkState } from './live.ts';
import type { ChangeEvent } from './contract.ts';

class FakeSource implements ChangeSource {
  readyState = 0;
  closed = false;
  private readonly heard = new Map<string, ((event: MessageEvent<string>) => void)[]>();

  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.heard.set(type, [...(this.heard.get(type) ?? []), listener]);
  }

  close(): void {
    this.closed = true;
    this.readyState = 2;
  }

  say(type: string, data = ''): void {
    for (const listener of this.heard.get(type) ?? []) listener({ data } as MessageEvent<string>);
  }
}

function aStream() {
  const sources: FakeSource[] = [];
  const changes: ChangeEvent[][] = [];
  const states: LinkState[] = [];
  let missed = 0;
  const stop = followChanges({
    open: () => {
      const source = new FakeSource();
      sources.push(source);
      return source;
    },
    onChanges: (some) => {
      changes.push([...some]);
    },
    onMissed: () => {
      missed += 1;
    },
    onState: (state) => {
      states.push(state);
    },
    gatherMs: 100,
    retryMs: 1_000,
  });
  return { sources, changes, states, missed: () => missed, stop };
}

const change = (dossierId: string, inbox = true): string => JSON.stringify({ dossierId, version: 2, inbox });

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('changes that come together are handed on together', () => {
  const stream = aStream();
  stream.sources[0]!.say('open');
  stream.sources[0]!.say('change', change('d1'));
  stream.sources[0]!.say('change', change('d2'));
  expect(stream.changes).toEqual([]);
  jest.advanceTimersByTime(100);
  expect(stream.changes.map((some) => some.map(({ dossierId }) => dossierId))).toEqual([['d1', 'd2']]);
  stream.stop();
});

test('an unreadable event is passed over', () => {
  const stream = aStream();
  stream.sources[0]!.say('change', 'half a {');
  stream.sources[0]!.say('change', '{"dossierId":1}');
  jest.advanceTimersByTime(1_000);
  expect(stream.changes).toEqual([]);
  stream.stop();
});

test('a stream that the server closed is opened again, later each time, and what may have been missed is asked', () => {
  // given
  const stream = aStream();
  const fail = (): void => {
    const source = stream.sources.at(-1)!;
    source.readyState = 2;
    source.say('error');
  };
  stream.sources[0]!.say('open');

  // when
  fail();
  jest.advanceTimersByTime(1_000);
  fail();
  jest.advanceTimersByTime(1_999);
  expect(stream.sources).toHaveLength(2);
  jest.advanceTimersByTime(1);
  stream.sources[2]!.say('open');

  // then
  expect(stream.missed()).toBe(1);
  expect(stream.states.at(-1)).toBe('open');
  stream.stop();
});

test('a stream that the browser mends itself is not opened twice', () => {
  const stream = aStream();
  stream.sources[0]!.say('open');
  stream.sources[0]!.say('error');
  jest.advanceTimersByTime(60_000);
  expect(stream.sources).toHaveLength(1);
  expect(stream.states.at(-1)).toBe('lost');
  stream.sources[0]!.say('open');
  expect(stream.missed()).toBe(1);
  stream.stop();
});

test('after the end nothing is opened any more', () => {
  const stream = aStream();
  stream.sources[0]!.readyState = 2;
  stream.sources[0]!.say('error');
  stream.stop();
  jest.advanceTimersByTime(60_000);
  expect(stream.sources).toHaveLength(1);
});

describe('what a change makes stale', () => {
  const touched = (queryKey: readonly unknown[], data: unknown, ...changes: ChangeEvent[]) => isTouched({ queryKey, state: { data } }, changes);
  const D1: ChangeEvent = { dossierId: 'd1', version: 2, inbox: false };

  test('the inbox only when the change concerns it', () => {
    expect(touched(['tasks', 'mine'], undefined, D1)).toBe(false);
    expect(touched(['tasks', 'mine'], undefined, { ...D1, inbox: true })).toBe(true);
  });

  test('a dossier by its id, or by its code once its data are known', () => {
    expect(touched(['dossier', 'd1'], undefined, D1)).toBe(true);
    expect(touched(['dossier', 'H99.21-261116-0042'], { id: 'd1' }, D1)).toBe(true);
    expect(touched(['dossier', 'd2'], { id: 'd2' }, D1)).toBe(false);
  });

  test('a task through its dossier, a release never', () => {
    expect(touched(['task', '12'], { task: { dossierId: 'd1' } }, D1)).toBe(true);
    expect(touched(['release', 'house-permit', 1], {}, D1)).toBe(false);
  });
});
