import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { GRPC } from './engine-error.ts';

/** One answer to "any jobs?" as it streams in: `data` carries jobs, `end` or `error` end it. */
interface Poll extends EventEmitter {
  cancel(): void;
}

type OpenPoll = (request: unknown) => Promise<Poll | { readonly error: unknown } | undefined>;

export interface PollObserver {
  /** When the gateway last answered a poll: with jobs, without, or with a refusal. */
  readonly lastSign: () => number;
  /**
   * No further polls. The open one may still end by itself for a moment: jobs on their way to a cancelled poll are lost until their
   * time-out. Under load polls end at once, so only idle ones are cancelled.
   */
  readonly stop: () => Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const GRACE_MS = 1_000;

/**
 * Stands between a worker of the library and its polls, at the one method it polls through: notes each sign of life, and waits longer
 * and longer while the gateway refuses (the library's own back-off has no effect).
 */
export function observePolls(worker: { readonly grpcClient: { activateJobsStream: OpenPoll } }): PollObserver {
  const { grpcClient } = worker;
  const open = grpcClient.activateJobsStream;
  let lastSign = Date.now();
  let pauseMs = 0;
  let stopped = false;
  let current: Poll | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  const watch = (poll: Poll) => {
    current = poll;
    poll.on('data', () => {
      lastSign = Date.now();
    });
    poll.on('status', ({ code }: { code: number }) => {
      // a refusal is a sign of life too, unless it is our own end of the line that gave up
      if (code !== GRPC.unavailable && code !== GRPC.cancelled) lastSign = Date.now();
      pauseMs = code === 0 ? 0 : Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
    });
    return new Promise((resolve) => poll.once('end', resolve).once('error', resolve));
  };
  grpcClient.activateJobsStream = async (request) => {
    if (pauseMs > 0) await sleep(pauseMs, undefined, { ref: false });
    if (stopped) return { error: new Error('The worker has stopped') };
    const opening = open(request);
    ended = opening.then((poll) => (isPoll(poll) ? watch(poll) : undefined));
    return (await opening) ?? { error: new Error('The client is closed') };
  };
  return {
    lastSign: () => lastSign,
    async stop() {
      stopped = true;
      const enough = new AbortController();
      await Promise.race([ended, sleep(GRACE_MS, undefined, { signal: enough.signal })]);
      enough.abort();
      if (current !== undefined) giveUp(current);
    },
  };
}

function isPoll(answer: Awaited<ReturnType<OpenPoll>>): answer is Poll {
  return answer !== undefined && !('error' in answer);
}

/** The library hides the end of a poll while it closes, its own timer included, which would keep the process alive: so the end is told here. */
function giveUp(poll: Poll): void {
  poll.cancel();
  poll.emit('end');
}
