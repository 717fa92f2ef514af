import type { AgencyId, Bilingual, PortalStatus } from '../../contract/vocabulary.ts';
import type { Json } from '../canonical-json.ts';
import type { Commitment } from '../history/commitment.ts';
import type { Entry, EntryKind } from '../history/entry.ts';
import { mayBecome } from '../status.ts';
import { ALERT_KINDS, type AlertKind, type ClockFacts, type PauseFact } from './clock-facts.ts';

/** What one entry says about time. Pure and total; the same object when it says nothing. */
export function evolveClock(facts: ClockFacts, entry: Entry): ClockFacts {
  const change = CHANGES[entry.kind];
  if (change === undefined) return facts;
  const stray = entry.engine !== undefined && facts.strayInstances.length > 0 && facts.strayInstances.includes(entry.engine.processInstanceKey);
  return stray && entry.kind !== 'process-started' ? facts : change(facts, entry.data as never, entry);
}

type Change = (facts: ClockFacts, data: never, entry: Entry) => ClockFacts;
interface Sides {
  readonly receivingAgency: AgencyId;
  readonly competentAgency: AgencyId;
  readonly calendarVersion?: number;
}

const SUPPLEMENT: Bilingual = { vi: 'Chờ bổ sung hồ sơ', en: 'Waiting for the supplement' };
/** In these statuses the applicant is waited for: supplement, payment. */
const APPLICANTS_TURN: readonly unknown[] = [5, 6];
const STOPPING: readonly PortalStatus[] = [3, 7, 8, 9, 10];

const CHANGES: Partial<Record<EntryKind, Change>> = {
  submitted: (facts, data: Sides) => opened(facts, data),
  'receipt-refused': (facts, data: Sides, { at }) => ({ ...opened(facts, data), status: 3, finishedAt: at }),
  'process-started': (facts, _data, { engine }) =>
    facts.processInstanceKey !== undefined || engine === undefined ? facts : { ...facts, processInstanceKey: engine.processInstanceKey },
  'second-instance-canceled': (facts, data: { processInstanceKey: string }) => ({
    ...facts,
    strayInstances: [...facts.strayInstances, data.processInstanceKey],
  }),
  received: (facts, data: { calendarVersion: number; dueAt: string }, { at }) => ({
    ...withStatus(facts, 2, at),
    calendarVersion: data.calendarVersion,
    receipt: { at, calendarVersion: data.calendarVersion, dueAt: data.dueAt },
    holders: [{ agency: facts.receivingAgency, from: at }],
  }),
  transferred: (facts, data: { to: { id: AgencyId }; competent?: boolean }, { at }) => {
    const competentAgency = data.competent === true ? data.to.id : facts.competentAgency;
    if (facts.receipt === undefined || facts.finishedAt !== undefined) return { ...facts, competentAgency };
    const arrived = facts.competentReceiptAt === undefined && data.to.id === competentAgency;
    return { ...facts, competentAgency, holders: [...facts.holders, { agency: data.to.id, from: at }], ...(arrived ? { competentReceiptAt: at } : {}) };
  },
  'element-activated': (facts, data: ActivatedData, entry) =>
    afterResult(afterPauseBegins(withStatus(facts, data.portalStatus, entry.at), data, entry), data, entry),
  'element-completed': elementLeft,
  'element-terminated': elementLeft,
  decided: (facts, _data, { actor }) => (actor === undefined ? facts : { ...facts, lastOfficer: actor.name }),
  'supplement-requested': (facts, data: { supplementId: string; dueAt: string; legalBasis?: string }, { at }) =>
    facts.finishedAt !== undefined
      ? facts
      : {
          ...facts,
          pauses: [
            ...facts.pauses,
            {
              cause: 'supplement',
              key: data.supplementId,
              from: at,
              reason: SUPPLEMENT,
              forApplicant: true,
              dueAt: data.dueAt,
              ...(data.legalBasis === undefined ? {} : { legalBasis: data.legalBasis }),
              ...begunBy(facts),
            },
          ],
        },
  'supplement-answered': (facts, data: { supplementId: string }, { at }) => ended(facts, data.supplementId, { to: at, answered: true }),
  'message-wait-ended': (facts, data: { messageName: string; correlationKey: string }, { at }) =>
    data.messageName === 'supplement-answered' ? ended(facts, data.correlationKey, { to: at }) : facts,
  // The answer came after the process had stopped waiting
  'decision-undone': (facts, data: { correlationKey?: string }) => ({
    ...facts,
    pauses: facts.pauses.map((pause) => (pause.key === data.correlationKey && pause.answered === true ? { ...pause, answered: false } : pause)),
  }),
  'apology-issued': (facts, data: { newDueAt: string; reason?: Commitment; number?: string; by?: string }, { at, actor }) =>
    facts.apology !== undefined || facts.finishedAt !== undefined
      ? facts
      : {
          ...facts,
          apology: {
            at,
            newDueAt: data.newDueAt,
            by: data.by ?? actor?.name ?? facts.lastOfficer ?? '',
            ...(data.reason === undefined ? {} : { reason: data.reason }),
            ...(data.number === undefined ? {} : { number: data.number }),
          },
        },
  'due-date-moved': calendarDecided,
  'calendar-adopted': calendarDecided,
  'dossier-stopped': (facts, _data, { at, actor }) => (actor === undefined ? facts : withStatus(facts, 8, at)),
  'task-created': (facts, data: { taskKey: string; groups?: readonly string[] }, { at }) => {
    const [agency = '', role] = data.groups?.[0]?.split(':') ?? [];
    if (role !== 'CONSULTED_AGENCY' || facts.finishedAt !== undefined) return facts;
    return { ...facts, consultations: [...facts.consultations, { taskKey: data.taskKey, agency, from: at }] };
  },
  'task-completed': consultationEnded,
  'task-canceled': consultationEnded,
  ...Object.fromEntries(ALERT_KINDS.map((kind) => [kind, alerted])),
};

