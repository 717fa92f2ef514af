import type { EngineFact, EngineKind } from '../../domain/engine-fact.ts';
import type { EngineRecord } from '../ports/engine-facts.ts';
import { DATA_OF } from './record-data.ts';
import { key, text } from './record-value.ts';

/** `value type` + `intent` → kind. What is not listed tells nothing a history needs and is skipped. */
const KINDS: Readonly<Record<string, Readonly<Record<string, EngineKind>>>> = {
  MESSAGE_START_EVENT_SUBSCRIPTION: { CORRELATED: 'process-started' },
  PROCESS_INSTANCE: {
    ELEMENT_ACTIVATED: 'element-activated',
    ELEMENT_COMPLETED: 'element-completed',
    ELEMENT_TERMINATED: 'element-terminated',
    ELEMENT_MIGRATED: 'element-migrated',
    SEQUENCE_FLOW_TAKEN: 'flow-taken',
  },
  USER_TASK: {
    CREATED: 'task-created',
    ASSIGNED: 'task-assigned',
    UPDATED: 'task-updated',
    COMPLETED: 'task-completed',
    CANCELED: 'task-canceled',
    MIGRATED: 'task-migrated',
  },
  JOB: {
    CREATED: 'job-created',
    COMPLETED: 'job-completed',
    FAILED: 'job-failed',
    TIMED_OUT: 'job-timed-out',
    ERROR_THROWN: 'job-error-thrown',
    CANCELED: 'job-canceled',
    RETRIES_UPDATED: 'job-retries-updated',
  },
  INCIDENT: { CREATED: 'incident-created', RESOLVED: 'incident-resolved' },
  TIMER: { CREATED: 'timer-created', TRIGGERED: 'timer-triggered', CANCELED: 'timer-canceled' },
  VARIABLE: { CREATED: 'variable-set', UPDATED: 'variable-set' },
  PROCESS_MESSAGE_SUBSCRIPTION: { CREATED: 'message-awaited', CORRELATED: 'message-correlated', DELETED: 'message-wait-ended' },
  DECISION_EVALUATION: { EVALUATED: 'decision-evaluated', FAILED: 'decision-evaluated' },
  PROCESS_INSTANCE_MODIFICATION: { MODIFIED: 'instance-modified' },
  PROCESS_INSTANCE_MIGRATION: { MIGRATED: 'instance-migrated' },
};

/**
 * Commands whose refusal somebody caused. Refusals among the engine's own commands (a join that still waits for a branch,
 * for instance) are its normal way of working.
 */
const REFUSALS: Readonly<Record<string, Readonly<Record<string, EngineKind>>>> = {
  USER_TASK: { CLAIM: 'claim-refused', ASSIGN: 'command-refused', COMPLETE: 'command-refused', UPDATE: 'command-refused' },
  PROCESS_INSTANCE: { CANCEL: 'command-refused' },
  PROCESS_INSTANCE_MODIFICATION: { MODIFY: 'command-refused' },
  PROCESS_INSTANCE_MIGRATION: { MIGRATE: 'command-refused' },
};

/** These records carry the instance's own key as record key; a refusal of one may carry it nowhere else. */
const KEYED_BY_INSTANCE = new Set(['PROCESS_INSTANCE', 'PROCESS_INSTANCE_MODIFICATION', 'PROCESS_INSTANCE_MIGRATION']);

/**
 * The fact a broker record states, if it states one. Pure.
 * A refused user task command names its task only: its `processInstanceKey` is '-1', and `data.taskKey` leads to the instance.
 */
export function mapRecord(record: EngineRecord): EngineFact | undefined {
  const { valueType, intent, value, recordType } = record;
  const refused = recordType === 'COMMAND_REJECTION';
  const listed = (refused ? REFUSALS : KINDS)[valueType]?.[intent];
  if (listed === undefined) return undefined;
  const kind = listed === 'task-assigned' && text(value.assignee) === undefined ? 'task-released' : listed;

  const parentProcessInstanceKey = key(value.parentProcessInstanceKey);
  const processId = text(value.bpmnProcessId);
  const elementId = text(valueType === 'TIMER' ? value.targetElementId : value.elementId) ?? text(value.startEventId);
  const elementInstanceKey = kind.startsWith('element-') ? record.key : key(value.elementInstanceKey);
  const flowScopeKey = key(value.flowScopeKey) ?? key(value.scopeKey);
  const elementType = text(value.bpmnElementType);
  return {
    kind,
    partition: record.partitionId,
    position: Number(record.position),
    key: record.key,
    at: new Date(record.timestamp).toISOString(),
    processInstanceKey: key(value.processInstanceKey) ?? (KEYED_BY_INSTANCE.has(valueType) ? record.key : '-1'),
    ...(parentProcessInstanceKey !== undefined && elementType === 'PROCESS' && { parentProcessInstanceKey }),
    ...(processId !== undefined && { processId }),
    ...(elementId !== undefined && { elementId }),
    ...(elementInstanceKey !== undefined && { elementInstanceKey }),
    ...(flowScopeKey !== undefined && { flowScopeKey }),
    ...(elementType !== undefined && elementType !== 'UNSPECIFIED' && { elementType }),
    data: present({
      ...DATA_OF[kind]?.(value, record),
      ...(refused && { command: intent, rejectionType: record.rejectionType, reason: record.rejectionReason }),
    }),
  };
}

/** JSON knows no undefined: a field without a value is left out. */
function present(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}
