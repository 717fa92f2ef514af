import type { EngineKind } from '../../domain/engine-fact.ts';
import type { EngineRecord } from '../ports/engine-facts.ts';
import { fromMillis, instant, json, key, objects, text } from './record-value.ts';

type Value = Readonly<Record<string, unknown>>;
type Data = Readonly<Record<string, unknown>>;

/** What a fact of each kind carries beside the common fields. Absent means: nothing more. */
export const DATA_OF: { readonly [K in EngineKind]?: (value: Value, record: EngineRecord) => Data } = {
  'process-started': ({ correlationKey, messageName }) => ({ correlationKey, messageName }),
  'task-created': (value) => ({ ...task(value), ...(text(value.assignee) !== undefined && { assignee: value.assignee }) }),
  'task-migrated': task,
  'task-updated': (value) => ({ ...task(value), changed: value.changedAttributes }),
  'task-assigned': ({ userTaskKey, assignee, action }) => ({ taskKey: key(userTaskKey), assignee, action }),
  'task-released': ({ userTaskKey, action }) => ({ taskKey: key(userTaskKey), action }),
  'task-completed': ({ userTaskKey, variables }) => {
    const outcome = text((variables as Value | undefined)?.outcome);
    return { taskKey: key(userTaskKey), ...(outcome !== undefined && { outcome }), variables };
  },
  'task-canceled': ({ userTaskKey }) => ({ taskKey: key(userTaskKey) }),
  'claim-refused': ({ userTaskKey, assignee, action }) => ({ taskKey: key(userTaskKey), assignee, action }),
  'command-refused': ({ userTaskKey }) => (key(userTaskKey) === undefined ? {} : { taskKey: key(userTaskKey) }),
  'job-created': job,
  'job-completed': job,
  'job-failed': job,
  'job-timed-out': job,
  'job-error-thrown': job,
  'job-canceled': job,
  'job-retries-updated': job,
  'incident-created': incident,
  'incident-resolved': incident,
  'timer-created': timer,
  'timer-triggered': timer,
  'timer-canceled': timer,
  'variable-set': ({ name, value }) => ({ name, value: json(value) }),
  'message-awaited': message,
  'message-correlated': message,
  'message-wait-ended': message,
  'decision-evaluated': decision,
  'instance-modified': ({ activateInstructions, terminateInstructions }) => ({
    activated: objects(activateInstructions).map(({ elementId }) => elementId),
    terminated: objects(terminateInstructions).map(({ elementInstanceKey }) => key(elementInstanceKey)),
  }),
  'instance-migrated': ({ targetProcessDefinitionKey, mappingInstructions }) => ({
    targetProcessDefinitionKey: key(targetProcessDefinitionKey),
    mapping: Object.fromEntries(objects(mappingInstructions).map(({ sourceElementId, targetElementId }) => [String(sourceElementId), targetElementId])),
  }),
};

function task(value: Value): Data {
  const dueDate = instant(value.dueDate);
  return {
    taskKey: key(value.userTaskKey),
    candidateGroups: value.candidateGroupsList,
    formReference: text(value.externalFormReference) ?? key(value.formKey) ?? null,
    headers: value.customHeaders,
    ...(dueDate !== undefined && { dueDate }),
  };
}

function job(value: Value, { key: jobKey }: EngineRecord): Data {
  const errorMessage = text(value.errorMessage);
  const errorCode = text(value.errorCode);
  return {
    jobKey,
    type: value.type,
    worker: value.worker,
    retries: value.retries,
    ...(errorMessage !== undefined && { errorMessage }),
    ...(errorCode !== undefined && { errorCode }),
  };
}

function incident(value: Value, { key: incidentKey }: EngineRecord): Data {
  const jobKey = key(value.jobKey);
  return { incidentKey, errorType: value.errorType, errorMessage: value.errorMessage, ...(jobKey !== undefined && { jobKey }) };
}

function timer({ dueDate, repetitions }: Value): Data {
  return { dueDate: fromMillis(dueDate), repetitions };
}

function message({ messageName, correlationKey }: Value): Data {
  return { messageName, correlationKey };
}

/** The decision that was asked for; the tables it required stand in `required`, in the order of evaluation. */
function decision(value: Value): Data {
  const evaluated = objects(value.evaluatedDecisions).map(table);
  const failure = text(value.evaluationFailureMessage);
  const asked = evaluated.find(({ decisionId }) => decisionId === value.decisionId) ?? {
    decisionId: value.decisionId,
    decisionKey: key(value.decisionKey),
    inputs: [],
    matchedRules: [],
    output: json(value.decisionOutput),
  };
  return { ...asked, required: evaluated.filter((one) => one !== asked), ...(failure !== undefined && { failure }) };
}

function table(value: Value) {
  return {
    decisionId: value.decisionId,
    decisionKey: key(value.decisionKey),
    inputs: objects(value.evaluatedInputs).map(({ inputId, inputName, inputValue }) => ({ id: inputId, name: inputName, value: json(inputValue) })),
    matchedRules: objects(value.matchedRules).map(({ ruleId, ruleIndex, evaluatedOutputs }) => ({
      id: ruleId,
      index: ruleIndex,
      outputs: objects(evaluatedOutputs).map(({ outputId, outputName, outputValue }) => ({ id: outputId, name: outputName, value: json(outputValue) })),
    })),
    output: json(value.decisionOutput),
  };
}
