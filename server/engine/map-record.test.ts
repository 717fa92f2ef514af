import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ENGINE_KINDS } from '../../domain/engine-fact.ts';
import { mapRecord } from './map-record.ts';
import { parseBatch } from './parse-batch.ts';

/** Records of a real broker, by "value type, record type, intent". */
const SAMPLES = JSON.parse(readFileSync(new URL('../../test/engine/records/samples.json', import.meta.url), 'utf8')) as Record<string, { value: object }>;

const read = (record: object) => parseBatch(1, -1, JSON.stringify(record)).records[0]!;
const fact = (name: string, value: object = {}) => {
  const sample = SAMPLES[name]!;
  return mapRecord(read({ ...sample, value: { ...sample.value, ...value } }));
};

describe('a broker record', () => {
  test('of a started process links the dossier with its instance', () => {
    expect(fact('MESSAGE_START_EVENT_SUBSCRIPTION EVENT CORRELATED')).toEqual({
      kind: 'process-started',
      partition: 1,
      position: 26,
      key: '2251799813685251',
      at: '2026-11-23T01:07:47.477Z',
      processInstanceKey: '2251799813685266',
      processId: 'order',
      elementId: 'start',
      data: { correlationKey: '5e3c3f95-81a9-4089-8c6f-1d98aedc9169', messageName: 'order-placed' },
    });
  });

  test('of an element carries the key of the element instance', () => {
    expect(fact('PROCESS_INSTANCE EVENT ELEMENT_COMPLETED')).toMatchObject({
      kind: 'element-completed',
      processInstanceKey: '2251799813685266',
      elementId: 'start',
      elementInstanceKey: '2251799813685268',
      flowScopeKey: '2251799813685266',
      elementType: 'START_EVENT',
      data: {},
    });
  });

  test('of a called process names its parent, an ordinary one does not', () => {
    // given
    const name = 'PROCESS_INSTANCE EVENT ELEMENT_ACTIVATED';

    // when
    const called = fact(name, { parentProcessInstanceKey: 2251799813685999 });
    const ordinary = fact(name);

    // then
    expect(called).toMatchObject({ kind: 'element-activated', elementType: 'PROCESS', parentProcessInstanceKey: '2251799813685999' });
    expect(ordinary).not.toHaveProperty('parentProcessInstanceKey');
    expect(ordinary).not.toHaveProperty('flowScopeKey');
  });

  test('of a taken flow names the flow', () => {
    expect(fact('PROCESS_INSTANCE EVENT SEQUENCE_FLOW_TAKEN')).toMatchObject({ kind: 'flow-taken', elementId: 'f1' });
  });

  test('of a new user task carries what an inbox needs, its due date as an instant', () => {
    expect(fact('USER_TASK EVENT CREATED', { externalFormReference: 'appraise' })?.data).toEqual({
      taskKey: '2251799813685351',
      candidateGroups: ['clerks', 'bosses'],
      formReference: 'appraise',
      headers: { color: 'blue' },
      dueDate: '2026-11-25T01:07:48.190Z',
    });
    expect(fact('USER_TASK EVENT CREATED', { assignee: 'an', dueDate: '' })?.data).toEqual({
      taskKey: '2251799813685351',
      candidateGroups: ['clerks', 'bosses'],
      formReference: '2251799813685263',
      headers: { color: 'blue' },
      assignee: 'an',
    });
  });

  test('of an assignment to nobody is a release', () => {
    expect(fact('USER_TASK EVENT ASSIGNED')).toMatchObject({ kind: 'task-assigned', data: { taskKey: '2251799813685351', assignee: 'x', action: 'assign' } });
    expect(fact('USER_TASK EVENT ASSIGNED', { assignee: '', action: 'unassign' })).toMatchObject({
      kind: 'task-released',
      data: { taskKey: '2251799813685351', action: 'unassign' },
    });
  });

  test('of a completed user task carries outcome and variables', () => {
    expect(fact('USER_TASK EVENT COMPLETED')?.data).toEqual({ taskKey: '2251799813685351', variables: { approved: true } });
    expect(fact('USER_TASK EVENT COMPLETED', { variables: { outcome: 'APPROVE' } })).toMatchObject({ kind: 'task-completed', data: { outcome: 'APPROVE' } });
  });

  test('of a refused user task command leads to the task, for it names no instance', () => {
    expect(fact('USER_TASK COMMAND_REJECTION CLAIM')).toMatchObject({
      kind: 'claim-refused',
      processInstanceKey: '-1',
      data: { taskKey: '2251799813685351', assignee: 'y', command: 'CLAIM', reason: expect.stringContaining('already been assigned') },
    });
    expect(fact('USER_TASK COMMAND_REJECTION COMPLETE')).toMatchObject({
      kind: 'command-refused',
      data: { taskKey: '2251799813685351', rejectionType: 'NOT_FOUND' },
    });
  });

  test('of a refused command of the engine to itself says nothing', () => {
    expect(fact('PROCESS_INSTANCE COMMAND_REJECTION ACTIVATE_ELEMENT')).toBeUndefined();
  });

  test('of a job and of its incident tell what went wrong', () => {
    expect(fact('JOB EVENT FAILED')).toMatchObject({
      kind: 'job-failed',
      elementId: 'charge',
      elementInstanceKey: '2251799813685462',
      data: { jobKey: '2251799813685463', type: 'charge', retries: 0, errorMessage: 'card refused', worker: expect.any(String) },
    });
    expect(fact('JOB EVENT ERROR_THROWN')?.data).toMatchObject({ errorCode: 'BOOM', errorMessage: 'boom' });
    expect(fact('JOB EVENT COMPLETED')?.data).not.toHaveProperty('errorMessage');
    expect(fact('INCIDENT EVENT CREATED')).toMatchObject({
      kind: 'incident-created',
      data: { incidentKey: '2251799813685465', errorType: 'JOB_NO_RETRIES', errorMessage: 'card refused', jobKey: '2251799813685463' },
    });
    expect(fact('INCIDENT EVENT RESOLVED', { jobKey: -1 })?.data).not.toHaveProperty('jobKey');
  });

  test.each([
    ['"gold"', 'gold'],
    ['10', 10],
    ['{"a":[1,null]}', { a: [1, null] }],
    ['null', null],
  ])('of a variable carries %s as a value', (value, expected) => {
    expect(fact('VARIABLE EVENT CREATED', { value })).toMatchObject({
      kind: 'variable-set',
      flowScopeKey: '2251799813685268',
      data: { name: 'amount', value: expected },
    });
    expect(fact('VARIABLE EVENT UPDATED', { value })?.data).toEqual({ name: 'z', value: expected });
  });

  test('of a timer carries its due date and stands at the element it will trigger', () => {
    expect(fact('TIMER EVENT TRIGGERED')).toMatchObject({
      kind: 'timer-triggered',
      elementId: 'late',
      elementInstanceKey: '2251799813685415',
      data: { dueDate: '2026-11-23T01:07:50.070Z', repetitions: 1 },
    });
  });

  test('of an awaited message names it', () => {
    expect(fact('PROCESS_MESSAGE_SUBSCRIPTION EVENT CREATED')).toMatchObject({
      kind: 'message-awaited',
      elementId: 'waitPaid',
      data: { messageName: 'paid', correlationKey: 'o1' },
    });
    expect(fact('PROCESS_MESSAGE_SUBSCRIPTION EVENT CREATING')).toBeUndefined();
  });

  test('of a decision carries inputs, the rules that matched, and the output', () => {
    expect(fact('DECISION_EVALUATION EVENT EVALUATED')).toMatchObject({
      kind: 'decision-evaluated',
      elementId: 'rule',
      data: {
        decisionId: 'tier',
        decisionKey: '2251799813685261',
        output: 'gold',
        required: [],
        inputs: [{ id: 'i1', name: 'amount', value: 500 }],
        matchedRules: [{ id: 'r1', index: 1, outputs: [{ id: 'o1', name: 'tier', value: 'gold' }] }],
      },
    });
  });

  test('of a migration names the target', () => {
    expect(fact('PROCESS_INSTANCE_MIGRATION EVENT MIGRATED')).toMatchObject({
      kind: 'instance-migrated',
      processInstanceKey: '2251799813685565',
      data: { targetProcessDefinitionKey: '2251799813685563', mapping: { u: 'u' } },
    });
    expect(fact('PROCESS_INSTANCE_MODIFICATION EVENT MODIFIED')).toMatchObject({ kind: 'instance-modified', data: { activated: ['pre'], terminated: [] } });
  });

  test('of every kind yields a known kind, JSON values only, or nothing', () => {
    for (const name of Object.keys(SAMPLES)) {
      const mapped = fact(name);
      if (mapped === undefined) continue;
      expect(ENGINE_KINDS).toContain(mapped.kind);
      expect(JSON.parse(JSON.stringify(mapped))).toStrictEqual(mapped);
    }
  });
});
