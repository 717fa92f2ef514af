import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { aDossier, aDossierWithTask, aNewDossier, after, D1, decided } from '../../test/support/builders/a-dossier.ts';
import { aFact, elementOf, INSTANCE, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anActor } from '../../test/support/builders/people.ts';
import { ENGINE_KINDS, type EngineFact } from '../engine-fact.ts';
import { findChainFault } from '../history/chain.ts';
import { observe } from './observe.ts';
import type { OutboxDraft } from './outbox.ts';
import type { DossierRecord } from './record.ts';

const see = (record: DossierRecord, facts: readonly EngineFact[]): DossierRecord => observe(record, facts, elementOf);
const kinds = (record: DossierRecord): string[] => record.pending.map(({ kind }) => kind);
const rows = (record: DossierRecord): string[] => record.outbox.map(({ kind }) => kind);
const withRow = (record: DossierRecord, row: OutboxDraft): DossierRecord =>
  after(record, [{ kind: 'document-read', at: record.state.updatedAt, actor: anActor(), data: {} }], [row]);
const more = (from = 500): Story => new Story({ from });

describe("the engine's facts become entries", () => {
  test('one each, in their order, with where they come from', () => {
    const record = see(aNewDossier(), new Story().start(D1).enter('look-up', '4001').facts);

    expect(kinds(record)).toEqual(['submitted', 'process-started', 'element-activated', 'element-activated']);
    expect(record.pending.at(-1)?.engine).toEqual({
      partition: 1,
      position: 102,
      key: '9000102',
      processInstanceKey: INSTANCE,
      elementId: 'look-up',
      elementInstanceKey: '4001',
      flowScopeKey: INSTANCE,
      elementType: 'USER_TASK',
    });
    expect(record.pending.at(-1)?.data).toEqual({ name: 'Tra cứu sổ hộ tịch', portalStatus: 4, phase: 'process' });
    expect(findChainFault(D1, record.pending)).toBeUndefined();
  });

  test.each([...ENGINE_KINDS])('also a fact of kind %s', (kind) => {
    const record = see(aDossier(), [
      aFact(kind, 500, {
        elementId: 'look-up',
        elementInstanceKey: '4001',
        data: { taskKey: TASK, assignee: 'tuan', incidentKey: '8', errorType: 'X', messageName: 'm', correlationKey: 'c' },
      }),
    ]);
    expect(kinds(record)[3]).toBe(kind);
    expect(record.enginePosition).toEqual({ '1': 500 });
  });

  test('a task without a form says so by having none', () => {
    const record = see(aDossier(), more().task(TASK, { formReference: null }).facts);
    expect(record.state.tasks[TASK]).not.toHaveProperty('formId');
  });
});

describe('facts that come again', () => {
  test('change nothing, not even the object', () => {
    const { facts } = new Story().start(D1).enter('look-up', '4001').task(TASK);
    const record = see(aNewDossier(), facts);
    expect(see(record, facts)).toBe(record);
    expect(see(record, [])).toBe(record);
  });

  test('are skipped at the position that was taken and below it, and taken above it', () => {
    const record = see(aDossier(), [aFact('variable-set', 500)]);
    expect(see(record, [aFact('variable-set', 499), aFact('variable-set', 500)])).toBe(record);
    expect(kinds(see(record, [aFact('variable-set', 500), aFact('job-created', 501)])).slice(-2)).toEqual(['variable-set', 'job-created']);
  });

  test('are told apart by partition', () => {
    const record = see(aDossier(), [aFact('variable-set', 500), aFact('variable-set', 3, { partition: 2 })]);
    expect(record.enginePosition).toEqual({ '1': 500, '2': 3 });
    expect(see(record, [aFact('variable-set', 4, { partition: 2 })]).enginePosition).toEqual({ '1': 500, '2': 4 });
  });
});

