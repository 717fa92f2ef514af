import type { PortalStatus } from '../../contract/vocabulary.ts';
import { ALERT_KINDS, NO_FACTS } from '../clock/clock-facts.ts';
import { evolveClock } from '../clock/evolve-clock.ts';
import type { Entry } from '../history/entry.ts';
import type { Commitment } from '../history/commitment.ts';
import { Refusal } from '../errors.ts';
import { LEADER } from '../policy.ts';
import { mayBecome } from '../status.ts';
import type { Decision, DossierDocument, DossierState, Fee, OpenTask, OutgoingMessage, Stop, SupplementSide } from './state.ts';

/**
 * Counts what the same entries have been folded into: raise it with every change after which an old history gives another state. A stored
 * dossier that names another number is folded anew before it is used (ADR 10).
 */
export const FOLD_VERSION = 1;

/**
 * What one entry changes. Pure and total: an entry kind without a case here changes only `updatedAt`.
 * The first entry of every dossier is `submitted` or `receipt-refused`.
 */
export function evolve(state: DossierState | undefined, entry: Entry): DossierState {
  if (state === undefined) return opening(entry);
  const stray = entry.kind !== 'process-started' && entry.engine !== undefined && state.strayInstances.includes(entry.engine.processInstanceKey);
  const next = stray ? {} : (CHANGES[entry.kind]?.(state, entry.data as never, entry) ?? {});
  const late = entry.data['late'] === true && entry.engine !== undefined ? { latePositions: [...state.latePositions, positionOf(entry.engine)] } : {};
  const clock = evolveClock(state.clock, entry);
  return { ...state, ...next, ...late, clock, updatedAt: entry.at, ...(touchesLists(entry) ? { listedAt: entry.at } : {}) };
}

export function fold(entries: readonly Entry[]): DossierState {
  let state: DossierState | undefined;
  for (const entry of entries) state = evolve(state, entry);
  if (state === undefined) throw new Refusal('history-gap', 'Hồ sơ không có lịch sử.');
  return state;
}

function opening(entry: Entry): DossierState {
  if (entry.kind !== 'submitted' && entry.kind !== 'receipt-refused') throw new Refusal('history-gap', 'Lịch sử hồ sơ thiếu phần mở đầu.');
  const refused = entry.kind === 'receipt-refused';
  const data = entry.data as unknown as Omit<DossierState, 'id' | 'status'>;
  return {
    id: entry.dossierId,
    procedure: data.procedure,
    procedureCode: data.procedureCode,
    release: data.release,
    status: refused ? 3 : 1,
    channel: data.channel,
    receivingAgency: data.receivingAgency,
    competentAgency: data.competentAgency,
    returnAgency: data.returnAgency,
    consultedAgencies: data.consultedAgencies,
    returnChannel: data.returnChannel,
    applicant: data.applicant,
    ...(data.submitter === undefined ? {} : { submitter: data.submitter }),
    form: data.form,
    routing: data.routing,
    components: data.components,
    submittedAt: entry.at,
    updatedAt: entry.at,
    listedAt: entry.at,
    ...(refused ? { closedAt: entry.at } : {}),
    processInstances: [],
    strayInstances: [],
    latePositions: [],
    tasks: {},
    decisions: [],
    fees: {},
    supplements: {},
    opinions: {},
    documents: data.documents,
    messages: [],
    findings: [],
    transfers: [],
    dueLines: [],
    receivedBy: entry.actor?.name ?? '',
    incidents: {},
    missed: [],
    active: {},
    effects: {},
    clock: evolveClock(NO_FACTS, entry),
  };
}

const LISTED_KINDS: ReadonlySet<Entry['kind']> = new Set<Entry['kind']>([
  'submitted',
  'receipt-refused',
  'received',
  'task-created',
  'task-assigned',
  'task-released',
  'task-completed',
  'task-canceled',
  'decided',
  'decision-undone',
  'fee-requested',
  'fee-paid',
  'supplement-requested',
  'supplement-answered',
  'message-wait-ended',
  'incident-created',
  'incident-resolved',
  'result-returned',
  'dossier-stopped',
  'transferred',
  'apology-issued',
  'due-date-moved',
  'calendar-adopted',
  ...ALERT_KINDS,
]);

