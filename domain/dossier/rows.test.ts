import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  aDossier,
  aDossierWithTask,
  after,
  D1,
  decided,
  feeAssessed,
  feePaid,
  feeRequested,
  messageQueued,
  received,
  supplementRequested,
} from '../../test/support/builders/a-dossier.ts';
import { aFact, elementOf, INSTANCE, Story, TASK } from '../../test/support/builders/a-fact.ts';
import { aReckoning } from '../../test/support/builders/a-reckoning.ts';
import { aCaseOfficer, anActor } from '../../test/support/builders/people.ts';
import { ENGINE_KINDS } from '../engine-fact.ts';
import { OWN_KINDS, type EntryDraft, type EntryKind } from '../history/entry.ts';
import { touchesLists } from './fold.ts';
import { observe } from './observe.ts';
import { applyChange, type DossierRecord } from './record.ts';
import { rowsOf, type InboxLine, type ListLine } from './rows.ts';

const AT = '2026-11-20T05:00:00.000Z';
const inboxLines = (record: DossierRecord): readonly InboxLine[] => rowsOf(record, aReckoning()).inbox;
const listLine = (record: DossierRecord): ListLine => rowsOf(record, aReckoning()).row;
const then = (record: DossierRecord, story: Story): DossierRecord => observe(record, story.facts, elementOf);

describe('the inbox', () => {
  test('shows an open task with what an officer sorts and searches by', () => {
    const record = after(aDossierWithTask(), [received()]);
    expect(inboxLines(record)).toEqual([
      {
        key: TASK,
        kind: 'task',
        dossierId: D1,
        dossierVersion: 0,
        code: 'H99.21-261120-0001',
        procedure: 'civil-status-extract',
        release: 1,
        applicantName: 'Lê Thị Thu Hằng',
        applicantId: '099*******11',
        name: 'Tra cứu sổ hộ tịch',
        elementId: 'look-up',
        groups: ['an-phu-ward:CASE_OFFICER'],
        agency: 'an-phu-ward',
        assignee: 'tuan.hotich',
        status: 2,
        channel: 'counter',
        createdAt: record.state.tasks[TASK]?.createdAt,
        competentAgency: 'an-phu-ward',
        calendarVersion: 1,
        dueAt: '2026-11-26T10:00:00+07:00',
        dueSoonAt: '2026-11-25T10:00:00+07:00',
        overdueAt: '2026-11-26T17:00:00+07:00',
        sortAt: '2026-11-26T03:00:00.000Z',
        deciding: false,
        hasIncident: false,
      },
    ]);
  });

  test('sorts what has no date behind everything that has one', () => {
    expect(inboxLines(aDossierWithTask())).toMatchObject([{ sortAt: '9999-12-31T00:00:00.000Z' }]);
    expect(inboxLines(aDossierWithTask())[0]).not.toHaveProperty('dueAt');
  });

  test('shows a free task without holder, and a decision on its way', () => {
    expect(inboxLines(aDossierWithTask({ free: true }))[0]).not.toHaveProperty('assignee');
    expect(inboxLines(decided(aDossierWithTask()))).toMatchObject([{ deciding: true }]);
  });

  test('shows a fee to the cashier from when it is asked for until it is paid', () => {
    let record = after(aDossier(), [feeAssessed()]);
    expect(inboxLines(record)).toEqual([]);
    record = after(record, [feeRequested()]);
    expect(inboxLines(record)).toMatchObject([{ key: 'fee-702', kind: 'fee', groups: ['an-phu-ward:CASHIER'], agency: 'an-phu-ward' }]);
    expect(inboxLines(after(record, [feePaid()]))).toEqual([]);
  });

  test('shows a supplement request to the desk until it is answered or the wait ends', () => {
    const record = after(aDossier(), [supplementRequested()]);
    expect(inboxLines(record)).toMatchObject([{ key: 'supplement-704', kind: 'supplement', groups: ['an-phu-ward:RECEPTION_OFFICER'] }]);
    expect(
      inboxLines(
        then(record, new Story({ from: 500 }).add('message-wait-ended', { data: { messageName: 'supplement-answered', correlationKey: 'supplement-704' } })),
      ),
    ).toEqual([]);
  });

  test('shows nothing of a closed dossier', () => {
    const record = after(aDossierWithTask(), [feeAssessed(), feeRequested(), supplementRequested()]);
    expect(inboxLines(record)).toHaveLength(3);
    expect(inboxLines(then(record, new Story({ from: 500 }).end()))).toEqual([]);
  });
});

