import { describe, expect, test } from '@jest/globals';
import { aDossier, after, supplementRequested } from '../../test/support/builders/a-dossier.ts';
import { Story } from '../../test/support/builders/a-fact.ts';
import { anEntry, local, say } from '../../test/support/builders/an-entry.ts';
import { FIRE_POLICE, WARD } from '../../test/support/builders/people.ts';
import { fold } from '../dossier/fold.ts';
import { observe, type ElementLookup } from '../dossier/observe.ts';
import { ENGINE_KINDS } from '../engine-fact.ts';
import { OWN_KINDS } from '../history/entry.ts';
import { NO_FACTS, type ClockFacts } from './clock-facts.ts';
import { evolveClock } from './evolve-clock.ts';
import { clockFactsOf } from './clock-of.ts';

const PAUSE = { reason: { vi: 'Chờ nộp phí', en: 'Waiting for payment' }, legalBasis: 'Điều 7' };
const elementOf: ElementLookup = (_process, element) =>
  element === 'fee-paid'
    ? { name: 'Chờ nộp phí', portalStatus: 6, pausesClock: PAUSE }
    : element === 'refuse'
      ? { name: 'Từ chối', result: 'refused' }
      : undefined;

describe('the facts of the clock', () => {
  test('are the same folded with the dossier and from plain entries', () => {
    const story = new Story({ from: 300 }).enter('fee-paid', '41').enter('refuse', '42').leave('fee-paid', '41').end('element-terminated');
    const record = observe(after(aDossier(), [supplementRequested()]), story.facts, elementOf);
    expect(record.state.clock).toEqual(clockFactsOf(record.pending));
    expect(fold(record.pending).clock).toEqual(record.state.clock);
    expect(record.state.clock).toMatchObject({
      pauses: [{ cause: 'supplement' }, { cause: 'fee-paid', ...PAUSE, forApplicant: true, to: story.facts[2]?.at }],
      results: [{ result: 'refused' }],
      finishedAt: story.facts[3]?.at,
    });
  });

  test('come with the entry, so that no release is needed to fold them', () => {
    const { pending } = observe(aDossier(), new Story({ from: 300 }).enter('fee-paid', '41').leave('fee-paid', '41').facts, elementOf);
    expect(pending.at(-2)?.data).toMatchObject({ pausesClock: PAUSE });
    expect(pending.at(-1)?.data).toEqual({ resumesClock: true });
  });

  test('are the same object where an entry says nothing about time', () => {
    for (const kind of ['fee-paid', 'document-added', 'flow-taken', 'reviewed'] as const)
      expect(evolveClock(NO_FACTS, anEntry(kind, '2026-11-20 10:00'))).toBe(NO_FACTS);
    expect(evolveClock(NO_FACTS, say.left('2026-11-20 10:00', 'look-up'))).toBe(NO_FACTS);
  });

  test('can be folded from every kind of entry', () => {
    const data = {
      taskKey: 'x',
      groups: [],
      to: { id: WARD },
      supplementId: 'x',
      correlationKey: 'x',
      messageName: 'supplement-answered',
      decision: 'd',
      calendarVersion: 1,
    };
    for (const kind of [...OWN_KINDS, ...ENGINE_KINDS]) expect(() => evolveClock(NO_FACTS, anEntry(kind, '2026-11-20 10:00', data))).not.toThrow();
  });

  test('leave out what an instance does that should never have been', () => {
    const stray = { ...say.status('2026-11-23 10:00', 9).engine!, processInstanceKey: '99' };
    const entries = [
      say.submitted('2026-11-20 09:00'),
      anEntry('second-instance-canceled', '2026-11-20 09:10', { processInstanceKey: '99' }),
      { ...say.status('2026-11-23 10:00', 9), engine: stray },
    ];
    expect(clockFactsOf(entries).finishedAt).toBeUndefined();
  });

  test('do not take on a status the dossier cannot have', () => {
    const entries = [say.submitted('2026-11-20 09:00'), say.received('2026-11-20 10:00'), say.status('2026-11-20 11:00', 3)];
    expect(clockFactsOf(entries).finishedAt).toBeUndefined();
  });

  test('of a finished dossier do not grow any more', () => {
    const finished = [say.submitted('2026-11-20 09:00'), say.received('2026-11-20 10:00'), say.status('2026-11-23 10:00', 9)];
    const later = [
      say.asked('2026-11-24 10:00'),
      say.transferred('2026-11-24 10:00', FIRE_POLICE),
      say.entered('2026-11-24 10:00', 'fee-paid', { pausesClock: PAUSE, result: 'refused' }),
      anEntry('apology-issued', '2026-11-24 10:00', { newDueAt: '2026-12-01T10:00:00+07:00' }),
      anEntry('due-date-moved', '2026-11-24 10:00', { decision: 'd', calendarVersion: 2 }),
      anEntry('task-created', '2026-11-24 10:00', { taskKey: '5', groups: [`${FIRE_POLICE}:CONSULTED_AGENCY`] }),
    ];
    const facts: ClockFacts = clockFactsOf(finished);
    expect(clockFactsOf([...finished, ...later])).toEqual(facts);
    expect(facts.finishedAt).toBe(local('2026-11-23 10:00'));
  });

  test('never let a pause end before it began', () => {
    const entries = [say.submitted('2026-11-20 09:00'), say.asked('2026-11-23 10:00'), say.waitEnded('2026-11-23 09:59')];
    expect(clockFactsOf(entries).pauses).toMatchObject([{ from: local('2026-11-23 10:00'), to: local('2026-11-23 10:00') }]);
  });
});