/** What a release says of an element that a token reaches or leaves (see observe.ts). */
const LISTED_MARKS = ['portalStatus', 'pausesClock', 'resumesClock', 'result'] as const;

/** Whether an entry can change what lists and inboxes show of its dossier. */
export function touchesLists(entry: Entry): boolean {
  return (
    LISTED_KINDS.has(entry.kind) ||
    LISTED_MARKS.some((mark) => entry.data[mark] !== undefined) ||
    (entry.engine?.elementType === 'PROCESS' && entry.kind !== 'element-activated')
  );
}

type Change = (state: DossierState, data: never, entry: Entry) => Partial<DossierState>;

const CHANGES: Partial<Record<Entry['kind'], Change>> = {
  'process-started': (s, _d, e) => {
    const key = e.engine?.processInstanceKey ?? '';
    return { processInstances: [...s.processInstances, key], ...(s.processInstanceKey === undefined ? { processInstanceKey: key } : {}) };
  },
  'second-instance-canceled': (s, d: { processInstanceKey: string }) => ({ strayInstances: [...s.strayInstances, d.processInstanceKey] }),
  'element-activated': (s, d: { portalStatus?: PortalStatus; phase?: string }, e) => ({
    ...statusChange(s, d),
    ...(e.engine?.elementInstanceKey && e.engine.elementType !== 'PROCESS'
      ? { active: { ...s.active, [e.engine.elementInstanceKey]: e.engine.elementId ?? '' } }
      : {}),
  }),
  'element-completed': (s, _d, e) => ({ ...left(s, e), ...processEnd(s, e) }),
  'element-terminated': (s, _d, e) => ({ ...left(s, e), ...processEnd(s, e) }),
  'task-created': (s, d: Omit<OpenTask, 'createdAt' | 'key'> & { taskKey: string }, e) => {
    const { taskKey, ...rest } = d;
    const task: OpenTask = {
      key: taskKey,
      elementId: rest.elementId,
      elementInstanceKey: rest.elementInstanceKey,
      name: rest.name,
      groups: rest.groups,
      outcomes: rest.outcomes,
      createdAt: e.at,
      ...(rest.assignee === undefined ? {} : { assignee: rest.assignee }),
      ...(rest.phase === undefined ? {} : { phase: rest.phase }),
      ...(rest.timeLimit === undefined ? {} : { timeLimit: rest.timeLimit }),
      ...(rest.formId === undefined ? {} : { formId: rest.formId }),
    };
    return { tasks: { ...s.tasks, [taskKey]: task } };
  },
  'task-assigned': (s, d: { taskKey: string; assignee: string }) => changeTask(s, d.taskKey, (t) => ({ ...t, assignee: d.assignee })),
  'task-released': (s, d: { taskKey: string }) => changeTask(s, d.taskKey, (t) => omit(t, 'assignee')),
  'task-completed': (s, d: { taskKey: string }) => ({ tasks: omit(s.tasks, d.taskKey) }),
  'task-canceled': (s, d: { taskKey: string }) => ({ tasks: omit(s.tasks, d.taskKey) }),
  decided: (s, d: Omit<Decision, 'by' | 'at'>, e) => {
    const by = e.actor;
    if (by === undefined) return {};
    const decision: Decision = {
      elementId: d.elementId,
      taskKey: d.taskKey,
      outcome: d.outcome,
      by,
      at: e.at,
      values: d.values,
      ...(d.reason === undefined ? {} : { reason: d.reason }),
    };
    return {
      decisions: [...s.decisions, decision],
      ...(signsResult(s.tasks[d.taskKey], decision) ? { signed: { at: e.at, taskKey: d.taskKey } } : {}),
      ...changeTask(s, d.taskKey, (t) => ({ ...t, decision: { outcome: d.outcome, by: by.officer, at: e.at, entry: e.seq } })),
    };
  },
  'decision-undone': (s, d: { taskKey?: string; correlationKey?: string }) => ({
    ...(s.signed !== undefined && s.signed.taskKey === d.taskKey ? { signed: undefined } : {}),
    decisions: s.decisions.map((x) => (x.taskKey === d.taskKey ? { ...x, undone: true } : x)),
    ...(d.correlationKey === undefined ? {} : { missed: [...s.missed, d.correlationKey] }),
  }),
  received: (s, d: { code: string; dueAt: string; dueLines: DossierState['dueLines'] }, e) => ({
    code: d.code,
    dueAt: d.dueAt,
    dueLines: d.dueLines,
    receivedAt: e.at,
    ...statusChange(s, { portalStatus: 2 }),
    ...effect(s, e),
  }),
  reviewed: (s, d: { findings: DossierState['findings'] }, e) => ({ findings: d.findings, ...effect(s, e) }),
  'slip-printed': (s, d: { document: DossierDocument }, e) => ({ documents: [...s.documents, d.document], ...effect(s, e) }),
  'document-added': (s, d: { document: DossierDocument }) => ({ documents: [...s.documents, d.document] }),
  // Whoever turns out to be competent resolves it from here on, whichever agency was named at submission
  transferred: (s, d: { transferId: string; from: { id: string }; to: { id: string }; competent?: boolean }, e) => ({
    ...(d.competent === true ? { competentAgency: d.to.id } : {}),
    transfers: [...s.transfers, { id: d.transferId, from: d.from.id, to: d.to.id, at: e.at }],
    ...effect(s, e),
  }),
  'fee-assessed': (s, d: { feeId: string; lines: Fee['lines']; total: number; agency: string }, e) => ({
    fees: { ...s.fees, [d.feeId]: { id: d.feeId, lines: d.lines, total: d.total, status: 'assessed', agency: d.agency, at: e.at } },
    ...effect(s, e),
  }),
  'fee-requested': (s, d: { feeId: string }, e) => ({
    ...(s.fees[d.feeId]?.status === 'paid' ? {} : changeFee(s, d.feeId, { status: 'requested' })),
    ...effect(s, e),
  }),
  'fee-paid': (s, d: { feeId: string; method: string }) => changeFee(s, d.feeId, { status: 'paid', method: d.method }),
  'opinion-requested': (s, d: { opinionId: string; agency: string; dueAt: string }, e) => ({
    opinions: { ...s.opinions, [d.opinionId]: { id: d.opinionId, agency: d.agency, dueAt: d.dueAt } },
    ...effect(s, e),
  }),
  'supplement-requested': (s, d: { supplementId: string; dueAt: string; items: Commitment; requestedBy?: SupplementSide; legalBasis?: string }, e) => ({
    supplements: {
      ...s.supplements,
      [d.supplementId]: {
        id: d.supplementId,
        requestedAt: e.at,
        dueAt: d.dueAt,
        items: d.items,
        ...(d.requestedBy === undefined ? {} : { requestedBy: d.requestedBy }),
        ...(d.legalBasis === undefined ? {} : { legalBasis: d.legalBasis }),
      },
    },
    ...effect(s, e),
  }),
  'remedy-requested': (s, d: { dueAt: string }, e) => ({ remedy: { requestedAt: e.at, dueAt: d.dueAt }, ...effect(s, e) }),
  'supplement-answered': (
    s,
    d: { supplementId: string; components: DossierState['components']; documents: readonly DossierDocument[]; form: DossierState['form'] },
    e,
  ) => ({
    ...changeSupplement(s, d.supplementId, { answeredAt: e.at }),
    components: mergeComponents(s.components, d.components),
    documents: [...s.documents, ...d.documents],
    form: { ...s.form, ...d.form },
  }),
  'message-wait-ended': (s, d: { messageName: string; correlationKey: string }, e) =>
    d.messageName === 'supplement-answered' && s.supplements[d.correlationKey] ? changeSupplement(s, d.correlationKey, { closedAt: e.at }) : {},
  'message-queued': (s, d: { message: OutgoingMessage }, e) => ({ messages: [...s.messages, d.message], ...effect(s, e) }),
  'message-sent': (s, d: { messageId: string; kept?: boolean }) => changeMessage(s, d.messageId, d.kept === true ? 'kept' : 'sent'),
  'message-failed': (s, d: { messageId: string }) => changeMessage(s, d.messageId, 'failed'),
  'withdrawal-requested': (_s, _d, e) => (e.actor ? { withdrawal: { at: e.at, by: e.actor.officer } } : {}),
  'apology-issued': (s, _d, e) => effect(s, e),
  // The decision itself stops the dossier; the diagram only tidies up after it
  'dossier-stopped': (s, d: Omit<Stop, 'at' | 'by'>, e) =>
    e.actor === undefined
      ? {}
      : {
          ...statusChange(s, { portalStatus: 8 }),
          stop: {
            at: e.at,
            by: e.actor,
            reason: d.reason,
            legalBasis: d.legalBasis,
            paid: d.paid,
            ...(d.decisionNumber === undefined ? {} : { decisionNumber: d.decisionNumber }),
            ...(d.stage === undefined ? {} : { stage: d.stage }),
          },
        },
  'result-returned': (s, d: { channel: DossierState['returnChannel'] }, e) => ({ result: { at: e.at, channel: d.channel }, ...effect(s, e) }),
  'incident-created': (s, d: { incidentKey: string; errorType: string }, e) => ({
    incidents: { ...s.incidents, [d.incidentKey]: { elementId: e.engine?.elementId ?? '', errorType: d.errorType, at: e.at } },
  }),
  'incident-resolved': (s, d: { incidentKey: string }) => ({ incidents: omit(s.incidents, d.incidentKey) }),
};