describe('the list', () => {
  test('shows a dossier to every agency it concerns, once', () => {
    const record = aDossier({
      data: { receivingAgency: 'binh-an-center', competentAgency: 'an-phu-ward', returnAgency: 'an-phu-ward', consultedAgencies: ['fire-police'] },
    });
    expect(listLine(record).agencies).toEqual(['binh-an-center', 'an-phu-ward', 'fire-police']);
  });

  test('shows a dash where a value has been erased', () => {
    expect(listLine({ ...aDossier(), secrets: {} })).toMatchObject({ applicantName: '—', applicantId: '—' });
  });

  test('never shows an ID number, a phone number or an address', () => {
    expect(JSON.stringify([listLine(aDossierWithTask()), inboxLines(aDossierWithTask())])).not.toMatch(/v1\.cipher|0900000111|hang@/);
  });
});

/** A dossier in which every kind of entry has something to change. */
function aBusyDossier(): DossierRecord {
  const record = after(decided(aDossierWithTask()), [feeAssessed(), feeRequested(), feeAssessed('fee-1'), supplementRequested(), messageQueued()]);
  return then(record, new Story({ from: 400 }).add('incident-created', { elementId: 'fees', data: { incidentKey: '88', errorType: 'X' } }));
}

const BUSY = aBusyDossier();
const SHAPES: readonly object[] = [
  {
    taskKey: TASK,
    assignee: 'lan',
    messageName: 'supplement-answered',
    correlationKey: 'supplement-704',
    incidentKey: '88',
    feeId: 'fee-702',
    supplementId: 'supplement-704',
    messageId: 'message-705',
  },
  {
    taskKey: '43',
    candidateGroups: ['a:B'],
    headers: { outcomes: 'X' },
    incidentKey: '89',
    errorType: 'Y',
    feeId: 'fee-1',
    assignee: 'lan',
    correlationKey: 'none',
  },
];
const COMMON = {
  code: 'H99.21-261120-0009',
  dueAt: '2026-11-27T10:00:00+07:00',
  dueLines: [],
  findings: [],
  document: {},
  transferId: 't',
  from: { id: 'a' },
  to: { id: 'b' },
  lines: [],
  total: 1,
  agency: 'an-phu-ward',
  opinionId: 'o',
  items: { commitment: 'c' },
  components: [],
  documents: [],
  form: {},
  message: { id: 'm2', status: 'queued' },
  channel: 'post',
  values: {},
  outcome: 'FOUND',
  elementId: 'look-up',
  method: 'cash',
  name: 'n',
  elementInstanceKey: '5',
  groups: ['a:B'],
  outcomes: [],
};
const shown = (record: DossierRecord): unknown => {
  const { updatedAt: _updatedAt, ...line } = listLine(record);
  return [inboxLines(record), line];
};

describe('an entry that changes what lists show', () => {
  test.each<EntryKind>(OWN_KINDS.filter((kind) => kind !== 'submitted' && kind !== 'receipt-refused'))('of our own kind %s is known to do so', (kind) => {
    for (const shape of SHAPES) {
      const before = BUSY;
      // A fee is assessed under a new id each time
      const data = { ...COMMON, ...shape, ...(kind === 'fee-assessed' ? { feeId: 'fee-new' } : {}) };
      const draft: EntryDraft = { kind, at: AT, actor: anActor(aCaseOfficer()), data: data };
      const next = applyChange(before, { entries: [draft] });
      const [entry] = next.pending.slice(-1);
      if (JSON.stringify(shown(next)) !== JSON.stringify(shown(before))) expect([kind, entry && touchesLists(entry)]).toEqual([kind, true]);
    }
  });

  test.each([...ENGINE_KINDS])('of the engine, %s, is known to do so', (kind) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SHAPES),
        fc.constantFrom('look-up', 'fee-paid', 'gateway', undefined),
        fc.constantFrom('PROCESS', 'USER_TASK', undefined),
        fc.constantFrom(INSTANCE, '77'),
        (data, elementId, elementType, instance) => {
          const before = BUSY;
          const fact = aFact(kind, 500, {
            processInstanceKey: instance,
            elementInstanceKey: elementType === 'PROCESS' ? instance : `${TASK}1`,
            data: { ...data },
            ...(elementId === undefined ? {} : { elementId }),
            ...(elementType === undefined ? {} : { elementType }),
          });
          const next = observe(before, [fact], elementOf);
          if (JSON.stringify(shown(next)) !== JSON.stringify(shown(before))) expect(next.pending.slice(before.pending.length).some(touchesLists)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