describe('an order to the engine leaves the outbox only by evidence', () => {
  test('the start, when the process has started', () => {
    expect(rows(aNewDossier())).toEqual(['start-process']);
    expect(rows(see(aNewDossier(), [aFact('variable-set', 99)]))).toEqual(['start-process']);
    expect(rows(aDossier())).toEqual([]);
  });

  test('the completion of a task, when that task is completed and no other', () => {
    const record = decided(aDossierWithTask());
    expect(rows(see(record, more().complete('4444').facts))).toEqual(['complete-task']);
    expect(rows(see(record, more().leave('look-up', `${TASK}1`).facts))).toEqual(['complete-task']);
    expect(rows(see(record, more().complete(TASK).facts))).toEqual([]);
    expect(kinds(see(record, more().complete(TASK).facts))).not.toContain('decision-undone');
  });

  test('or when that task is cancelled, which undoes the decision and says so after the cancellation', () => {
    const record = see(decided(aDossierWithTask()), more().cancel(TASK).facts);
    expect(rows(record)).toEqual([]);
    expect(kinds(record).slice(-2)).toEqual(['task-canceled', 'decision-undone']);
    expect(record.state.decisions).toMatchObject([{ taskKey: TASK, undone: true }]);
  });

  test("another task's cancellation undoes nothing", () => {
    const record = see(decided(aDossierWithTask()), more().cancel('4444').facts);
    expect(rows(record)).toEqual(['complete-task']);
    expect(kinds(record)).not.toContain('decision-undone');
  });

  test('a cancelled task nobody had decided undoes nothing', () => {
    expect(kinds(see(aDossierWithTask(), more().cancel(TASK).facts))).not.toContain('decision-undone');
  });

  test('a message, when it has been correlated, by name and key', () => {
    const record = withRow(aDossier(), { kind: 'publish-message', message: 'fee-paid', correlationKey: 'fee-702', variables: {} });
    const correlated = (messageName: string, correlationKey: string): string[] =>
      rows(see(record, more().add('message-correlated', { data: { messageName, correlationKey } }).facts));
    expect(correlated('fee-paid', 'fee-703')).toEqual(['publish-message']);
    expect(correlated('supplement-answered', 'fee-702')).toEqual(['publish-message']);
    expect(correlated('fee-paid', 'fee-702')).toEqual([]);
  });

  test('a message whose wait ended without it is undone, and the dossier remembers which', () => {
    const record = withRow(aDossier(), { kind: 'publish-message', message: 'supplement-answered', correlationKey: 'supplement-9', variables: {} });
    const ended = see(record, more().add('message-wait-ended', { data: { messageName: 'supplement-answered', correlationKey: 'supplement-9' } }).facts);
    expect(rows(ended)).toEqual([]);
    expect(kinds(ended)).toContain('decision-undone');
    expect(ended.state.missed).toEqual(['supplement-9']);
  });

  test('a message that came through is not undone by the end of its wait', () => {
    const record = withRow(aDossier(), { kind: 'publish-message', message: 'fee-paid', correlationKey: 'fee-702', variables: {} });
    const data = { messageName: 'fee-paid', correlationKey: 'fee-702' };
    const ended = see(record, more().add('message-correlated', { data }).add('message-wait-ended', { data }).facts);
    expect(kinds(ended)).not.toContain('decision-undone');
  });

  test('a cancellation, when that instance has ended', () => {
    const record = withRow(aDossier(), { kind: 'cancel-process', processInstanceKey: '77' });
    const ended = (instance: string, elementType: string): string[] =>
      rows(see(record, [aFact('element-terminated', 500, { processInstanceKey: instance, elementInstanceKey: instance, elementType })]));
    expect(ended(INSTANCE, 'SUB_PROCESS')).toEqual(['cancel-process']);
    expect(ended('77', 'USER_TASK')).toEqual(['cancel-process']);
    expect(ended('77', 'PROCESS')).toEqual([]);
  });

  test('a message to a person never leaves by a fact', () => {
    const record = withRow(aDossier(), { kind: 'send-message', messageId: 'm1' });
    expect(
      rows(
        see(
          record,
          more()
            .complete(TASK)
            .add('message-correlated', { data: { messageName: 'm1', correlationKey: 'm1' } }).facts,
        ),
      ),
    ).toEqual(['send-message']);
  });
});

