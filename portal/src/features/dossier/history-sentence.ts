import type { HistoryEntryView } from '../../api/contract.ts';
import { formatDateTime, formatMoney } from '../../components/format.ts';

/** What the sentences need to know besides the entry. */
export interface HistoryNames {
  readonly step: (elementId: string) => string;
  readonly outcome: (elementId: string, code: string) => string;
  readonly agency: (id: string) => string;
  readonly returnChannel: (channel: string) => string;
}

/** Kinds that only say how the machine went on; hidden until somebody wants them. */
const TECHNICAL: ReadonlySet<string> = new Set([
  'element-activated',
  'element-completed',
  'element-terminated',
  'element-migrated',
  'flow-taken',
  'task-updated',
  'task-completed',
  'job-created',
  'job-completed',
  'job-timed-out',
  'job-canceled',
  'job-retries-updated',
  'timer-created',
  'timer-canceled',
  'variable-set',
  'message-awaited',
  'message-correlated',
  'message-wait-ended',
  'command-refused',
  'process-started',
  'message-queued',
]);

export const isTechnical = (kind: string): boolean => TECHNICAL.has(kind);

/** The values that an entry's sentence is filled with; what is not known stands as a dash, never as "undefined". */
export function sentenceValues(entry: HistoryEntryView, names: HistoryNames): Readonly<Record<string, string>> {
  const data = entry.data;
  const element = text(data['elementId']) || entry.engine?.elementId || entry.step?.elementId || '';
  const document = record(data['document']);
  const amount = number(data['total']) ?? number(data['amount']);
  const due = text(data['newDueAt']) || text(data['dueAt']);
  return {
    kind: entry.kind,
    step: element === '' ? '–' : names.step(element),
    outcome: names.outcome(element, text(data['outcome'])) || '–',
    code: text(data['code']) || '–',
    due: due === '' ? '–' : formatDateTime(due),
    amount: amount === undefined ? '' : formatMoney(amount),
    document: text(document['name']) || text(data['name']) || '',
    slip: text(document['slip']) || text(data['slip']) || '',
    before: moment(data['from']),
    after: moment(data['to']),
    decision: text(data['decision']) || '–',
    from: agencyOf(data['from'], names),
    to: agencyOf(data['to'], names),
    agency: agencyOf(data['agency'], names),
    channel: text(data['channel']) === '' ? '' : names.returnChannel(text(data['channel'])).toLocaleLowerCase('vi'),
    findings: String(Array.isArray(data['findings']) ? data['findings'].length : 0),
    variable: text(data['name']) || text(data['variable']) || '–',
  };
}

function agencyOf(value: unknown, names: HistoryNames): string {
  const id = text(value) || text(record(value)['id']);
  return id === '' ? text(record(value)['name']) || '–' : names.agency(id);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const moment = (value: unknown): string => (Number.isNaN(Date.parse(text(value))) ? '–' : formatDateTime(text(value)));
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const record = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {});
