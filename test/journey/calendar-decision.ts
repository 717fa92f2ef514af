import { randomUUID } from 'node:crypto';
import type { DossierView } from '../../contract/dossier-views.ts';
import type { CalendarContent, CalendarOverview } from '../../contract/endpoints/calendar.ts';
import { ENDPOINTS } from '../../contract/endpoints.ts';
import type { Client } from './client.ts';
import { vietnameseDay } from './plan.ts';
import type { ScriptStep } from './scenario.ts';
import { eventually } from './wait.ts';

export type CalendarStep = Extract<ScriptStep, { calendarDecision: unknown }>;

/** A decision that cannot be taken on this system as it stands, or that has not done what it should. */
export class CalendarStuck extends Error {
  override readonly name = 'CalendarStuck';
}

/** The due date goes out when a day is closed, and comes back when it is opened again. */
export interface CalendarPlan {
  readonly closes: boolean;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Number of the decision. */
  readonly number: string;
  readonly reason: string;
  readonly content: CalendarContent;
  /** Of our own proposal that an earlier journey has left open; 0 begins one. */
  readonly revision: number;
}

export interface CalendarMoved {
  readonly plan: CalendarPlan;
  /** ISO instants. */
  readonly from: string;
  readonly to: string;
}

/** All open dossiers of the system are looked at; a journey does not wait for them longer than this. */
const MOVES_MS = 120_000;

/** `2026-11-27` → `27/11/2026` */
export const dateText = (date: string): string => date.split('-').reverse().join('/');

/**
 * Which day the dossier's own agency closes, or opens again when an earlier journey has closed one that this dossier leaves out: either way its
 * due date moves.
 * @param today `YYYY-MM-DD` in Việt Nam; what has passed is not decided any more
 * @throws CalendarStuck when somebody else's proposal is open, or when the dossier counts fewer days than the script asks for
 */
export function planCalendar(
  { current, proposal }: Pick<CalendarOverview, 'current' | 'proposal'>,
  { competentAgency, lines }: { readonly competentAgency: string; readonly lines: DossierView['clock']['lines'] },
  { calendarDecision: { day, name, issuedAs }, proposedBy }: CalendarStep,
  today: string,
): CalendarPlan {
  const number = `${String(current.version + 1)}/${issuedAs}`;
  assertFree(proposal, number, proposedBy);
  const { exceptions } = current.content;
  const ahead = lines.filter((line) => line.date > today);
  const closure = exceptions.find(
    ({ date, kind, agency, document = '' }) =>
      kind === 'LOCAL_CLOSED' && agency === competentAgency && document.endsWith(`/${issuedAs}`) && ahead.some((line) => line.date === date),
  );
  const date = closure?.date ?? ahead.filter(({ counted }) => counted)[Number(day.slice(-1)) - 1]?.date;
  if (date === undefined) throw new CalendarStuck(`The dossier counts too few days from tomorrow on: ${day} is not among them`);
  return {
    closes: closure === undefined,
    date,
    number,
    reason: `${closure === undefined ? 'Đóng cửa' : 'Thôi đóng cửa'} ngày ${dateText(date)} (${name})`,
    content: {
      ...current.content,
      exceptions:
        closure === undefined
          ? [...exceptions, { date, kind: 'LOCAL_CLOSED', name, document: number, agency: competentAgency }]
          : exceptions.filter((one) => one !== closure),
    },
    revision: proposal?.revision ?? 0,
  };
}

/** A proposal under our number by our officer alone is what a journey that broke off has left. */
function assertFree(proposal: CalendarOverview['proposal'], number: string, proposedBy: string): void {
  if (proposal === undefined || (proposal.decision === number && proposal.authors.every(({ id }) => id === proposedBy))) return;
  const authors = proposal.authors.map(({ name }) => name).join(', ');
  throw new CalendarStuck(
    `Another proposal for the calendar is open (${proposal.decision ?? 'no number'}, ${authors}): it must be confirmed or discarded first`,
  );
}

/**
 * Proposes and confirms another calendar, each as the officer who may, and waits until the dossier has another due date by that decision.
 * @throws CalendarStuck, NotSeen, Refused
 */
export async function decideCalendar(client: Client, step: CalendarStep, read: () => Promise<DossierView>): Promise<CalendarMoved> {
  const { proposedBy, confirmedBy } = step;
  const overview = await eventually(
    client,
    'the end of the moves by the calendar in force',
    async () => {
      const seen = await client.call(proposedBy, ENDPOINTS.getCalendar, {});
      return seen.current.moves?.state === 'running' ? undefined : seen;
    },
    MOVES_MS,
  );
  const before = await eventually(client, 'the due date of the dossier', async () => {
    const { competentAgency, clock } = await read();
    return clock.dueAt === undefined ? undefined : { competentAgency, lines: clock.lines, dueAt: clock.dueAt };
  });
  const plan = planCalendar(overview, before, step, vietnameseDay(new Date()));
  const { number, reason, content, revision } = plan;
  const version = overview.current.version + 1;
  const { proposal } = await client.call(proposedBy, ENDPOINTS.proposeCalendar, {
    body: { version, revision, decision: number, reason, content },
    idempotencyKey: randomUUID(),
  });
  if (proposal?.decision !== number) throw new CalendarStuck(`The proposal ${number} was gone before it could be confirmed`);
  await client.call(confirmedBy, ENDPOINTS.confirmCalendar, { body: { version, revision: proposal.revision }, idempotencyKey: randomUUID() });
  return { plan, from: before.dueAt, to: await movedTo(client, plan, before.dueAt, read) };
}

async function movedTo(client: Client, { number, closes }: CalendarPlan, from: string, read: () => Promise<DossierView>): Promise<string> {
  const to = await eventually(
    client,
    `the move of the due date by ${number}`,
    async () => {
      const { moves, dueAt } = (await read()).clock;
      return moves.some(({ kind, document }) => kind === 'calendar' && document === number) ? dueAt : undefined;
    },
    MOVES_MS,
  );
  const moved = Date.parse(to) - Date.parse(from);
  if (closes ? moved <= 0 : moved >= 0) throw new CalendarStuck(`${number} should have moved the due date ${closes ? 'out' : 'back'}, from ${from} to ${to}`);
  return to;
}
