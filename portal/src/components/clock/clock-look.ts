import type { ClockView, DossierRow, InboxItem } from '../../api/contract.ts';

/** The words of the clock. `past-hour`: the promised hour is over, the day is not; the law's own lateness begins after that day. */
export const CLOCK_LOOKS = ['overdue', 'past-hour', 'due-soon', 'running', 'paused', 'early', 'on-time', 'late', 'stopped', 'not-started'] as const;
export type ClockLook = (typeof CLOCK_LOOKS)[number];

export type ClockFacts = Pick<ClockView, 'state' | 'punctuality' | 'dueAt' | 'remaining'>;

/** Which word, sign and colour the state of a clock has. */
export function lookOf({ state, punctuality, dueAt }: Omit<ClockFacts, 'remaining'>, now: Date): ClockLook {
  if (state === 'stopped') return punctuality ?? 'stopped';
  const promiseOver = dueAt !== undefined && now.getTime() > Date.parse(dueAt);
  return promiseOver && (state === 'running' || state === 'due-soon') ? 'past-hour' : state;
}

/** Green, amber, red, grey: the colours officers know. They only repeat the sign and the word. */
export const TONE_OF = {
  overdue: 'late',
  'past-hour': 'soon',
  'due-soon': 'soon',
  running: 'ok',
  paused: 'pause',
  early: 'ok',
  'on-time': 'ok',
  late: 'late',
  stopped: 'pause',
  'not-started': 'pause',
} as const satisfies Record<ClockLook, string>;

/** What a table knows of a clock: instants, which do not grow old while the page is open. */
export type ClockRow = Pick<InboxItem, 'dueAt' | 'dueSoonAt' | 'overdueAt' | 'pausedSince' | 'stoppedAt' | 'remaining'> & Pick<DossierRow, 'punctuality'>;

/** The clock of a row at this moment. */
export function clockOfRow({ dueAt, dueSoonAt, overdueAt, pausedSince, stoppedAt, remaining, punctuality }: ClockRow, now: Date): ClockFacts {
  const passed = (instant: string | undefined): boolean => instant !== undefined && now.getTime() >= Date.parse(instant);
  const running = passed(overdueAt) ? 'overdue' : passed(dueSoonAt) ? 'due-soon' : 'running';
  const state = stoppedAt !== undefined ? 'stopped' : dueAt === undefined ? 'not-started' : pausedSince !== undefined ? 'paused' : running;
  return { state, punctuality, dueAt, remaining };
}
