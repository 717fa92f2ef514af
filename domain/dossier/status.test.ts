import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  aNewDossier,
  after,
  aVault,
  feeAssessed,
  feePaid,
  feeRequested,
  messageQueued,
  received,
  SUBMITTED_AT,
} from '../../test/support/builders/a-dossier.ts';
import { INSTANCE } from '../../test/support/builders/a-fact.ts';
import { aCaseOfficer, anActor, anOfficer } from '../../test/support/builders/people.ts';
import { PORTAL_STATUSES, type PortalStatus } from '../../contract/vocabulary.ts';
import type { EntryDraft } from '../history/entry.ts';
import { mayBecome } from '../status.ts';
import { axesOf } from './axes.ts';
import { whyNotToEnd } from './ending.ts';
import type { DossierRecord } from './record.ts';

const AT = '2026-11-20T05:00:00.000Z';
const LEADER = anOfficer({ id: 'binh.lanhdao', roles: ['APPROVER'] });
let position = 1_000;
const engine = (elementType: string, elementInstanceKey: string): NonNullable<EntryDraft['engine']> => ({
  partition: 1,
  position: position++,
  key: '1',
  processInstanceKey: INSTANCE,
  elementId: 'x',
  elementInstanceKey,
  elementType,
});
const started = (): EntryDraft => ({ kind: 'process-started', at: AT, engine: engine('PROCESS', INSTANCE), data: {} });
const enters = (portalStatus: PortalStatus): EntryDraft => ({ kind: 'element-activated', at: AT, engine: engine('TASK', '7'), data: { portalStatus } });
const ends = (): EntryDraft => ({ kind: 'element-completed', at: AT, engine: engine('PROCESS', INSTANCE), data: {} });
const withdrawn = (): EntryDraft => ({ kind: 'withdrawal-requested', at: AT, actor: anActor(), data: {} });
const stopped = (): EntryDraft => ({
  kind: 'dossier-stopped',
  at: AT,
  actor: anActor(LEADER),
  data: { reason: { ...aVault().hide('Quy hoạch thay đổi') }, legalBasis: 'Điều 19', paid: 0 },
});
const task = (key: string, phase: string): EntryDraft => ({
  kind: 'task-created',
  at: AT,
  engine: engine('USER_TASK', key),
  data: { taskKey: key, elementId: 'sign', elementInstanceKey: key, name: 'Ký', groups: [], outcomes: ['APPROVE', 'RETURN'], phase },
});
const decides = (key: string, outcome: string, by = LEADER): EntryDraft => ({
  kind: 'decided',
  at: AT,
  actor: anActor(by),
  data: { taskKey: key, elementId: 'sign', outcome, values: {}, sent: {} },
});
const returned = (): EntryDraft => ({ kind: 'result-returned', at: AT, data: { channel: 'counter' } });
const told = (kind: 'message-sent' | 'message-failed', kept = false): EntryDraft => ({ kind, at: AT, data: { messageId: 'message-705', kept } });
const dossier = (...entries: EntryDraft[]): DossierRecord => after(aNewDossier(), [started(), ...entries]);
const signed = (): EntryDraft[] => [received(), enters(4), task('1', 'approve'), decides('1', 'APPROVE')];

/** What a life can bring, sensible or not: diagrams are drawn by people. */
const event = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PORTAL_STATUSES).map(enters) },
  fc.constantFrom(received, ends, withdrawn, stopped, returned, feeAssessed, feeRequested, feePaid).map((make) => make()),
);

describe('whatever happens to a dossier', () => {
  test('its status never makes a move that the law forbids', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let record = dossier();
        for (const draft of events) {
          const before = record.state;
          record = after(record, [draft]);
          expect(mayBecome(before, record.state.status)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what has ended stays as it ended, and what was handed over stays handed over', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const states = events.map((_, i) => dossier(...events.slice(0, i + 1)).state);
        for (const [i, state] of states.entries()) {
          const next = states[i + 1];
          if (next === undefined) continue;
          if (state.closedAt !== undefined || [3, 7, 8, 10].includes(state.status)) expect(next.status).toBe(state.status);
          if (state.stop !== undefined) expect(axesOf(next).business).toBe('stopped');
          if (axesOf(state).delivery === 'returned') expect(axesOf(next).delivery).toBe('returned');
          if (axesOf(state).finance === 'paid') expect(axesOf(next).finance).not.toBe('none');
        }
      }),
      { numRuns: 200 },
    );
  });

  test('nothing comes back to the desk after its receipt', () => {
    for (const status of PORTAL_STATUSES)
      for (const next of [1, 3] as const) if (status !== next) expect(mayBecome({ status, receivedAt: SUBMITTED_AT }, next)).toBe(false);
  });
});

