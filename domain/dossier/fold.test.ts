import { describe, expect, test } from '@jest/globals';
import {
  aDossier,
  aDossierWithTask,
  aNewDossier,
  after,
  aStep,
  D1,
  decided,
  feeAssessed,
  feePaid,
  feeRequested,
  messageQueued,
  received,
  SUBMITTED_AT,
  supplementRequested,
} from '../../test/support/builders/a-dossier.ts';
import { elementOf, INSTANCE, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anActor } from '../../test/support/builders/people.ts';
import { ENGINE_KINDS } from '../engine-fact.ts';
import { link } from '../history/chain.ts';
import { OWN_KINDS, type Entry, type EntryDraft } from '../history/entry.ts';
import { effectKey, evolve, fold } from './fold.ts';
import { observe } from './observe.ts';
import type { DossierRecord } from './record.ts';
import { isClosed } from './state.ts';

const AT = '2026-11-20T05:00:00.000Z';
const then = (record: DossierRecord, story: Story): DossierRecord => observe(record, story.facts, elementOf);
const more = (from = 500): Story => new Story({ from });

describe('a dossier begins', () => {
  test('with its submission, in status 1 and open', () => {
    const { state } = aNewDossier();
    expect(state).toMatchObject({ id: D1, status: 1, submittedAt: SUBMITTED_AT, receivedBy: 'Cán bộ hoa.motcua', tasks: {}, decisions: [] });
    expect(isClosed(state)).toBe(false);
  });

  test('or with the refusal of its receipt, in status 3 and closed', () => {
    const {
      pending: [first],
    } = aNewDossier();
    const { hash: _hash, ...rest } = first as Entry;
    const refused = fold([link(D1, { seq: 0, hash: '0'.repeat(64) }, { ...rest, kind: 'receipt-refused' })]);

    expect(refused).toMatchObject({ status: 3, closedAt: SUBMITTED_AT });
    expect(refused.code).toBeUndefined();
  });

  test('and with nothing else', () => {
    expect(() => fold([])).toThrow(expect.objectContaining({ code: 'history-gap' }));
    expect(() => evolve(undefined, { kind: 'decided' } as Entry)).toThrow(expect.objectContaining({ code: 'history-gap' }));
  });
});

test('the state that stands beside the history is the fold of the history', () => {
  const story = new Story().start(D1).enter('look-up', '4001').task(TASK).assign(TASK, aCaseOfficer().id);
  let record = decided(then(aNewDossier(), story));
  for (const draft of [received(), feeAssessed(), feeRequested(), feePaid(), supplementRequested(), messageQueued()]) record = after(record, [draft]);
  record = then(record, more().complete(TASK).leave('look-up', '4001').enter('returned', '4002', 'END_EVENT').end());

  expect(fold(record.pending)).toEqual(record.state);
});

test('every kind of entry can be folded, known to the fold or not', () => {
  const { state } = aDossier();
  for (const kind of [...OWN_KINDS, ...ENGINE_KINDS]) {
    const entry: Entry = {
      kind,
      at: AT,
      dossierId: D1,
      seq: 9,
      prevHash: '',
      hash: '',
      data: {
        taskKey: 'unknown',
        feeId: 'unknown',
        supplementId: 'unknown',
        messageId: 'unknown',
        incidentKey: 'unknown',
        components: [],
        documents: [],
        form: {},
        from: { id: 'a' },
        to: { id: 'b' },
      },
    };
    expect(evolve(state, entry)).toMatchObject({ updatedAt: AT, id: D1 });
  }
});

