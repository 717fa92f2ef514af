import type { Alert, ClockDates } from './clock.ts';
import type { ClockFacts } from './clock-facts.ts';

type Dates = { readonly [K in 'dueSoonAt' | 'overdueAt' | 'apologyDueAt' | 'pausedSince']?: string | undefined } & {
  readonly restartedAt?: string | undefined;
};

/**
 * What has to be written down, and when, of all that has not been. Each cause once; a limit that was counted again from the start is a new cause.
 * While the clock stands, only the wait itself can come to its end.
 */
export function alertsOf(facts: ClockFacts, { dueSoonAt, overdueAt, apologyDueAt, pausedSince, restartedAt }: Dates): Pick<ClockDates, 'alerts' | 'wakeAt'> {
  if (facts.finishedAt !== undefined) return { alerts: [] };
  const said = (kind: Alert['kind']): boolean =>
    facts.alerts.some((alert) => alert.kind === kind && (restartedAt === undefined || Date.parse(alert.at) >= Date.parse(restartedAt)));
  const dates: Alert[] = [];
  const expect = (kind: Alert['kind'], at: string | undefined): void => {
    if (at !== undefined && pausedSince === undefined && !said(kind)) dates.push({ kind, at: inUtc(at) });
  };
  expect('clock-due-soon', dueSoonAt);
  expect('clock-overdue', overdueAt);
  if (facts.apology === undefined) expect('apology-late', apologyDueAt);
  const waits = facts.pauses.flatMap(({ cause, key, to, dueAt }): readonly Alert[] => {
    const open = cause === 'supplement' && to === undefined && dueAt !== undefined && !facts.alerts.some(({ supplementId }) => supplementId === key);
    return open ? [{ kind: 'supplement-timed-out', at: inUtc(dueAt), supplementId: key }] : [];
  });
  const alerts = [...dates, ...waits].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return { alerts, ...(alerts[0] === undefined ? {} : { wakeAt: alerts[0].at }) };
}

const inUtc = (instant: string): string => new Date(instant).toISOString();

/** Those whose moment has passed. */
export const alertsDue = ({ alerts }: Pick<ClockDates, 'alerts'>, now: string): readonly Alert[] => alerts.filter(({ at }) => Date.parse(at) < Date.parse(now));