/** Steps record what they returned, so that a second delivery of the same job returns it again. */
function effect(state: DossierState, entry: Entry): Partial<DossierState> {
  const { effect: name, returned } = entry.data as { effect?: string; returned?: DossierState['effects'][string] };
  if (entry.step === undefined || name === undefined) return {};
  return { effects: { ...state.effects, [effectKey(entry.step.elementInstanceKey, name)]: returned ?? {} } };
}

/** How a late fact is remembered, so that it is taken in once. */
export const positionOf = ({ partition, position }: { readonly partition: number; readonly position: number }): string =>
  `${String(partition)}:${String(position)}`;

export const effectKey = (elementInstanceKey: string, effectName: string): string => `${elementInstanceKey}:${effectName}`;

/** An element with a status of its own sets it when a token arrives, unless the law forbids the move; a closed dossier keeps the status it ended with. */
function statusChange(state: DossierState, data: { portalStatus?: PortalStatus; phase?: string }): Partial<DossierState> {
  if (state.closedAt !== undefined) return {};
  const moves = data.portalStatus !== undefined && mayBecome(state, data.portalStatus);
  return { ...(moves ? { status: data.portalStatus } : {}), ...(data.phase === undefined ? {} : { phase: data.phase }) };
}

/** The usual outcome of a leader's task in the phase of approval; the other ones send the draft back. */
const signsResult = (task: OpenTask | undefined, { by, outcome }: Decision): boolean =>
  task?.phase === 'approve' && by.role === LEADER && outcome === task.outcomes[0];

