import type { ClockHold, ClockMarks } from '../ports/clock-marks.ts';
import type { Clock } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';

export interface ClockHealth {
  readonly state: 'up' | 'degraded';
  readonly since: string;
  readonly detail?: string;
}

interface Needs {
  readonly marks: ClockMarks;
  readonly clock: Clock;
  /** Milliseconds on a clock that nobody can set: only differences mean anything. */
  readonly elapsed: () => number;
  readonly log: Log;
}

export interface ClockWatch {
  /** Whether the time may be believed. Called before anything is said that cannot be taken back. */
  mayBelieve(now: string): Promise<boolean>;
  health(): ClockHealth;
}

/** More than any time server corrects while a machine is running, less than anything the law counts in. */
const STEP_MS = 5 * 60_000;
/** A system may stand still over the longest holidays; a clock that has gone further while nobody looked has been set wrong. */
const ABSENCE_MS = 7 * 86_400_000;
/** How old the remembered time may be. */
const SEEN_EVERY_MS = 30_000;

/**
 * Notices a clock that jumps: while running by a clock that cannot be set, after a start by the last time the database remembers. One server
 * that doubts stops the alarms of all, because an alarm that has been given cannot be taken back.
 */
export function watchClock({ marks, clock, elapsed, log }: Needs): ClockWatch {
  let health: ClockHealth = { state: 'up', since: clock.now() };
  let anchor: { readonly wall: number; readonly elapsed: number; readonly confirmations: number } | undefined;
  let seen = -Infinity;

  function turn(held: ClockHold | undefined): void {
    const state = held === undefined ? 'up' : 'degraded';
    if (health.state === state) return;
    health = held === undefined ? { state, since: clock.now() } : { state, since: held.since, detail: sentenceFor(held) };
    if (held === undefined) log.info({}, 'the clock has been confirmed, alarms are raised again');
    else log.error({ expected: held.expected, seen: held.seen }, 'the clock has jumped: no alarm is raised before an administrator has confirmed it');
  }

  /** What the clock should say, if this reading is one to doubt. */
  function expectedInstead(now: number, seenAt: number | undefined): number | undefined {
    if (anchor === undefined) return seenAt !== undefined && (seenAt - now > STEP_MS || now - seenAt > ABSENCE_MS) ? seenAt : undefined;
    const running = anchor.wall + (elapsed() - anchor.elapsed);
    return Math.abs(now - running) > STEP_MS ? running : undefined;
  }

  return {
    async mayBelieve(instant) {
      const now = Date.parse(instant);
      const mark = await marks.read();
      const confirmations = mark?.confirmations ?? 0;
      if (anchor !== undefined && anchor.confirmations !== confirmations) anchor = { wall: now, elapsed: elapsed(), confirmations };
      const expected = mark?.held === undefined ? expectedInstead(now, mark === undefined ? undefined : Date.parse(mark.seenAt)) : undefined;
      anchor ??= { wall: now, elapsed: elapsed(), confirmations };
      const held = mark?.held ?? (expected === undefined ? undefined : { since: instant, expected: new Date(expected).toISOString(), seen: instant });
      if (expected !== undefined && held !== undefined) await marks.hold(held);
      turn(held);
      if (held !== undefined) return false;
      if (elapsed() - seen >= SEEN_EVERY_MS) {
        await marks.see(instant);
        seen = elapsed();
      }
      return true;
    },
    health: () => health,
  };
}

const sentenceFor = ({ expected, seen }: ClockHold): string =>
  `Đồng hồ máy chủ đã nhảy từ ${local(expected)} sang ${local(seen)}. Cảnh báo thời hạn được giữ lại cho đến khi quản trị hệ thống xác nhận giờ đúng.`;

const local = (instant: string): string =>
  new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));
