import { evolve } from '../../domain/dossier/fold.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import type { Entry } from '../../domain/history/entry.ts';

/** One line for each entry: what happened, and what it has changed about the dossier. */
export function readableLines(entries: readonly Entry[]): readonly string[] {
  let state: DossierState | undefined;
  return entries.map((entry) => {
    const before = state;
    state = evolve(state, entry);
    const changes = changesBetween(before, state);
    return `${sentence(entry)}${changes.length === 0 ? '' : ` | ${changes.join(', ')}`}`;
  });
}

const VERBS: Partial<Record<Entry['kind'], string>> = { 'element-activated': 'enter', 'element-completed': 'leave', 'element-terminated': 'abort' };

function sentence({ kind, engine, step, actor, data }: Entry): string {
  const text = (field: string): string => { const value = data[field]; return typeof value === 'string' ? value : ''; };
  const where = engine?.elementId ?? step?.elementId ?? text('elementId');
  const what = ['outcome', 'messageName', 'assignee', 'code', 'feeId', 'supplementId', 'opinionId', 'errorType', 'channel'].map(text).filter((one) => one !== '');
  return [VERBS[kind] ?? kind, where, ...what, ...(actor === undefined ? [] : [`by ${actor.officer}`])].filter((one) => one !== '').join(' ');
}

function changesBetween(before: DossierState | undefined, after: DossierState): readonly string[] {
  const shown = (state: DossierState | undefined): Readonly<Record<string, string>> => (state === undefined ? {} : pictureOf(state));
  const [old, now] = [shown(before), shown(after)];
  return Object.keys(now).filter((key) => now[key] !== old[key]).map((key) => `${key} ${now[key] === '' ? 'none' : (now[key] ?? '')}`);
}

/** What people see of a dossier, in words. */
function pictureOf(state: DossierState): Readonly<Record<string, string>> {
  const list = (items: readonly string[]): string => items.join(' + ');
  return {
    status: String(state.status), phase: state.phase ?? '', code: state.code ?? '', due: state.dueAt ?? '', closed: state.closedAt === undefined ? '' : 'yes',
    tasks: list(Object.values(state.tasks).map(({ elementId, assignee, decision }) => `${elementId}${assignee === undefined ? '' : ` of ${assignee}`}${decision === undefined ? '' : ` (${decision.outcome})`}`)),
    undone: list(state.decisions.filter(({ undone }) => undone === true).map(({ elementId }) => elementId)),
    fees: list(Object.values(state.fees).map(({ id, total, status }) => `${id} ${String(total)} ${status}`)),
    supplements: list(Object.values(state.supplements).map(({ id, answeredAt, closedAt }) => `${id} ${closedAt !== undefined ? 'closed' : answeredAt !== undefined ? 'answered' : 'open'}`)),
    messages: list(state.messages.map(({ template, status }) => `${template} ${status}`)),
    incidents: list(Object.values(state.incidents).map(({ elementId }) => elementId)),
    findings: list(state.findings.map(({ code }) => code)),
    active: list(Object.values(state.active)),
  };
}
