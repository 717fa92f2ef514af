import type { DossierRecord } from '../../domain/dossier/record.ts';
import type { ClockAlarms } from './clock-alarms.ts';
import type { Leases } from '../ports/leases.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';
import type { Relay } from './relay.ts';
import type { Settler } from './settler.ts';

interface Needs extends Pick<Ports, 'dossiers' | 'clock'> {
  readonly leases: Leases;
  readonly relay: Relay;
  readonly settler: Settler;
  readonly alarms: ClockAlarms;
  /** Names this process among several servers. */
  readonly holder: string;
  readonly log: Log;
}

export interface Sweeper {
  /** One round: settles and relays what a dead process left behind, and now and then looks at the clocks. `eager` does not wait for back-off: the engine is back. */
  sweep(eager?: boolean): Promise<number>;
  stop(): Promise<void>;
}

const PERIOD_MS = 1_000;
const LEASE_MS = 5_000;
const BATCH = 200;
const EAGER_MS = 60_000;
/** Rounds between two looks at the clocks of the dossiers: an alarm is written within a minute. */
const ROUNDS_PER_LOOK = 10;

export function startSweeper({ dossiers, clock, leases, relay, settler, alarms, holder, log }: Needs): Sweeper {
  let stopped = false;
  let rounds = 0;
  let running: Promise<unknown> = Promise.resolve();

  async function sweep(eager = false): Promise<number> {
    if (!(await leases.hold('sweeper', holder, LEASE_MS))) return 0;
    const now = clock.now();
    const until = eager ? new Date(Date.parse(now) + EAGER_MS).toISOString() : now;
    const due = await dossiers.due(until, BATCH);
    for (const record of due) {
      // A round may take longer than the lease; whoever lost it stops
      if (!(await leases.hold('sweeper', holder, LEASE_MS))) break;
      try {
        await sweepOne(record, until);
      } catch (error) {
        log.warn({ err: error, dossierId: record.id }, 'a dossier could not be swept, the next round tries again');
      }
    }
    if (rounds++ % ROUNDS_PER_LOOK === 0) await alarms.round(() => leases.hold('sweeper', holder, LEASE_MS));
    return due.length;
  }

  async function sweepOne(record: DossierRecord, until: string): Promise<void> {
    await settler.settle(record);
    await relay.tellDue(record, until);
    // Settled entries leave the document with the next write; when nobody else writes, this is it
    if (record.pending.length > 0) await dossiers.change(record.id, (current) => trimmed(current, record.head.seq));
  }

  const timer = setInterval(() => {
    running = running
      .then(async () => {
        if (!stopped) await sweep();
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'sweeping failed, trying again');
      });
  }, PERIOD_MS);
  timer.unref();

  return {
    sweep,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
      await leases.release('sweeper', holder).catch(() => undefined);
    },
  };
}

/** Always another record, so that it is written even when the store has dropped the settled entries on loading. */
function trimmed<R extends { readonly pending: readonly { readonly seq: number }[] }>(record: R, upTo: number): R {
  return { ...record, pending: record.pending.filter(({ seq }) => seq > upTo) };
}