/** Never for a finished dossier: what was promised and kept stays as it was. */
function calendarDecided(facts: ClockFacts, data: { readonly decision: string; readonly calendarVersion: number }, { at, actor }: Entry): ClockFacts {
  if (facts.finishedAt !== undefined) return facts;
  const decision = { at, calendarVersion: data.calendarVersion, decision: data.decision, ...(actor === undefined ? {} : { by: actor.name }) };
  return { ...facts, calendarVersion: data.calendarVersion, calendarDecisions: [...facts.calendarDecisions, decision] };
}

const opened = (facts: ClockFacts, { receivingAgency, competentAgency, calendarVersion }: Sides): ClockFacts => ({
  ...facts,
  receivingAgency,
  competentAgency,
  ...(calendarVersion === undefined ? {} : { calendarVersion }),
});

const begunBy = ({ lastOfficer }: ClockFacts): { by?: string } => (lastOfficer === undefined ? {} : { by: lastOfficer });

interface ActivatedData {
  readonly portalStatus?: PortalStatus;
  readonly pausesClock?: { readonly reason: Bilingual; readonly legalBasis: string };
  readonly result?: string;
}

/** A dossier comes to rest in the status it first stopped with. */
function withStatus(facts: ClockFacts, next: PortalStatus | undefined, at: string): ClockFacts {
  if (next === undefined || facts.finishedAt !== undefined) return facts;
  if (!mayBecome({ status: facts.status, ...(facts.receipt === undefined ? {} : { receivedAt: facts.receipt.at }) }, next)) return facts;
  return { ...facts, status: next, ...(STOPPING.includes(next) ? { finishedAt: at } : {}) };
}

function afterPauseBegins(facts: ClockFacts, { pausesClock, portalStatus }: ActivatedData, { at, engine }: Entry): ClockFacts {
  if (pausesClock === undefined || engine?.elementInstanceKey === undefined || facts.finishedAt !== undefined) return facts;
  const pause = {
    cause: engine.elementId ?? '',
    key: engine.elementInstanceKey,
    from: at,
    ...pausesClock,
    ...begunBy(facts),
    forApplicant: APPLICANTS_TURN.includes(portalStatus),
  };
  return { ...facts, pauses: [...facts.pauses, pause] };
}

const afterResult = (facts: ClockFacts, { result }: ActivatedData, { at }: Entry): ClockFacts =>
  result === undefined || facts.finishedAt !== undefined ? facts : { ...facts, results: [...facts.results, { at, result }] };

function elementLeft(facts: ClockFacts, _data: Json, { at, engine }: Entry): ClockFacts {
  const key = engine?.elementInstanceKey;
  if (engine?.elementType === 'PROCESS') return key === facts.processInstanceKey && facts.finishedAt === undefined ? { ...facts, finishedAt: at } : facts;
  return key === undefined ? facts : ended(facts, key, { to: at });
}

/** The first end holds. A pause never ends before it began, whatever clocks say. */
function ended(facts: ClockFacts, key: string, end: { readonly to: string; readonly answered?: true }): ClockFacts {
  const ends = (pause: PauseFact): boolean => pause.key === key && pause.to === undefined;
  if (!facts.pauses.some(ends)) return facts;
  return {
    ...facts,
    pauses: facts.pauses.map((pause) => (ends(pause) ? { ...pause, ...end, to: Date.parse(end.to) < Date.parse(pause.from) ? pause.from : end.to } : pause)),
  };
}

function consultationEnded(facts: ClockFacts, data: { readonly taskKey: string }, { at }: Entry): ClockFacts {
  const open = (one: ClockFacts['consultations'][number]): boolean => one.taskKey === data.taskKey && one.to === undefined;
  return facts.consultations.some(open) ? { ...facts, consultations: facts.consultations.map((one) => (open(one) ? { ...one, to: at } : one)) } : facts;
}

function alerted(facts: ClockFacts, data: { readonly supplementId?: string }, { kind, at }: Entry): ClockFacts {
  const alert = { kind: kind as AlertKind, at, ...(data.supplementId === undefined ? {} : { supplementId: data.supplementId }) };
  return { ...facts, alerts: [...facts.alerts, alert] };
}
