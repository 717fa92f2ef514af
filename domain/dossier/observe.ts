import { positionOf } from './fold.ts';
import type { Bilingual } from '../../contract/vocabulary.ts';
import type { Json } from '../canonical-json.ts';
import type { EngineFact } from '../engine-fact.ts';
import type { EngineSource, EntryDraft } from '../history/entry.ts';
import { applyChange, type DossierRecord } from './record.ts';
import type { OutboxDraft, OutboxRow } from './outbox.ts';

/** What a release says about one of its elements; part of the fact, so that folding needs nothing but history. */
export interface ElementInfo {
  readonly name: string;
  readonly portalStatus?: number;
  readonly phase?: string;
  readonly outcomes?: readonly string[];
  readonly timeLimit?: string;
  readonly formReference?: string;
  /** The clock stands while a token is here. */
  readonly pausesClock?: { readonly reason: Bilingual; readonly legalBasis: string };
  /** The result this element stands for, where the law gives it a limit of its own. */
  readonly result?: string;
}
export type ElementLookup = (processId: string | undefined, elementId: string | undefined) => ElementInfo | undefined;

/**
 * Takes the engine's facts into a dossier: one entry each, in the engine's order. Facts at or below the dossier's engine position are
 * skipped, so a batch that comes again changes nothing; only facts that had to wait for their dossier may come late, each once. Settles outbox rows whose effect the engine now shows.
 * @returns the same object when nothing was new
 */
export function observe(record: DossierRecord, facts: readonly EngineFact[], elementOf: ElementLookup): DossierRecord {
  let next = record;
  for (const fact of facts) {
    const known = next.enginePosition[String(fact.partition)] ?? -1;
    const late = fact.position <= known;
    if (late && (fact.late !== true || next.state.latePositions.includes(positionOf(fact)))) continue;
    next = take(next, late ? { ...fact, data: { ...fact.data, late: true } } : fact, elementOf);
    if (!late) next = { ...next, enginePosition: { ...next.enginePosition, [String(fact.partition)]: fact.position } };
  }
  return next;
}

function take(record: DossierRecord, fact: EngineFact, elementOf: ElementLookup): DossierRecord {
  const entries: EntryDraft[] = [{ kind: fact.kind, at: fact.at, engine: source(fact), data: dataOf(fact, elementOf(fact.processId, fact.elementId)) }];
  const outbox: OutboxDraft[] = [];
  let rows = record.outbox;
  if (fact.kind === 'process-started') {
    rows = rows.filter((row) => row.kind !== 'start-process');
    if (record.state.processInstanceKey !== undefined && record.state.processInstanceKey !== fact.processInstanceKey) {
      entries.push({ kind: 'second-instance-canceled', at: fact.at, data: { processInstanceKey: fact.processInstanceKey } });
      outbox.push({ kind: 'cancel-process', processInstanceKey: fact.processInstanceKey });
    }
  }
  if (fact.kind === 'task-completed') rows = rows.filter((row) => !completes(row, fact.data['taskKey']));
  if (fact.kind === 'task-canceled') {
    const undone = rows.find((row) => completes(row, fact.data['taskKey']));
    rows = rows.filter((row) => row !== undone);
    if (undone?.kind === 'complete-task')
      entries.push({ kind: 'decision-undone', at: fact.at, data: { taskKey: undone.taskKey, elementId: fact.elementId ?? '' } });
  }
  if (fact.kind === 'message-correlated') {
    rows = rows.filter(
      (row) => !(row.kind === 'publish-message' && row.message === fact.data['messageName'] && row.correlationKey === fact.data['correlationKey']),
    );
  }
  if (fact.kind === 'message-wait-ended') {
    // The wait is over and our message never came through: a timer or a withdrawal was faster
    const missed = rows.find(
      (row) => row.kind === 'publish-message' && row.message === fact.data['messageName'] && row.correlationKey === fact.data['correlationKey'],
    );
    rows = rows.filter((row) => row !== missed);
    if (missed?.kind === 'publish-message' && missed.fleeting !== true)
      entries.push({ kind: 'decision-undone', at: fact.at, data: { message: missed.message, correlationKey: missed.correlationKey } });
  }
  if (fact.kind === 'element-terminated' && fact.elementType === 'PROCESS') {
    rows = rows.filter((row) => !(row.kind === 'cancel-process' && row.processInstanceKey === fact.processInstanceKey));
  }
  return applyChange({ ...record, outbox: rows }, { entries, outbox });
}

const completes = (row: OutboxRow, taskKey: unknown): boolean => row.kind === 'complete-task' && row.taskKey === taskKey;

function source(fact: EngineFact): EngineSource {
  return {
    partition: fact.partition,
    position: fact.position,
    key: fact.key,
    processInstanceKey: fact.processInstanceKey,
    ...(fact.elementId === undefined ? {} : { elementId: fact.elementId }),
    ...(fact.elementInstanceKey === undefined ? {} : { elementInstanceKey: fact.elementInstanceKey }),
    ...(fact.flowScopeKey === undefined ? {} : { flowScopeKey: fact.flowScopeKey }),
    ...(fact.elementType === undefined ? {} : { elementType: fact.elementType }),
  };
}

function dataOf(fact: EngineFact, info: ElementInfo | undefined): Record<string, Json> {
  const data = { ...fact.data } as Record<string, Json>;
  if (fact.processId !== undefined && fact.kind === 'process-started') data['processId'] = fact.processId;
  if (fact.kind === 'element-activated' && info !== undefined) {
    data['name'] = info.name;
    if (info.portalStatus !== undefined) data['portalStatus'] = info.portalStatus;
    if (info.phase !== undefined) data['phase'] = info.phase;
    if (info.pausesClock !== undefined) data['pausesClock'] = info.pausesClock;
    if (info.result !== undefined) data['result'] = info.result;
  }
  if ((fact.kind === 'element-completed' || fact.kind === 'element-terminated') && info?.pausesClock !== undefined) data['resumesClock'] = true;
  if (fact.kind === 'task-created') {
    const headers = (fact.data['headers'] ?? {}) as Record<string, string>;
    return {
      taskKey: String(fact.data['taskKey']),
      elementId: fact.elementId ?? '',
      elementInstanceKey: fact.elementInstanceKey ?? '',
      name: info?.name ?? fact.elementId ?? '',
      groups: (fact.data['candidateGroups'] ?? []) as string[],
      outcomes: (headers['outcomes'] ?? '')
        .split(',')
        .map((code) => code.trim())
        .filter((code) => code !== ''),
      ...(headers['phase'] === undefined ? {} : { phase: headers['phase'] }),
      ...(headers['timeLimit'] === undefined ? {} : { timeLimit: headers['timeLimit'] }),
      ...(textOf(fact.data['formReference']) === '' ? {} : { formId: textOf(fact.data['formReference']) }),
      ...(textOf(fact.data['assignee']) === '' ? {} : { assignee: textOf(fact.data['assignee']) }),
    };
  }
  return data;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