describe('the four axes', () => {
  test.each<[name: string, entries: EntryDraft[], axes: object]>([
    ['a new dossier', [], { business: 'registered', finance: 'none', delivery: 'none', sync: 'none' }],
    ['one whose receipt was refused', [enters(3)], { business: 'receipt-refused' }],
    ['one asked for a supplement before receipt', [enters(5)], { business: 'supplementing' }],
    ['one received', [received()], { business: 'received' }],
    ['one at work', [received(), enters(4)], { business: 'processing', delivery: 'none' }],
    ['one that waits for money at receipt', [enters(6), feeAssessed(), feeRequested()], { business: 'registered', finance: 'due' }],
    ['one that waits for money while at work', [received(), enters(6)], { business: 'processing' }],
    ['one that waits for money after the signature', [...signed(), enters(6), feeAssessed()], { business: 'resolved', finance: 'assessed' }],
    ['one that was paid for', [received(), feeAssessed(), feeRequested(), feePaid()], { finance: 'paid' }],
    ['one that is signed and ready', [...signed(), enters(9)], { business: 'resolved', delivery: 'ready' }],
    ['one that was handed over', [...signed(), enters(9), returned(), enters(10), ends()], { business: 'resolved', delivery: 'returned' }],
    ['a refusal that waits at the desk', [...signed(), enters(8)], { business: 'refused', delivery: 'ready' }],
    ['one withdrawn', [received(), enters(7), ends()], { business: 'withdrawn', delivery: 'none' }],
    ['one stopped', [received(), enters(4), stopped(), enters(9), ends()], { business: 'stopped', delivery: 'none' }],
    ['a message on its way', [messageQueued()], { sync: 'pending' }],
    ['a message sent', [messageQueued(), told('message-sent')], { sync: 'told' }],
    ['a message nobody could send', [messageQueued(), told('message-sent', true)], { sync: 'kept' }],
    ['a message that failed', [messageQueued(), told('message-failed')], { sync: 'failed' }],
  ])('of %s', (_, entries, axes) => {
    expect(axesOf(dossier(...entries).state)).toMatchObject(axes);
  });
});

describe('withdrawing and stopping', () => {
  const refusal = (...entries: EntryDraft[]): string | undefined => whyNotToEnd(dossier(...entries).state)?.code;

  test('are possible until the result is signed', () => {
    expect(refusal()).toBeUndefined();
    expect(refusal(received(), enters(4))).toBeUndefined();
    expect(refusal(received(), enters(5))).toBeUndefined();
    expect(refusal(...signed())).toBe('result-signed');
    expect(refusal(received(), enters(9))).toBe('result-signed');
    expect(refusal(received(), enters(8))).toBe('result-signed');
  });

  test('are possible after a leader has sent the draft back, and after what others decide', () => {
    expect(refusal(received(), task('1', 'approve'), decides('1', 'RETURN'))).toBeUndefined();
    expect(refusal(received(), task('1', 'process'), decides('1', 'APPROVE'))).toBeUndefined();
    expect(refusal(received(), task('1', 'approve'), decides('1', 'APPROVE', aCaseOfficer()))).toBeUndefined();
  });

  test('are possible again when the signature was undone', () => {
    expect(refusal(...signed(), { kind: 'decision-undone', at: AT, data: { taskKey: '2' } })).toBe('result-signed');
    expect(refusal(...signed(), { kind: 'decision-undone', at: AT, data: { taskKey: '1' } })).toBeUndefined();
  });

  test('happen once', () => {
    expect(refusal(received(), stopped())).toBe('dossier-closed');
    expect(refusal(received(), withdrawn())).toBe('dossier-closed');
    expect(refusal(received(), enters(10), ends())).toBe('dossier-closed');
  });
});
