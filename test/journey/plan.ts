import type { Submission } from '../../contract/endpoints/dossiers.ts';
import type { ReturnChannel } from '../../contract/vocabulary.ts';
import { WrongUsage } from './arguments.ts';
import type { Scenario } from './scenario.ts';

export interface DemoOfficer {
  readonly username: string;
  readonly name: string;
  readonly assignments: readonly { readonly agency: string; readonly roles: readonly string[] }[];
}

export interface Plan {
  readonly play: readonly Scenario[];
  readonly skip: readonly { readonly scenario: Scenario; readonly why: string }[];
}

export const fullName = ({ procedure, scenario }: Scenario): string => `${procedure}/${scenario}`;

/**
 * What to play and what not. A scenario that lives on a legal limit running out needs days that nobody can shorten on a running system.
 * @throws WrongUsage for a name that no scenario has, or when nothing is left to play
 */
export function planJourney(scenarios: readonly Scenario[], wanted: readonly string[]): Plan {
  const isCalled =
    (name: string) =>
    (scenario: Scenario): boolean =>
      name === scenario.scenario || name === fullName(scenario);
  for (const name of wanted) {
    if (!scenarios.some(isCalled(name))) throw new WrongUsage(`There is no scenario ${name}. There are: ${scenarios.map(fullName).join(', ')}.`);
  }
  const chosen = wanted.length === 0 ? scenarios : scenarios.filter((scenario) => wanted.some((name) => isCalled(name)(scenario)));
  const play = chosen.filter((scenario) => limitToPass(scenario) === undefined);
  const skip = chosen.flatMap((scenario) => {
    const why = limitToPass(scenario);
    return why === undefined ? [] : [{ scenario, why }];
  });
  if (play.length === 0)
    throw new WrongUsage(`Nothing to play: ${skip.map(({ scenario, why }) => `${fullName(scenario)} ${why}`).join('; ') || 'no scenario was found'}.`);
  return { play, skip };
}

function limitToPass({ script }: Scenario): string | undefined {
  for (const step of script) {
    if ('expectSilence' in step) return `waits until the legal limit of ${step.expectSilence}'s opinion has passed`;
    if ('expectSupplementLate' in step) return 'waits until the legal limit for the supplement has passed';
    if ('expectRemedyLate' in step) return 'waits until the legal limit for the remedy has passed';
    if ('expectClock' in step) return `waits until the dossier is ${step.expectClock.replace('-', ' ')}`;
  }
  return undefined;
}

/** What the counter sends; the examples name the way of return once, in the intake form. */
export function submissionOf({ procedure, submission }: Scenario): Submission {
  const { returnChannel = submission.form['returnChannel'] as ReturnChannel, ...rest } = submission;
  return { ...rest, procedure, returnChannel, attachments: [] };
}

const DAY_MS = 86_400_000;
const VIETNAMESE_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });

/** `YYYY-MM-DD` */
export const vietnameseDay = (at: Date | number): string => VIETNAMESE_DAY.format(at);

/** A form as it is filled in today: `today+5` is the date in five days. */
export function datesIn(form: Readonly<Record<string, unknown>>, today: Date): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(form).map(([field, value]) => {
      const days = typeof value === 'string' ? /^today([+-]\d{1,3})$/.exec(value)?.[1] : undefined;
      return [field, days === undefined ? value : vietnameseDay(today.getTime() + Number(days) * DAY_MS)];
    }),
  );
}

/** Who receives it: the officer who will look at it first where the script says so, else the first one at that counter. */
export function receiverOf({ script, submission }: Scenario, officers: readonly DemoOfficer[]): string {
  const receives = ({ assignments }: DemoOfficer): boolean =>
    assignments.some(({ agency, roles }) => agency === submission.receivingAgency && roles.includes('RECEPTION_OFFICER'));
  const first = script[0];
  const named = first !== undefined && 'by' in first ? officers.find(({ username }) => username === first.by) : undefined;
  const receiver = named !== undefined && receives(named) ? named : officers.find(receives);
  if (receiver === undefined) throw new TypeError(`Nobody receives dossiers at ${submission.receivingAgency} in server/demo/officers.json.`);
  return receiver.username;
}
