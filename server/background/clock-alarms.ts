import type { Json } from '../../domain/canonical-json.ts';
import { alertsDue } from '../../domain/clock/alerts.ts';
import type { AlertKind } from '../../domain/clock/clock-facts.ts';
import type { Alert, ClockDates } from '../../domain/clock/clock.ts';
import { datesOf } from '../../domain/clock/dates-of.ts';
import type { OutboxDraft } from '../../domain/dossier/outbox.ts';
import { applyChange, type DossierRecord } from '../../domain/dossier/record.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';
import { reckoningOf } from '../usecases/reckoning-of.ts';
import type { ClockWatch } from './clock-watch.ts';

interface Needs extends Pick<Ports, 'dossiers' | 'readModels' | 'releases' | 'calendars' | 'clock'> {
  readonly watch: Pick<ClockWatch, 'mayBelieve'>;
  readonly failpoint: Failpoint;
  readonly log: Log;
}

export interface ClockAlarms {
  /**
   * Writes down what the clocks of open dossiers have to say by now: due soon, overdue, apology late, supplement timed out. Reads only the
   * dossiers that are due.
   * @param goesOn asked again and again: false when another server sweeps now
   * @returns how many dossiers were given something to say
   */
  round(goesOn: () => Promise<boolean>): Promise<number>;
}

const BATCH = 200;
/** Many fall due at one hour, and the database writes some together faster than one after the other. */
const TOGETHER = 10;

/** Those a diagram may catch with an event sub-process. */
const TOLD: ReadonlySet<AlertKind> = new Set<AlertKind>(['clock-due-soon', 'clock-overdue']);

export function createClockAlarms(needs: Needs): ClockAlarms {
  const { dossiers, readModels, clock, watch, failpoint, log } = needs;

  /** The dossier itself decides what it has said: whoever comes second finds it written. */
  async function raise(dossierId: string, now: string): Promise<boolean> {
    let raised = false;
    await dossiers.change(dossierId, async (record) => {
      const dates = datesOf(record.state.clock, await reckoningOf(needs, record.state));
      const due = alertsDue(dates, now);
      raised = due.length > 0;
      return raised ? withAlerts(record, due, dates, now) : record;
    });
    return raised;
  }

  /** One that cannot be read or written keeps no other from speaking. */
  async function raiseOne(dossierId: string, now: string): Promise<boolean> {
    failpoint('alarm.beforeWrite');
    try {
      return await raise(dossierId, now);
    } catch (error) {
      log.warn({ err: error, dossierId }, 'an alarm could not be written, the next round tries again');
      return false;
    } finally {
      failpoint('alarm.afterWrite');
    }
  }

  return {
    async round(goesOn) {
      const now = clock.now();
      if (!(await watch.mayBelieve(now))) return 0;
      let raised = 0;
      for (let page = await readModels.dueClocks(now, BATCH); page.length > 0; page = await readModels.dueClocks(now, BATCH, page.at(-1))) {
        for (let first = 0; first < page.length; first += TOGETHER) {
          if (!(await goesOn())) return raised;
          const done = await Promise.all(page.slice(first, first + TOGETHER).map(({ dossierId }) => raiseOne(dossierId, now)));
          raised += done.filter(Boolean).length;
        }
        if (page.length < BATCH) break;
      }
      return raised;
    },
  };
}

function withAlerts(record: DossierRecord, due: readonly Alert[], dates: ClockDates, now: string): DossierRecord {
  const entries = due.map((alert) => ({ kind: alert.kind, at: now, data: dataOf(alert, dates) }));
  const outbox = due
    .filter(({ kind }) => TOLD.has(kind))
    .map(({ kind }): OutboxDraft => ({ kind: 'publish-message', message: kind, correlationKey: record.id, variables: {}, fleeting: true }));
  return applyChange(record, { entries, outbox });
}

function dataOf({ at, supplementId }: Alert, { dueAt }: ClockDates): Record<string, Json> {
  return { passedAt: at, ...(dueAt === undefined ? {} : { dueAt }), ...(supplementId === undefined ? {} : { supplementId }) };
}