describe('a second process instance of one dossier', () => {
  const second = new Story({ from: 500, instance: '77' }).start(D1);

  test('is recorded and cancelled, and the first one stays the process of the dossier', () => {
    const record = see(aDossier(), second.facts.slice(0, 1));
    expect(kinds(record).slice(-2)).toEqual(['process-started', 'second-instance-canceled']);
    expect(record.outbox).toMatchObject([{ kind: 'cancel-process', processInstanceKey: '77' }]);
    expect(record.state).toMatchObject({ processInstanceKey: INSTANCE, processInstances: [INSTANCE, '77'] });
  });

  test('is cancelled once, however often its start is told', () => {
    const record = see(see(aDossier(), second.facts), second.facts);
    expect(record.outbox).toHaveLength(1);
  });

  test('does not close the dossier when it ends, nor touch its status on the way', () => {
    const record = see(aDossierWithTask(), [
      ...second.facts,
      ...new Story({ from: 510, instance: '77' }).enter('receive', '7001').end('element-terminated').facts,
    ]);
    expect(record.state.closedAt).toBeUndefined();
    expect(record.state.tasks).toHaveProperty(TASK);
    expect(record.state.status).toBe(4);
  });
});

describe('whatever the engine tells, and however it is delivered', () => {
  const anyFact = (position: number): fc.Arbitrary<EngineFact> =>
    fc
      .record({
        kind: fc.constantFrom(...ENGINE_KINDS),
        task: fc.constantFrom('41', '42'),
        partition: fc.constantFrom(1, 2),
        instance: fc.constantFrom(INSTANCE, '77'),
        type: fc.constantFrom('USER_TASK', 'PROCESS'),
      })
      .map(({ kind, task, partition, instance, type }) =>
        aFact(kind, position, {
          partition,
          processInstanceKey: instance,
          elementType: type,
          elementId: 'look-up',
          elementInstanceKey: type === 'PROCESS' ? instance : `${task}1`,
          data: {
            taskKey: task,
            assignee: aCaseOfficer().id,
            candidateGroups: [],
            formReference: 'look-up',
            headers: { outcomes: 'FOUND' },
            messageName: 'fee-paid',
            correlationKey: 'fee-1',
            incidentKey: task,
            errorType: 'X',
          },
        }),
      );
  const stream = fc.integer({ min: 1, max: 15 }).chain((length) => fc.tuple(...Array.from({ length }, (_, i) => anyFact(i + 1))));
  const base = (): DossierRecord =>
    withRow(withRow(aNewDossier(), { kind: 'complete-task', taskKey: '41', variables: {} }), {
      kind: 'publish-message',
      message: 'fee-paid',
      correlationKey: 'fee-1',
      variables: {},
    });

  test('splits and re-deliveries give the same record as one delivery', () => {
    const start = base();
    fc.assert(
      fc.property(stream, fc.array(fc.tuple(fc.nat({ max: 15 }), fc.nat({ max: 15 })), { maxLength: 5 }), (facts, cuts) => {
        const once = see(start, facts);
        let bit = start;
        // Deliveries as an exporter makes them: each begins at or before what was taken last, some go on
        let taken = 0;
        for (const [back, on] of cuts) {
          const from = Math.max(0, taken - back);
          const to = Math.min(facts.length, taken + on);
          bit = see(bit, facts.slice(from, to));
          taken = Math.max(taken, to);
        }
        bit = see(bit, facts.slice(taken));
        bit = see(see(bit, facts), facts);

        expect(bit).toEqual(once);
        expect(findChainFault(D1, bit.pending)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  test('every fact is one entry, and what else is written has a reason of our own', () => {
    const start = base();
    fc.assert(
      fc.property(stream, (facts) => {
        const added = see(start, facts).pending.slice(start.pending.length);
        expect(added.filter(({ engine }) => engine !== undefined).map(({ kind }) => kind)).toEqual(facts.map(({ kind }) => kind));
        for (const { engine, kind } of added) if (engine === undefined) expect(['second-instance-canceled', 'decision-undone']).toContain(kind);
      }),
    );
  });
});