function processEnd(state: DossierState, entry: Entry): Partial<DossierState> {
  const ended = entry.engine?.elementType === 'PROCESS' && entry.engine.elementInstanceKey === state.processInstanceKey;
  return ended ? { closedAt: entry.at, tasks: {}, active: {} } : {};
}

const left = (state: DossierState, entry: Entry): Partial<DossierState> =>
  entry.engine?.elementInstanceKey === undefined ? {} : { active: omit(state.active, entry.engine.elementInstanceKey) };

function changeTask(state: DossierState, key: string, change: (task: OpenTask) => OpenTask): Partial<DossierState> {
  const task = state.tasks[key];
  return task === undefined ? {} : { tasks: { ...state.tasks, [key]: change(task) } };
}

function changeFee(state: DossierState, id: string, change: Partial<Fee>): Partial<DossierState> {
  const fee = state.fees[id];
  return fee === undefined ? {} : { fees: { ...state.fees, [id]: { ...fee, ...change } } };
}

function changeSupplement(state: DossierState, id: string, change: { answeredAt?: string; closedAt?: string }): Partial<DossierState> {
  const supplement = state.supplements[id];
  return supplement === undefined ? {} : { supplements: { ...state.supplements, [id]: { ...supplement, ...change } } };
}

const changeMessage = (state: DossierState, id: string, status: OutgoingMessage['status']): Partial<DossierState> => ({
  messages: state.messages.map((message) => (message.id === id ? { ...message, status } : message)),
});

function mergeComponents(before: DossierState['components'], added: DossierState['components']): DossierState['components'] {
  const byId = new Map(before.map((component) => [component.id, component]));
  for (const component of added) byId.set(component.id, component);
  return [...byId.values()];
}

function omit<T extends object, K extends keyof T>(value: T, key: K): T {
  if (!(key in value)) return value;
  const { [key]: _dropped, ...rest } = value;
  return rest as T;
}