describe('status and phase', () => {
  test('follow the elements a token reaches', () => {
    const record = then(aDossier(), more().enter('look-up', '4001'));
    expect(record.state).toMatchObject({ status: 4, phase: 'process', active: { '4001': 'look-up' } });
    expect(then(record, more(600).leave('look-up', '4001').enter('fee-paid', '4002')).state).toMatchObject({
      status: 6,
      phase: 'process',
      active: { '4002': 'fee-paid' },
    });
  });

  test('stay as they are at an element without a status of its own', () => {
    expect(then(aDossier(), more().enter('look-up', '4001').enter('gateway', '4002', 'EXCLUSIVE_GATEWAY')).state.status).toBe(4);
  });

  test('end with the process, at the moment the engine says', () => {
    const story = more().enter('returned', '4002', 'END_EVENT').end();
    expect(then(aDossierWithTask(), story).state).toMatchObject({ status: 10, tasks: {}, active: {}, closedAt: story.facts[1]?.at });
  });

  test('do not end with a called process, nor with a second instance', () => {
    expect(isClosed(then(aDossier(), new Story({ from: 500, instance: '77' }).end()).state)).toBe(false);
  });

  test('of a closed dossier do not change any more', () => {
    const closed = then(aDossier(), more().enter('withdrawn', '4002', 'END_EVENT').end('element-terminated'));
    expect(closed.state.status).toBe(7);

    expect(then(closed, more(600).enter('look-up', '4003')).state.status).toBe(7);
    expect(after(closed, [received()]).state.status).toBe(7);
  });
});

describe('a task', () => {
  const open = (): DossierRecord => aDossierWithTask({ free: true });

  test('opens with what the engine and the release say of it', () => {
    expect(open().state.tasks[TASK]).toEqual({
      key: TASK,
      elementId: 'look-up',
      elementInstanceKey: `${TASK}1`,
      name: 'Tra cứu sổ hộ tịch',
      groups: ['an-phu-ward:CASE_OFFICER'],
      outcomes: ['FOUND', 'NOT_FOUND'],
      phase: 'process',
      formId: 'look-up',
      createdAt: new Story().start(D1).enter('', '').task(TASK).facts.at(-1)?.at,
    });
  });

  test('is held, given back and held by another', () => {
    const held = then(open(), more().assign(TASK, 'tuan'));
    expect(held.state.tasks[TASK]?.assignee).toBe('tuan');
    const free = then(held, more(600).add('task-released', { data: { taskKey: TASK, action: 'unassign' } }));
    expect(free.state.tasks[TASK]).not.toHaveProperty('assignee');
    expect(then(free, more(700).assign(TASK, 'lan')).state.tasks[TASK]?.assignee).toBe('lan');
  });

  test('that is not known is not made up by an assignment', () => {
    expect(then(aDossier(), more().assign('999', 'tuan')).state.tasks).toEqual({});
  });

  test('shows a decision on its way, and closes when the engine has it', () => {
    const deciding = decided(aDossierWithTask());
    expect(deciding.state.tasks[TASK]?.decision).toEqual({ outcome: 'FOUND', by: aCaseOfficer().id, at: '2026-11-20T04:00:00.000Z', entry: deciding.head.seq });
    const done = then(deciding, more().complete(TASK));
    expect(done.state.tasks).toEqual({});
    expect(done.state.decisions).toMatchObject([{ taskKey: TASK, outcome: 'FOUND' }]);
    expect(done.state.decisions[0]?.undone).toBeUndefined();
  });

  test('whose decision came too late keeps it, marked undone', () => {
    const { state } = then(decided(aDossierWithTask()), more().cancel(TASK));
    expect(state.tasks).toEqual({});
    expect(state.decisions).toMatchObject([{ taskKey: TASK, outcome: 'FOUND', undone: true }]);
  });
});

describe('a fee', () => {
  test('is assessed, asked for and paid', () => {
    let record = after(aDossier(), [feeAssessed()]);
    expect(record.state.fees['fee-702']).toMatchObject({ status: 'assessed', total: 16_000, agency: 'an-phu-ward' });
    record = after(record, [feeRequested()]);
    expect(record.state.fees['fee-702']?.status).toBe('requested');
    record = after(record, [feePaid()]);
    expect(record.state.fees['fee-702']).toMatchObject({ status: 'paid', method: 'cash' });
  });

  test('that is paid is never asked for again', () => {
    const paid = after(aDossier(), [feeAssessed(), feeRequested(), feePaid()]);
    expect(after(paid, [feeRequested()]).state.fees['fee-702']?.status).toBe('paid');
  });

  test('that nobody assessed is not made up', () => {
    expect(after(aDossier(), [feeRequested('fee-1'), feePaid('fee-1')]).state.fees).toEqual({});
  });
});

