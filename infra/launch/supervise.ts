import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from './launch-error.ts';
import type { Part } from './part.ts';

export interface Supervision {
  readonly parts: readonly Part[];
  readonly say: (line: string) => void;
  /** True from the moment the system is being stopped: deaths are then wanted. */
  readonly isStopping: () => boolean;
  /** Called once, when a part dies again and again. */
  readonly giveUp: (why: string) => void;
  readonly now?: () => number;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

const MOST_DEATHS = 6;
const WITHIN_MS = 120_000;
const LONGEST_PAUSE_MS = 5_000;

/** Starts each part again that dies, on the data it had. */
export function supervise(supervision: Supervision): void {
  for (const part of supervision.parts) void watch(part, supervision);
}

async function watch(part: Part, { say, isStopping, giveUp, now = Date.now, pause = sleep }: Supervision): Promise<void> {
  const deaths: number[] = [];
  let end = await part.child().exited;
  while (!isStopping()) {
    deaths.push(now());
    const recent = deaths.filter((at) => now() - at < WITHIN_MS).length;
    if (recent > MOST_DEATHS) {
      giveUp(`${part.name} ${end}, for the ${String(recent)}th time within ${String(WITHIN_MS / 1000)} s.`);
      return;
    }
    say(`${part.name} ${end}; starting it again.`);
    // the first time at once, then ever later
    await pause(recent === 1 ? 0 : Math.min(LONGEST_PAUSE_MS, 250 * 2 ** recent));
    if (!isStopping()) end = await attempt(part, say, isStopping);
  }
}

/** Returns how the process ended: at once when it could not be started, else whenever it dies. */
async function attempt(part: Part, say: (line: string) => void, isStopping: () => boolean): Promise<string> {
  try {
    await part.restart();
    if (!isStopping()) say(`${part.name} is back.`);
    return await part.child().exited;
  } catch (error) {
    return `could not be started again: ${messageOf(error)}`;
  }
}
