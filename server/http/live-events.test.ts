import { expect, test } from '@jest/globals';
import { liveEvents, type LiveEvent, type NumberedEvent } from './live-events.ts';

const aChange = (version: number): LiveEvent => ({ change: { dossierId: 'd1', version, inbox: true }, concerns: () => true });
const versions = (events: readonly NumberedEvent[] | undefined): number[] | undefined => events?.map(({ change }) => change.version);

test('who comes back with the last id gets what came after it', () => {
  // given
  const events = liveEvents();
  const ids: string[] = [];
  events.subscribe(({ id }) => ids.push(id));
  for (let version = 1; version <= 5; version++) events.publish(aChange(version));

  // then
  expect(versions(events.since(ids[2] ?? ''))).toEqual([4, 5]);
  expect(versions(events.since(ids[4] ?? ''))).toEqual([]);
  expect(events.head()).toBe(ids[4]);
});

test('an id that is too old, from another process, or nonsense cannot be continued', () => {
  // given
  const events = liveEvents(2);
  const start = events.head();
  for (let version = 1; version <= 3; version++) events.publish(aChange(version));

  // then
  expect(events.since(start)).toBeUndefined();
  expect(events.since(liveEvents().head())).toBeUndefined();
  expect(events.since('nonsense')).toBeUndefined();
  expect(events.since(`${start.split('-')[0] ?? ''}-99`)).toBeUndefined();
  expect(versions(events.since(`${start.split('-')[0] ?? ''}-1`))).toEqual([2, 3]);
});

test('who has left hears nothing more', () => {
  // given
  const events = liveEvents();
  const heard: number[] = [];
  const leave = events.subscribe(({ change }) => heard.push(change.version));
  events.publish(aChange(1));

  // when
  leave();
  events.publish(aChange(2));

  // then
  expect(heard).toEqual([1]);
});

test('after something may have been missed no earlier id can be continued, and later ones can', () => {
  // given
  const events = liveEvents();
  events.publish(aChange(1));
  const before = events.head();

  // when
  events.forget();
  const after = events.head();
  events.publish(aChange(2));

  // then
  expect(events.since(before)).toBeUndefined();
  expect(versions(events.since(after))).toEqual([2]);
});

test('whether anybody listens is known', () => {
  const events = liveEvents();
  const leave = events.subscribe(() => undefined);
  const heard = events.isHeard();
  leave();
  expect([heard, events.isHeard()]).toEqual([true, false]);
});
