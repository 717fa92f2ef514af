import { fullName } from './plan.ts';
import type { Played, Told } from './play.ts';
import type { Scenario } from './scenario.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'medium' });
const WHO_WIDTH = 22;
const WHAT_WIDTH = 48;

export const introduction = (scenario: Scenario): string => `\n▶ ${fullName(scenario)}: ${scenario.title.vi}`;

export const skipLine = (scenario: Scenario, why: string): string => `– ${fullName(scenario)} is not played: it ${why}`;

/** When, who, what, which dossier. */
export const stepLine = (at: Date, name: string, { what, code }: Told): string =>
  `  ${CLOCK.format(at)}  ${name.padEnd(WHO_WIDTH)}  ${what.padEnd(WHAT_WIDTH)}  ${code ?? ''}`.trimEnd();

export function summary(played: readonly Played[]): string {
  const failed = played.filter(({ problem }) => problem !== undefined).length;
  const seconds = Math.round(played.reduce((sum, one) => sum + one.seconds, 0));
  const verdict = failed === 0 ? 'all ended as their scenarios say' : `${String(failed)} did not end as their scenarios say`;
  return `\n${played.length === 1 ? '1 dossier' : `${String(played.length)} dossiers`} in ${String(seconds)} s: ${verdict}.`;
}

/** Whether every dossier ended as its scenario says; nothing played holds nothing. */
export const holds = (played: readonly Played[]): boolean => played.length > 0 && played.every(({ problem }) => problem === undefined);

/** The one line for other programs. */
export function summaryLine(played: readonly Played[]): string {
  const dossiers = played.map(({ scenario, code, procedure, status, entries, seconds }) => ({ scenario, code, procedure, status, entries, seconds }));
  return JSON.stringify({ ok: holds(played), dossiers });
}
