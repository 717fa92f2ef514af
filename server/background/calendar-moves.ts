import type { CalendarMoves, CalendarRecord } from '../../domain/calendar/calendar-record.ts';
import type { Leases } from '../ports/leases.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';
import { adoptCalendar } from '../usecases/calendar/adopt-calendar.ts';
import { calendarShelf } from '../usecases/calendar/calendar-shelf.ts';

interface Needs extends Pick<Ports, 'calendars' | 'dossiers' | 'releases' | 'clock'> {
  readonly leases: Leases;
  /** Names this process among several servers. */
  readonly holder: string;
  readonly log: Log;
}

export interface CalendarMover {
  /** One batch of dossiers; how many were looked at. 0: there is nothing to do now. */
  round(): Promise<number>;
  stop(): Promise<void>;
}

const PERIOD_MS = 1_000;
const LEASE = 'calendar-moves';
const LEASE_MS = 10_000;
const BATCH = 100;
/** A step that had read the older calendar has written its receipt by then, or has been given up by the engine. */
const LATE_RECEIPTS_MS = 120_000;

/**
 * Brings open dossiers under a newly confirmed calendar, batch by batch. The version itself says how far it has come, so any server may go on
 * where another one died: what lies between the last note and the death is looked at twice and written once.
 */
export function startCalendarMover(needs: Needs): CalendarMover {
  const { calendars, leases, holder, clock, log } = needs;
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();

  async function round(): Promise<number> {
    if (!(await leases.hold(LEASE, holder, LEASE_MS))) return 0;
    const record = await calendars.moving(clock.now());
    return record?.moves === undefined ? 0 : moveBatch(needs, record, record.moves);
  }

  const timer = setInterval(() => {
    running = running
      .then(async () => {
        while (!stopped && (await round()) > 0);
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'dossiers could not be brought under the new calendar, trying again');
      });
  }, PERIOD_MS);
  timer.unref();

  return {
    round,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
      await leases.release(LEASE, holder).catch(() => undefined);
    },
  };
}

async function moveBatch(needs: Needs, record: CalendarRecord, before: CalendarMoves): Promise<number> {
  const { calendars, dossiers, leases, holder, clock, log } = needs;
  const page = await dossiers.counting(before.after, BATCH);
  const shelf = calendarShelf(needs, [record.data]);
  const sums = { looked: 0, adopted: 0, moved: 0, failed: 0 };
  for (const { id } of page) {
    // A batch may take longer than the lease; whoever lost it leaves the rest to the other
    if (!(await leases.hold(LEASE, holder, LEASE_MS))) return 0;
    const { outcome, repeated } = await adoptCalendar(needs, shelf, id, record);
    if (outcome === 'failed') log.error({ dossierId: id, calendarVersion: record.version }, 'a due date cannot be computed with the new calendar');
    // The second time round only what the first has missed is new
    const counts = before.state === 'running' || (!repeated && outcome !== 'failed');
    if (before.state === 'running') sums.looked++;
    if (counts && outcome !== 'untouched') sums[outcome]++;
  }
  const { state, nextAt } = before;
  const counted = {
    looked: before.looked + sums.looked,
    adopted: before.adopted + sums.adopted,
    moved: before.moved + sums.moved,
    failed: before.failed + sums.failed,
  };
  const last = page.length < BATCH ? undefined : page.at(-1)?.id;
  await calendars.noteMoves(
    record.version,
    before,
    last === undefined ? { ...counted, ...nextPass(before, clock.now()) } : { ...counted, state, after: last, nextAt },
  );
  return page.length;
}

function nextPass({ state, nextAt }: CalendarMoves, now: string): Pick<CalendarMoves, 'state' | 'nextAt'> {
  if (state !== 'running') return { state: 'done', nextAt };
  return { state: 'checking', nextAt: new Date(Date.parse(now) + LATE_RECEIPTS_MS).toISOString() };
}
