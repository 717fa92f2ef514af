import type { Channel, PortalStatus } from '../../contract/vocabulary.ts';
import type { ClockDates, Punctuality, Reckoning } from '../clock/clock.ts';
import { datesOf } from '../clock/dates-of.ts';
import { taskDue } from '../clock/task-due.ts';
import { reveal } from '../history/commitment.ts';
import type { DossierRecord } from './record.ts';
import { isClosed, type DossierState, type OpenTask } from './state.ts';

/** What a row keeps of the clock: instants, never a state that passes by itself. What is left is computed when the row is read. */
export interface RowDates {
  readonly calendarVersion?: number;
  readonly dueAt?: string;
  readonly dueSoonAt?: string;
  readonly overdueAt?: string;
  readonly pausedSince?: string;
  readonly finishedAt?: string;
}

/** What an inbox shows of a dossier: its open tasks, and the waits a person can end. */
export interface InboxLine extends RowDates {
  readonly key: string;
  readonly kind: 'task' | 'fee' | 'supplement';
  readonly dossierId: string;
  readonly dossierVersion: number;
  readonly code?: string;
  readonly procedure: string;
  readonly release: number;
  readonly applicantName: string;
  readonly applicantId: string;
  readonly name: string;
  readonly elementId: string;
  readonly groups: readonly string[];
  readonly agency: string;
  readonly assignee?: string;
  readonly channel: Channel;
  readonly status: PortalStatus;
  readonly createdAt: string;
  /** What the inbox is sorted by: the due date, or the far future. ISO instant in UTC. */
  readonly sortAt: string;
  readonly competentAgency: string;
  /** By when the task itself is to be done. */
  readonly taskDueAt?: string;
  readonly deciding: boolean;
  readonly hasIncident: boolean;
}

export interface ListLine extends RowDates {
  readonly id: string;
  readonly version: number;
  readonly code?: string;
  readonly procedure: string;
  readonly release: number;
  readonly applicantName: string;
  readonly applicantId: string;
  readonly status: PortalStatus;
  readonly agencies: readonly string[];
  readonly receivingAgency: string;
  readonly competentAgency: string;
  readonly submittedAt: string;
  readonly punctuality?: Punctuality;
  /** When the sweeper next has something to write about this dossier. ISO instant in UTC. */
  readonly clockWakeAt?: string;
  readonly closedAt?: string;
  readonly updatedAt: string;
  readonly hasIncident: boolean;
}

const NO_DATE = '9999-12-31T00:00:00.000Z';

const WAIT_NAMES = { fee: 'Thu phí, lệ phí', supplement: 'Chờ bổ sung giấy tờ' } as const;

export interface DossierRows {
  readonly inbox: readonly InboxLine[];
  readonly row: ListLine;
}

/** Every row of a dossier, with dates by the rules of its release and the calendars its history names. */
export function rowsOf(record: DossierRecord, reckoning: Reckoning): DossierRows {
  const dates = datesOf(record.state.clock, reckoning);
  return { inbox: inboxLines(record, dates, reckoning), row: listLine(record, dates) };
}

