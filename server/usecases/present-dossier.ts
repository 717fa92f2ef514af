import type { ClockView } from '../../contract/clock.ts';
import type { DossierView, PersonView, StopView, TaskView } from '../../contract/dossier-views.ts';
import type { z } from 'zod';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { axesOf } from '../../domain/dossier/axes.ts';
import { whyNotToEnd } from '../../domain/dossier/ending.ts';
import type { DossierState, OpenTask, Stop } from '../../domain/dossier/state.ts';
import { isClosed } from '../../domain/dossier/state.ts';
import { reveal, type Secrets } from '../../domain/history/commitment.ts';
import type { Entry } from '../../domain/history/entry.ts';
import { can, type Officer } from '../../domain/policy.ts';
import type { Release } from '../../domain/release.ts';
import { statusName } from '../../domain/status.ts';

/** The dossier as one officer may see it. `entries` are its whole history. */
export function presentDossier(
  record: DossierRecord,
  entries: readonly Entry[],
  release: Release,
  officer: Officer,
  { officerNames, clock }: { readonly officerNames: ReadonlyMap<string, string>; readonly clock: ClockView },
): DossierView {
  const { state, secrets } = record;
  const { sheet } = release;
  const personal = can(officer, 'read-personal-data', state);
  const shown = (value: unknown): unknown => (personal ? reveal(value, secrets) : {});
  const text = (value: unknown): string => {
    const plain = reveal(value, secrets);
    return typeof plain === 'string' ? plain : '—';
  };
  return {
    id: state.id,
    version: record.version,
    ...optional(state, ['code', 'receivedAt', 'closedAt']),
    procedure: state.procedure,
    procedureCode: state.procedureCode,
    procedureName: sheet.name,
    release: state.release,
    status: state.status,
    statusName: statusName(state.status),
    axes: axesOf(state),
    channel: state.channel,
    returnChannel: state.returnChannel,
    receivingAgency: state.receivingAgency,
    competentAgency: state.competentAgency,
    returnAgency: state.returnAgency,
    consultedAgencies: [...state.consultedAgencies],
    applicant: person(state.applicant, record, personal),
    ...(state.submitter === undefined ? {} : { submitter: person(state.submitter, record, personal) }),
    form: { ...state.routing, ...(shown(state.form) as Record<string, unknown>) },
    components: [...state.components],
    documents: state.documents.map(({ name, ...document }) => ({ ...document, name: personal ? text(name) : '—' })),
    submittedAt: state.submittedAt,
    updatedAt: state.updatedAt,
    clock,
    ...(clock.dueAt === undefined ? {} : { dueAt: clock.dueAt }),
    tasks: Object.values(state.tasks).map((task) => taskView(state.id, task, officerNames)),
    decisions: state.decisions.map((decision) => ({
      elementId: decision.elementId,
      stepName: release.elements[decision.elementId]?.name ?? decision.elementId,
      outcome: decision.outcome,
      outcomeLabel: sheet.outcomeLabels[decision.outcome] ?? { vi: decision.outcome, en: decision.outcome },
      by: decision.by.name,
      agencyName: decision.by.agencyName,
      at: decision.at,
      undone: decision.undone ?? false,
      values: shown(decision.values) as Record<string, unknown>,
      ...(decision.reason === undefined || !personal ? {} : { reason: text(decision.reason) }),
    })),
    fees: Object.values(state.fees).map(({ at: _at, lines, ...fee }) => ({ ...fee, lines: [...lines] })),
    supplements: Object.values(state.supplements).map(({ items, legalBasis, ...supplement }) => ({
      ...supplement,
      items: shown(items),
      ...(legalBasis === undefined || !personal ? {} : { legalBasis: text(legalBasis) }),
    })),
    messages: personal ? state.messages.map(({ to, text: body, ...message }) => ({ ...message, to: addressee(reveal(to, secrets)), text: text(body) })) : [],
    findings: [...state.findings],
    transfers: [...state.transfers],
    incidents: Object.values(state.incidents),
    activeElements: [...new Set(Object.values(state.active))],
    visitedElements: [
      ...new Set(entries.flatMap((entry) => (entry.kind === 'element-completed' || entry.kind === 'flow-taken' ? (entry.engine?.elementId ?? []) : []))),
    ],
    waitingForEngine: record.outbox.some(({ kind }) => kind !== 'send-message'),
    ...(state.withdrawal === undefined ? {} : { withdrawnAt: state.withdrawal.at }),
    ...(state.stop === undefined ? {} : { stop: stopView(state.stop, secrets, personal) }),
    may: mayNow(state, officer),
  };
}

function stopView({ by, reason, ...stop }: Stop, secrets: Secrets, personal: boolean): z.infer<typeof StopView> {
  const text = personal ? reveal(reason, secrets) : undefined;
  return { ...stop, by: by.name, ...(typeof text === 'string' ? { reason: text } : {}) };
}

function mayNow(state: DossierState, officer: Officer): DossierView['may'] {
  const open = !isClosed(state);
  const ending = whyNotToEnd(state) === undefined;
  return [
    ...(open && can(officer, 'answer-supplement', state) ? (['answer-supplement'] as const) : []),
    ...(open && can(officer, 'confirm-fee', state) ? (['confirm-fee'] as const) : []),
    ...(ending && can(officer, 'withdraw-dossier', state) ? (['withdraw-dossier'] as const) : []),
    ...(ending && can(officer, 'stop-dossier', state) ? (['stop-dossier'] as const) : []),
    ...(can(officer, 'print-slip', state) ? (['print-slip'] as const) : []),
    ...(can(officer, 'read-history', state) ? (['read-history'] as const) : []),
    ...(can(officer, 'read-personal-data', state) ? (['read-personal-data'] as const) : []),
  ];
}

/** ID numbers stay masked here; revealing one is an act of its own. */
function person(values: DossierState['applicant'], { secrets }: DossierRecord, personal: boolean): z.infer<typeof PersonView> {
  const plain = reveal(values, secrets) as Record<string, unknown>;
  const text = (field: string): string | undefined => (typeof plain[field] === 'string' ? plain[field] : undefined);
  const head = { kind: text('kind') ?? 'person', name: text('name') ?? '—' };
  if (!personal) return head;
  const fields = ['idKind', 'phone', 'email', 'address', 'authorisation'].flatMap((field) => {
    const value = text(field);
    return value === undefined ? [] : [[field, value]];
  });
  return { ...head, idNumber: text('idMasked') ?? '—', ...(Object.fromEntries(fields) as Partial<z.infer<typeof PersonView>>) };
}

export function taskView(dossierId: string, task: OpenTask, officerNames: ReadonlyMap<string, string>): TaskView {
  const { key, elementId, name, createdAt } = task;
  return {
    key,
    dossierId,
    elementId,
    name,
    groups: [...task.groups],
    createdAt,
    deciding: task.decision !== undefined,
    ...optional(task, ['assignee', 'timeLimit', 'phase']),
    ...(task.assignee === undefined ? {} : { assigneeName: officerNames.get(task.assignee) ?? task.assignee }),
  };
}

function addressee(to: unknown): string {
  const { email, phone } = (typeof to === 'object' && to !== null ? to : {}) as { email?: string; phone?: string };
  return email ?? phone ?? '—';
}

function optional<T extends object, K extends keyof T>(value: T, keys: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]]))) as Partial<Pick<T, K>>;
}
