import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '../../test/support/fakes/fake-clock.ts';
import { fakeClockMarks, type ClockMarkData } from '../../test/support/fakes/fake-clock-marks.ts';
import { FakeLog } from '../../test/support/fakes/fake-log.ts';
import { watchClock, type ClockWatch } from './clock-watch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = '2026-11-20T05:00:00.000Z';

/** A machine: its wall clock can be set, its other clock cannot. */
class Machine {
  readonly clock = new FakeClock(NOON);
  readonly log = new FakeLog();
  running = 0;
  watch: ClockWatch;

  readonly data: ClockMarkData;
  constructor(data: ClockMarkData = {}) {
    this.data = data;
    this.watch = this.start();
  }
  start(): ClockWatch {
    this.watch = watchClock({ marks: fakeClockMarks(this.data), clock: this.clock, elapsed: () => this.running, log: this.log });
    return this.watch;
  }
  pass(milliseconds: number): void {
    this.clock.pass(milliseconds);
    this.running += milliseconds;
  }
  look(): Promise<boolean> {
    return this.watch.mayBelieve(this.clock.now());
  }
  confirm(): Promise<boolean> {
    return fakeClockMarks(this.data).confirm({ at: this.clock.now(), by: 'long.hethong' });
  }
}

describe('a clock that runs', () => {
  test('is believed from the first start on, for as long as it runs', async () => {
    const machine = new Machine();
    for (let hour = 0; hour < 24 * 30; hour++) {
      expect(await machine.look()).toBe(true);
      machine.pass(HOUR);
    }
    expect(machine.watch.health().state).toBe('up');
  });

  test('is believed when a time server corrects it by minutes', async () => {
    const machine = new Machine();
    await machine.look();
    machine.clock.pass(4 * MINUTE);
    expect(await machine.look()).toBe(true);
    machine.clock.pass(-8 * MINUTE);
    expect(await machine.look()).toBe(true);
  });

  test('is believed after the system stood still over Tết', async () => {
    const machine = new Machine();
    await machine.look();
    machine.clock.pass(7 * DAY);
    machine.start();
    expect(await machine.look()).toBe(true);
  });

  test('is remembered at most every half minute', async () => {
    const machine = new Machine();
    await machine.look();
    machine.pass(29_000);
    await machine.look();
    expect(machine.data.mark?.seenAt).toBe(NOON);
    machine.pass(1_000);
    await machine.look();
    expect(machine.data.mark?.seenAt).toBe('2026-11-20T05:00:30.000Z');
  });
});

describe('a clock that jumps', () => {
  test.each([
    ['an hour ahead', HOUR],
    ['400 days ahead', 400 * DAY],
    ['an hour back', -HOUR],
    ['400 days back', -400 * DAY],
  ])('%s while running is held until somebody confirms it', async (_, jump) => {
    // given
    const machine = new Machine();
    await machine.look();
    machine.pass(MINUTE);

    // when
    machine.clock.pass(jump);

    // then
    expect(await machine.look()).toBe(false);
    machine.pass(10 * DAY);
    expect(await machine.look()).toBe(false);
    expect(machine.watch.health().state).toBe('degraded');
    expect(machine.watch.health().detail).toContain('Đồng hồ');
    expect(machine.log.at('error')).toHaveLength(1);
    expect(await machine.confirm()).toBe(true);
    expect(await machine.look()).toBe(true);
    expect(machine.watch.health().state).toBe('up');
  });

  test('in small steps is held as well', async () => {
    const machine = new Machine();
    await machine.look();
    machine.clock.pass(4 * MINUTE);
    expect(await machine.look()).toBe(true);
    machine.clock.pass(4 * MINUTE);
    expect(await machine.look()).toBe(false);
  });

  test.each([
    ['more than seven days ahead', 7 * DAY + MINUTE],
    ['400 days ahead', 400 * DAY],
    ['more than five minutes back', -5 * MINUTE - 1],
  ])('%s while nobody looked is held at the next start', async (_, jump) => {
    const machine = new Machine();
    await machine.look();
    machine.clock.pass(jump);
    machine.start();
    expect(await machine.look()).toBe(false);
  });

  test('stays held over a restart, even when it is set right again', async () => {
    const machine = new Machine();
    await machine.look();
    machine.clock.pass(HOUR);
    await machine.look();
    machine.clock.pass(-HOUR);
    machine.start();
    expect(await machine.look()).toBe(false);
    await machine.confirm();
    expect(await machine.look()).toBe(true);
  });

  test('does not become the remembered time', async () => {
    const machine = new Machine();
    await machine.look();
    machine.pass(MINUTE);
    machine.clock.pass(400 * DAY);
    await machine.look();
    expect(machine.data.mark?.seenAt).toBe(NOON);
    expect(machine.data.mark?.held).toMatchObject({ expected: '2026-11-20T05:01:00.000Z', seen: '2027-12-25T05:01:00.000Z' });
  });

  test('on one server stops all of them, and one confirmation sets all going', async () => {
    const one = new Machine();
    const other = new Machine(one.data);
    await one.look();
    await other.look();
    one.clock.pass(HOUR);
    expect(await one.look()).toBe(false);
    expect(await other.look()).toBe(false);
    one.clock.pass(-HOUR);
    await one.confirm();
    expect(await one.look()).toBe(true);
    expect(await other.look()).toBe(true);
  });
});