describe('a supplement request', () => {
  const asked = (): DossierRecord => after(aDossier(), [supplementRequested()]);
  const answer: EntryDraft = {
    kind: 'supplement-answered',
    at: AT,
    actor: anActor(),
    data: {
      supplementId: 'supplement-704',
      components: [
        { id: 'authorisation', originals: 1, certified: 0, copies: 0 },
        { id: 'application', originals: 2, certified: 0, copies: 0 },
      ],
      documents: [],
      form: { supplementNote: { commitment: 'f'.repeat(64) } },
    },
  };

  test('is answered: components are counted anew, form values added', () => {
    const { state } = after(asked(), [answer]);
    expect(state.supplements['supplement-704']?.answeredAt).toBe(AT);
    expect(state.components).toEqual([
      { id: 'application', originals: 2, certified: 0, copies: 0 },
      { id: 'authorisation', originals: 1, certified: 0, copies: 0 },
    ]);
    expect(Object.keys(state.form)).toEqual(['registeredPerson', 'copies', 'supplementNote']);
  });

  test('is closed when the process stops waiting for it, and only for it', () => {
    const ended = (messageName: string, correlationKey: string): DossierRecord =>
      then(asked(), more().add('message-wait-ended', { data: { messageName, correlationKey } }));
    expect(ended('supplement-answered', 'supplement-704').state.supplements['supplement-704']?.closedAt).toBeDefined();
    expect(ended('fee-paid', 'supplement-704').state.supplements['supplement-704']?.closedAt).toBeUndefined();
    expect(ended('supplement-answered', 'another').state.supplements['supplement-704']?.closedAt).toBeUndefined();
  });
});

test('an incident is shown until it is resolved', () => {
  const broken = then(aDossier(), more().add('incident-created', { elementId: 'fees', data: { incidentKey: '88', errorType: 'CALLED_DECISION_ERROR' } }));
  expect(broken.state.incidents).toMatchObject({ '88': { elementId: 'fees', errorType: 'CALLED_DECISION_ERROR' } });
  expect(then(broken, more(600).add('incident-resolved', { data: { incidentKey: '88' } })).state.incidents).toEqual({});
});

test('an effect is found again under its element instance and name', () => {
  const { state } = after(aDossier(), [received()]);
  expect(state.effects[effectKey('701', 'receive')]).toEqual({ dossierCode: 'H99.21-261120-0001', dueAt: '2026-11-26T10:00:00+07:00' });
});

test('every entry a step can write leaves its effect behind, or the step would have it twice', () => {
  const kinds = [
    'reviewed',
    'received',
    'slip-printed',
    'transferred',
    'fee-assessed',
    'fee-requested',
    'opinion-requested',
    'supplement-requested',
    'message-queued',
    'result-returned',
  ] as const;
  const anything = {
    feeId: 'f',
    lines: [],
    supplementId: 's',
    opinionId: 'o',
    message: { id: 'm' },
    document: {},
    findings: [],
    from: { id: 'a' },
    to: { id: 'b' },
    transferId: 't',
  };
  for (const kind of kinds) {
    const { state } = after(aDossier(), [{ kind, at: AT, step: aStep('some-step', '800'), data: { ...anything, effect: 'some', returned: { x: 1 } } }]);
    expect([kind, state.effects['800:some']]).toEqual([kind, { x: 1 }]);
  }
});

test('a message goes from queued to sent, kept or failed', () => {
  const queued = after(aDossier(), [messageQueued()]);
  const settled = (kind: 'message-sent' | 'message-failed', data: object): unknown =>
    after(queued, [{ kind, at: AT, data: { messageId: 'message-705', ...data } }]).state.messages[0]?.status;
  expect(queued.state.messages[0]?.status).toBe('queued');
  expect(settled('message-sent', { kept: false })).toBe('sent');
  expect(settled('message-sent', { kept: true })).toBe('kept');
  expect(settled('message-failed', { why: 'refused' })).toBe('failed');
});

test('folding changes nothing it was given', () => {
  const record = aDossierWithTask();
  const before = JSON.stringify(record.state);
  for (const entry of record.pending) evolve(record.state, entry);
  then(record, more().complete(TASK).end());
  expect(JSON.stringify(record.state)).toBe(before);
  expect(record.state.processInstanceKey).toBe(INSTANCE);
});