function inboxLines(record: DossierRecord, dates: ClockDates, reckoning: Reckoning): readonly InboxLine[] {
  const { state } = record;
  if (isClosed(state)) return [];
  const common = {
    dossierId: state.id,
    dossierVersion: record.version,
    procedure: state.procedure,
    release: state.release,
    ...applicantOf(record),
    channel: state.channel,
    status: state.status,
    ...(state.code === undefined ? {} : { code: state.code }),
    hasIncident: Object.keys(state.incidents).length > 0,
    competentAgency: state.competentAgency,
    ...rowDates(dates),
    sortAt: dates.dueAt === undefined ? NO_DATE : new Date(dates.dueAt).toISOString(),
  };
  const tasks = Object.values(state.tasks).map((task) => ({
    ...common,
    key: task.key,
    kind: 'task' as const,
    name: task.name,
    elementId: task.elementId,
    groups: task.groups,
    agency: agencyOf(task.groups, state),
    createdAt: task.createdAt,
    deciding: task.decision !== undefined,
    ...(task.assignee === undefined ? {} : { assignee: task.assignee }),
    ...taskDueOf(task, state, reckoning),
  }));
  const fees = Object.values(state.fees)
    .filter((fee) => fee.status === 'requested')
    .map((fee) => wait('fee', fee.id, paidAt(state), fee.at));
  const supplements = Object.values(state.supplements)
    .filter((one) => one.answeredAt === undefined && one.closedAt === undefined)
    .map((one) => wait('supplement', one.id, broughtTo(state), one.requestedAt));
  return [...tasks, ...fees, ...supplements];

  function wait(kind: 'fee' | 'supplement', key: string, groups: readonly string[], createdAt: string): InboxLine {
    return { ...common, key, kind, name: WAIT_NAMES[kind], elementId: '', groups, agency: agencyOf(groups, state), createdAt, deciding: false };
  }
}

function listLine(record: DossierRecord, dates: ClockDates): ListLine {
  const { state } = record;
  return {
    id: state.id,
    version: record.version,
    procedure: state.procedure,
    release: state.release,
    ...applicantOf(record),
    status: state.status,
    agencies: [...new Set([state.receivingAgency, state.competentAgency, state.returnAgency, ...state.consultedAgencies])],
    receivingAgency: state.receivingAgency,
    competentAgency: state.competentAgency,
    submittedAt: state.submittedAt,
    updatedAt: state.listedAt,
    hasIncident: Object.keys(state.incidents).length > 0,
    ...(state.code === undefined ? {} : { code: state.code }),
    ...rowDates(dates),
    ...(dates.punctuality === undefined ? {} : { punctuality: dates.punctuality }),
    ...(dates.wakeAt === undefined ? {} : { clockWakeAt: dates.wakeAt }),
    ...(state.closedAt === undefined ? {} : { closedAt: state.closedAt }),
  };
}

const ROW_DATES = ['calendarVersion', 'dueAt', 'dueSoonAt', 'overdueAt', 'pausedSince', 'finishedAt'] as const;
const rowDates = (dates: ClockDates): RowDates => Object.fromEntries(ROW_DATES.flatMap((key) => (dates[key] === undefined ? [] : [[key, dates[key]]])));

function taskDueOf(task: OpenTask, state: DossierState, { rules, calendarOf }: Reckoning): { taskDueAt?: string } {
  const { calendarVersion } = state.clock;
  if (calendarVersion === undefined || task.timeLimit === undefined) return {};
  const due = taskDue(task, rules, calendarOf(calendarVersion, agencyOf(task.groups, state)));
  return due === undefined ? {} : { taskDueAt: due.dueAt };
}

/** Whoever of the dossier's own agencies the applicant pays, may take the money (the policy's confirm-fee). */
const paidAt = (state: DossierState): readonly string[] =>
  [...new Set([state.receivingAgency, state.competentAgency, state.returnAgency])].map((agency) => `${agency}:CASHIER`);

/** Supplements go through the one-stop unit, never to the specialist (NĐ 61/2018, Điều 5, 17, 19). */
const broughtTo = (state: DossierState): readonly string[] =>
  [...new Set([state.receivingAgency, state.returnAgency])].map((agency) => `${agency}:RECEPTION_OFFICER`);

/** Name and masked ID number; an erased value shows as a dash. */
function applicantOf({ state, secrets }: DossierRecord): { applicantName: string; applicantId: string } {
  const text = (field: string): string => {
    const value = reveal(state.applicant[field], secrets);
    return typeof value === 'string' ? value : '—';
  };
  return { applicantName: text('name'), applicantId: text('idMasked') };
}

/** The agency a task is for. */
export const agencyOf = (groups: readonly string[], state: DossierState): string => groups[0]?.split(':')[0] ?? state.competentAgency;
