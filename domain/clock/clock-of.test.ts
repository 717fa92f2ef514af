import { describe, expect, test } from '@jest/globals';
import { aReckoning } from '../../test/support/builders/a-reckoning.ts';
import { anEntry, local, say } from '../../test/support/builders/an-entry.ts';
import { anActor, CENTER, FIRE_POLICE, WARD } from '../../test/support/builders/people.ts';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { momentText, localMinute } from '../calendar/vietnam-time.ts';
import type { Entry } from '../history/entry.ts';
import type { ClockSheet } from '../release.ts';
import { clockFactsOf, clockOf, clockOfHistory } from './clock-of.ts';
import type { Clock, Reckoning } from './clock.ts';
import { datesOf } from './dates-of.ts';

const PAUSING: Partial<ClockSheet> = { onSupplement: 'PAUSE' };
const RECEIVED = [say.submitted('2026-11-20 09:30'), say.received('2026-11-20 10:00')];

const clockAt = (now: string, entries: readonly Entry[] = RECEIVED, reckoning: Reckoning = aReckoning()): Clock =>
  clockOfHistory(entries, reckoning, local(now));
const shown = (instant: string | undefined): string | undefined => (instant === undefined ? undefined : momentText(localMinute(instant)));
const due = (entries: readonly Entry[], rules: Partial<ClockSheet> = {}, now = '2026-11-30 08:00'): string | undefined =>
  shown(clockAt(now, entries, aReckoning({ rules })).dueAt);

describe('three working days from Friday 20/11 at 10:00', () => {
  test('are due on 26/11 at 10:00, each day of it explained', () => {
    const { dueAt, firstDueAt, startedAt, startReason, limitText, calendarVersion, lines } = clockAt('2026-11-20 11:00');
    expect([shown(dueAt), startedAt, startReason?.vi]).toEqual(['26/11/2026 10:00', local('2026-11-20 10:00'), 'Nhận hồ sơ đầy đủ, hợp lệ']);
    expect([firstDueAt, limitText, calendarVersion]).toEqual([local('2026-11-20 10:00'), { vi: '3 ngày làm việc', en: '3 working days' }, 1]);
    expect(lines.map(({ date, counted }) => `${date.slice(8)}${counted ? '+' : ''}`)).toEqual(['20', '21', '22', '23+', '24', '25+', '26+']);
    expect(lines[4]?.reason).toEqual({ vi: 'Ngày Văn hóa Việt Nam: không tính', en: 'Public holiday (Ngày Văn hóa Việt Nam): not counted' });
  });

  test.each([
    ['2026-11-23 10:00', 'running', 'Còn 2 ngày làm việc', 2, 900],
    ['2026-11-25 09:59', 'running', 'Còn 1 ngày làm việc', 1, 451],
    ['2026-11-25 10:00', 'due-soon', 'Còn 1 ngày làm việc', 1, 450],
    ['2026-11-26 08:00', 'due-soon', 'Còn 2 giờ làm việc', 0, 120],
    ['2026-11-26 14:00', 'due-soon', 'Đã quá giờ hẹn, trong ngày còn 3 giờ làm việc', 0, 180],
    ['2026-11-26 17:00', 'due-soon', 'Đã quá giờ hẹn, trong ngày còn 0 giờ làm việc', 0, 0],
    ['2026-11-26 17:01', 'overdue', 'Quá hạn 0 giờ làm việc', 0, 0],
    ['2026-11-27 09:15', 'overdue', 'Quá hạn 1 ngày làm việc', 1, 105],
    ['2026-11-30 09:15', 'overdue', 'Quá hạn 2 ngày làm việc', 2, 555],
  ])('are at %s %s: %s', (now, state, text, workingDays, workingMinutes) => {
    const clock = clockAt(now);
    expect(clock.state).toBe(state);
    expect(clock.remaining).toEqual({ overdue: state === 'overdue', workingDays, workingMinutes, text: { vi: text, en: expect.any(String) } });
  });

  test.each([
    ['2026-11-25 17:00', 'early'],
    ['2026-11-26 07:30', 'on-time'],
    ['2026-11-26 17:00', 'on-time'],
    ['2026-11-26 17:01', 'late'],
    ['2026-11-27 08:00', 'late'],
  ])('that have their result at %s are %s', (at, punctuality) => {
    const clock = clockAt('2026-12-10 08:00', [...RECEIVED, say.status(at, 9)]);
    expect(clock).toMatchObject({ state: 'stopped', punctuality, finishedAt: local(at), alerts: [] });
    expect(clock.remaining).toBeUndefined();
  });
});

describe('a dossier', () => {
  test('that is not received has no date and no clock', () => {
    expect(clockAt('2026-11-20 10:00', [say.submitted('2026-11-20 09:30')])).toMatchObject({
      state: 'not-started',
      lines: [],
      moves: [],
      spent: [],
      alerts: [],
    });
  });

  test('that was refused at the desk has stopped', () => {
    const clock = clockAt('2026-11-20 11:00', [{ ...say.submitted('2026-11-20 09:30'), kind: 'receipt-refused' }]);
    expect(clock).toMatchObject({ state: 'stopped', finishedAt: local('2026-11-20 09:30') });
    expect(clock.punctuality).toBeUndefined();
  });

  test.each([7, 8, 9])('stops with status %i, and with what comes first', (status) => {
    const entries = [...RECEIVED, say.status('2026-11-23 10:00', status), say.status('2026-11-27 10:00', 10)];
    expect(clockAt('2026-12-01 10:00', entries).finishedAt).toBe(local('2026-11-23 10:00'));
  });

  test('stops at the end of its process if no status has stopped it', () => {
    const end = anEntry('element-completed', '2026-11-24 10:00', {}, { engine: { ...say.started('2026-11-20 09:31').engine!, elementInstanceKey: '1' } });
    expect(clockAt('2026-12-01 10:00', [...RECEIVED, say.started('2026-11-20 09:31'), end]).finishedAt).toBe(local('2026-11-24 10:00'));
  });

  test('received in hours is late after its hour, not after its day', () => {
    const reckoning = aReckoning({ rules: { limit: { unit: 'WORKING_HOUR', amount: 4 } } });
    expect(clockAt('2026-11-20 15:30', RECEIVED, reckoning)).toMatchObject({ state: 'due-soon', dueAt: '2026-11-20T16:00:00+07:00' });
    expect(clockAt('2026-11-20 16:01', RECEIVED, reckoning).state).toBe('overdue');
  });

  test('of one day is due soon when a fifth of its working time is left', () => {
    const reckoning = aReckoning({ rules: { limit: { unit: 'SAME_DAY' } } });
    const { dueAt, dueSoonAt, apologyDueAt } = clockAt('2026-11-20 11:00', RECEIVED, reckoning);
    // 300 working minutes from 10:00 to 17:00
    expect([shown(dueSoonAt), shown(dueAt)]).toEqual(['20/11/2026 16:00', '20/11/2026 17:00']);
    expect(apologyDueAt).toBe(dueAt);
  });

  test.each<[ClockSheet['dueSoon'], string]>([
    [{ unit: 'WORKING_DAY', amount: 2 }, '23/11/2026 10:00'],
    [{ unit: 'WORKING_HOUR', amount: 3 }, '25/11/2026 16:30'],
    [{ unit: 'CALENDAR_DAY', amount: 2 }, '24/11/2026 10:00'],
    [{ unit: 'SAME_DAY' }, '26/11/2026 07:30'],
    [{ unit: 'MONTH', amount: 1 }, '25/11/2026 15:00'],
  ])('is due soon as its release says: %j', (dueSoon, wanted) => {
    expect(shown(clockAt('2026-11-20 11:00', RECEIVED, aReckoning({ rules: { dueSoon: dueSoon! } })).dueSoonAt)).toBe(wanted);
  });
});

describe('a supplement', () => {
  const ASKED = [...RECEIVED, anEntry('decided', '2026-11-23 08:50', {}, { actor: anActor() }), say.asked('2026-11-23 09:00', { legalBasis: 'Điều 19' })];

  test('stops the clock while it is awaited; the date shown is the one if it went on at once', () => {
    const paused = (now: string): Clock => clockAt(now, ASKED, aReckoning({ rules: PAUSING }));
    expect(paused('2026-11-23 09:00')).toMatchObject({ state: 'paused', dueAt: '2026-11-26T10:00:00+07:00' });
    expect(paused('2026-11-25 09:00')).toMatchObject({ state: 'paused', dueAt: '2026-11-27T10:00:00+07:00', moves: [] });
    expect(paused('2026-11-25 09:00').remaining).toEqual(paused('2026-11-23 09:00').remaining);
    expect(paused('2026-11-25 09:00').pauses).toEqual([
      {
        cause: 'supplement',
        from: local('2026-11-23 09:00'),
        reason: { vi: 'Chờ bổ sung hồ sơ', en: 'Waiting for the supplement' },
        legalBasis: 'Điều 19',
        by: 'Cán bộ hoa.motcua',
      },
    ]);
  });

  test.each(['PAUSE', 'REFUSE_IF_LATE'] as const)('that came keeps what was left under %s, and the move says so', (onSupplement) => {
    const clock = clockAt('2026-11-26 08:00', [...ASKED, say.answered('2026-11-25 09:00')], aReckoning({ rules: { onSupplement } }));
    expect(shown(clock.dueAt)).toBe('27/11/2026 10:00');
    expect(clock.moves).toMatchObject([
      { kind: 'pause', from: '2026-11-26T10:00:00+07:00', to: '2026-11-27T10:00:00+07:00', by: 'Cán bộ hoa.motcua', at: local('2026-11-25 09:00') },
    ]);
    expect(clock.pauses).toMatchObject([{ to: local('2026-11-25 09:00') }]);
  });

  test('that came starts the limit again under RESTART', () => {
    const clock = clockAt('2026-11-26 08:00', [...ASKED, say.answered('2026-11-25 09:00')]);
    expect(shown(clock.dueAt)).toBe('30/11/2026 09:00');
    expect(clock.moves).toMatchObject([{ kind: 'restart', to: '2026-11-30T09:00:00+07:00', reason: { vi: 'Hồ sơ đã bổ sung: tính lại thời hạn từ đầu' } }]);
    expect(clock.lines.at(-1)).toMatchObject({ date: '2026-11-30', counted: true });
  });

  test('would start it again if it came now', () => {
    expect(shown(clockAt('2026-11-25 09:00', ASKED).dueAt)).toBe('30/11/2026 09:00');
  });

  test('that never came is only a pause', () => {
    const entries = [...ASKED, say.waitEnded('2026-11-25 09:00')];
    expect(clockAt('2026-11-26 08:00', entries)).toMatchObject({ dueAt: '2026-11-27T10:00:00+07:00', moves: [{ kind: 'pause' }] });
  });

  test('that came after the process had stopped waiting is only a pause', () => {
    const undone = anEntry('decision-undone', '2026-11-25 09:00', { message: 'supplement-answered', correlationKey: 'supplement-1' });
    expect(due([...ASKED, say.answered('2026-11-25 09:00'), undone])).toBe('27/11/2026 10:00');
  });

  test('asked for after the date has passed makes nothing punctual', () => {
    const clock = clockAt('2026-12-01 09:00', [...RECEIVED, say.asked('2026-11-27 09:00')]);
    expect(clock).toMatchObject({ state: 'overdue', dueAt: '2026-11-26T10:00:00+07:00' });
    expect(clock.pausedSince).toBeUndefined();
  });

  test('ends with the dossier', () => {
    const entries = [...ASKED, say.status('2026-11-25 09:00', 7), say.answered('2026-12-05 09:00')];
    expect(clockAt('2026-12-10 08:00', entries, aReckoning({ rules: PAUSING }))).toMatchObject({ dueAt: '2026-11-27T10:00:00+07:00', punctuality: 'early' });
  });
});

describe('an element that pauses the clock', () => {
  const MARK = { pausesClock: { reason: { vi: 'Chờ nộp phí', en: 'Waiting for payment' }, legalBasis: 'Điều 7' }, portalStatus: 6 };
  const POSTED = { pausesClock: { reason: { vi: 'Niêm yết', en: 'Public posting' }, legalBasis: 'Điều 5' } };
  const PAID = [...RECEIVED, say.entered('2026-11-23 09:00', 'fee-paid', MARK), say.left('2026-11-25 09:00', 'fee-paid')];

  test('does so while a token is there, with reason and legal basis, whatever a supplement does', () => {
    const clock = clockAt('2026-11-26 08:00', PAID);
    expect(shown(clock.dueAt)).toBe('27/11/2026 10:00');
    expect(clock.pauses).toEqual([{ cause: 'fee-paid', from: local('2026-11-23 09:00'), to: local('2026-11-25 09:00'), ...MARK.pausesClock }]);
    expect(clock.moves).toMatchObject([{ kind: 'pause', reason: MARK.pausesClock.reason }]);
  });

  test('counts once where two of them overlap, also with a supplement among them', () => {
    const overlapping = [
      ...RECEIVED,
      say.entered('2026-11-23 08:00', 'posted', POSTED),
      say.entered('2026-11-23 09:00', 'fee-paid', MARK),
      say.asked('2026-11-23 10:00'),
      say.left('2026-11-25 08:00', 'posted'),
      say.answered('2026-11-25 08:30'),
      say.left('2026-11-25 09:00', 'fee-paid'),
    ];
    expect(due(overlapping, PAUSING)).toBe('27/11/2026 11:00');
    expect(due(overlapping)).toBe('30/11/2026 09:00');
  });

  test('goes on pausing while one of two is left', () => {
    const entries = [
      ...RECEIVED,
      say.entered('2026-11-23 08:00', 'posted', POSTED),
      say.entered('2026-11-23 09:00', 'fee-paid', MARK),
      say.left('2026-11-25 08:00', 'posted'),
    ];
    const dates = datesOf(clockFactsOf(entries), aReckoning());
    expect(clockAt('2026-11-26 08:00', entries)).toMatchObject({ state: 'paused', dueAt: '2026-11-30T10:00:00+07:00' });
    expect(dates).toMatchObject({ dueAt: '2026-11-27T10:00:00+07:00', pausedSince: '2026-11-25T08:00:00+07:00' });
  });

  test('gives the applicant the time of a payment, and nobody that of a public posting', () => {
    expect(clockAt('2026-11-25 10:00', PAID)).toMatchObject({
      spentByCitizen: 450,
      spent: [{ agency: WARD, workingMinutes: 300 + 90 + 60, overBudget: false }],
    });
    const posted = [...RECEIVED, say.entered('2026-11-23 09:00', 'posted', POSTED), say.left('2026-11-25 09:00', 'posted')];
    expect(clockAt('2026-11-25 10:00', posted)).toMatchObject({ spentByCitizen: 0, spent: [{ agency: WARD, workingMinutes: 450 }] });
  });
});

describe('a result with a limit of its own', () => {
  const rules: Partial<ClockSheet> = {
    limit: { unit: 'WORKING_DAY', amount: 10 },
    byResult: [
      { result: 'refused', elements: ['draft-refusal'], limit: { unit: 'WORKING_DAY', amount: 3 } },
      { result: 'granted', elements: ['draft'], limit: { unit: 'WORKING_DAY', amount: 12 } },
    ],
  };
  const refused = say.entered('2026-11-25 09:00', 'draft-refusal', { result: 'refused' });

  test('is counted from the same start, from the moment a token comes to it', () => {
    const clock = clockAt('2026-11-25 10:00', [...RECEIVED, refused], aReckoning({ rules }));
    expect(clock).toMatchObject({ limit: { amount: 3 }, dueAt: '2026-11-26T10:00:00+07:00', state: 'due-soon' });
    expect(clock.moves).toMatchObject([{ kind: 'outcome', from: '2026-12-07T10:00:00+07:00', to: '2026-11-26T10:00:00+07:00', at: refused.at }]);
    expect(clock.lines[0]).toMatchObject({ date: '2026-11-25', counted: false, reason: { vi: 'Theo kết quả giải quyết, thời hạn là 3 ngày làm việc' } });
  });

  test('gives way to the next one', () => {
    expect(due([...RECEIVED, refused, say.entered('2026-11-26 09:00', 'draft', { result: 'granted' })], rules)).toBe('09/12/2026 10:00');
  });

  test('keeps the pauses before it', () => {
    const paused = [...RECEIVED, say.asked('2026-11-23 09:00'), say.answered('2026-11-25 09:00'), { ...refused, at: local('2026-11-26 09:00') }];
    expect(due(paused, { ...rules, ...PAUSING })).toBe('27/11/2026 10:00');
  });

  test('that the release does not know changes nothing', () => {
    expect(due([...RECEIVED, say.entered('2026-11-25 09:00', 'x', { result: 'other' })], rules)).toBe('07/12/2026 10:00');
  });
});

describe('a dossier received for another agency', () => {
  const rules: Partial<ClockSheet> = { startsAt: 'competent-receipt' };
  const FOR_CENTER = [say.submitted('2026-11-20 09:30', { competent: CENTER }), say.received('2026-11-20 10:00')];

  test('waits for that agency; until then the latest lawful hand-over is promised', () => {
    const clock = clockAt('2026-11-20 11:00', FOR_CENTER, aReckoning({ rules }));
    expect(clock).toMatchObject({ state: 'not-started', dueAt: '2026-11-26T17:00:00+07:00', alerts: [] });
    expect(clock.startReason?.vi).toBe('Tính từ khi cơ quan có thẩm quyền nhận hồ sơ, chậm nhất 20/11/2026 17:00');
    expect([clock.startedAt, clock.remaining]).toEqual([undefined, undefined]);
  });

  test('starts when that agency has it, the first time', () => {
    const entries = [...FOR_CENTER, say.transferred('2026-11-20 14:00'), say.transferred('2026-11-23 08:00', FIRE_POLICE), say.transferred('2026-11-25 08:00')];
    expect(clockAt('2026-11-25 10:00', entries, aReckoning({ rules }))).toMatchObject({
      startedAt: local('2026-11-20 14:00'),
      startReason: { en: 'Received by the competent agency' },
      dueAt: '2026-11-26T14:00:00+07:00',
      state: 'running',
    });
  });

  test('starts when it comes to the agency that turns out to be competent, whichever was named', () => {
    const handedOver = say.transferred('2026-11-23 08:00', FIRE_POLICE);
    const entries = [...FOR_CENTER, { ...handedOver, data: { ...handedOver.data, competent: true } }];
    expect(clockAt('2026-11-23 10:00', entries, aReckoning({ rules }))).toMatchObject({ startedAt: local('2026-11-23 08:00'), state: 'running' });
  });

  test('starts at receipt where its release does not say otherwise, or the agency is the same', () => {
    expect(due([...FOR_CENTER, say.transferred('2026-11-20 14:00')])).toBe('26/11/2026 10:00');
    expect(due(RECEIVED, rules)).toBe('26/11/2026 10:00');
  });

  test('is counted with the calendar of the competent agency', () => {
    const calendar = { ...CALENDAR, agencies: { [CENTER]: { sessions: { ...CALENDAR.sessions, '6': [['07:30', '11:30'] as [string, string]] } } } };
    expect(shown(clockAt('2026-11-25 10:00', FOR_CENTER, aReckoning({ calendar })).dueAt)).toBe('25/11/2026 10:00');
  });

  test('shows how long each has had it, and who has used more than allowed', () => {
    const budgets = {
      receiving: { unit: 'WORKING_HOUR', amount: 2 },
      competent: { unit: 'WORKING_DAY', amount: 3 },
      consulted: { unit: 'WORKING_DAY', amount: 1 },
    } as const;
    const entries = [
      ...FOR_CENTER,
      say.transferred('2026-11-20 14:00'),
      anEntry('task-created', '2026-11-23 08:00', { taskKey: '5', groups: [`${FIRE_POLICE}:CONSULTED_AGENCY`] }),
      anEntry('task-completed', '2026-11-25 10:00', { taskKey: '5' }),
    ];
    const spent = (now: string): Clock['spent'] => clockAt(now, entries, aReckoning({ rules: { ...rules, budgets } })).spent;
    expect(spent('2026-11-25 16:00')).toEqual([
      { agency: WARD, workingMinutes: 120, budget: budgets.receiving, overBudget: false },
      { agency: CENTER, workingMinutes: 180 + 450 + 390, budget: budgets.competent, overBudget: false },
      { agency: FIRE_POLICE, workingMinutes: 420 + 150, budget: budgets.consulted, overBudget: false },
    ]);
    expect(spent('2026-11-27 08:00').map(({ overBudget }) => overBudget)).toEqual([false, true, false]);
  });
});

describe('a letter of apology', () => {
  const letter = anEntry(
    'apology-issued',
    '2026-11-25 16:00',
    { newDueAt: '2026-12-01T10:00:00+07:00', number: '7/PXL', calendarVersion: 1, reason: { commitment: 'c' } },
    { actor: anActor() },
  );

  test('moves the date that holds, and not the date of the law', () => {
    const clock = clockAt('2026-11-27 08:00', [...RECEIVED, letter]);
    expect(clock).toMatchObject({ state: 'running', dueAt: '2026-12-01T10:00:00+07:00', lawDueAt: '2026-11-26T10:00:00+07:00' });
    expect(clock.moves).toMatchObject([{ kind: 'apology', document: '7/PXL', by: 'Cán bộ hoa.motcua', from: '2026-11-26T10:00:00+07:00' }]);
    expect(clock.apology).toMatchObject({ at: letter.at, late: false, reason: { commitment: 'c' } });
    expect(clock.lines.at(-1)?.reason.vi).toBe('Thư xin lỗi số 7/PXL: hẹn lại 01/12/2026 10:00');
  });

  test('makes nothing punctual', () => {
    expect(clockAt('2026-12-10 08:00', [...RECEIVED, letter, say.status('2026-11-27 09:00', 9)]).punctuality).toBe('late');
    expect(clockAt('2026-12-10 08:00', [...RECEIVED, letter, say.status('2026-11-26 09:00', 9)]).punctuality).toBe('on-time');
  });

  test.each([
    ['2026-11-25 17:00', false],
    ['2026-11-26 07:30', true],
  ])('of %s is late itself: %s', (at, late) => {
    expect(clockAt('2026-11-27 08:00', [...RECEIVED, { ...letter, at: local(at) }]).apology?.late).toBe(late);
  });

  test('counts once', () => {
    const again = { ...letter, at: local('2026-11-27 08:00'), data: { ...letter.data, newDueAt: '2026-12-20T10:00:00+07:00' } };
    expect(due([...RECEIVED, letter, again])).toBe('01/12/2026 10:00');
  });
});

describe('a decision about the calendar', () => {
  const flood = { ...CALENDAR, version: 2, exceptions: [...CALENDAR.exceptions, { date: '2026-11-25', kind: 'LOCAL_CLOSED' as const, name: 'Nghỉ do bão' }] };
  const reckoning: Reckoning = {
    ...aReckoning(),
    calendarOf: (version, agency) => aReckoning({ calendar: version === 2 ? flood : CALENDAR }).calendarOf(version, agency),
  };
  const moved = anEntry('due-date-moved', '2026-11-23 15:00', { decision: '12/QĐ-UBND', calendarVersion: 2 }, { actor: anActor() });

  test('moves the date of an open dossier', () => {
    const clock = clockAt('2026-11-26 08:00', [...RECEIVED, moved], reckoning);
    expect(clock).toMatchObject({ calendarVersion: 2, dueAt: '2026-11-27T10:00:00+07:00' });
    expect(clock.moves).toMatchObject([{ kind: 'calendar', document: '12/QĐ-UBND', from: '2026-11-26T10:00:00+07:00', by: 'Cán bộ hoa.motcua' }]);
    expect(clock.lines.find(({ date }) => date === '2026-11-25')?.reason.vi).toBe('Nghỉ do bão: không tính');
  });

  test('leaves a finished one as it is', () => {
    const finished = [...RECEIVED, say.status('2026-11-23 14:00', 9)];
    expect(clockAt('2026-11-26 08:00', [...finished, moved], reckoning)).toEqual(clockAt('2026-11-26 08:00', finished, reckoning));
  });

  test('gives a date where there was none', () => {
    const entries = [say.submitted('2026-12-30 09:00'), say.received('2026-12-30 10:00')];
    expect(clockAt('2026-12-31 08:00', entries)).toMatchObject({ state: 'running', unconfirmedYear: 2027, lines: [] });
    expect(clockAt('2026-12-31 08:00', entries).dueAt).toBeUndefined();
    const confirmed = { ...flood, years: [2026, 2027].map((year) => ({ year, state: 'confirmed' as const })) };
    const known: Reckoning = {
      ...aReckoning(),
      calendarOf: (version, agency) => aReckoning({ calendar: version === 2 ? confirmed : CALENDAR }).calendarOf(version, agency),
    };
    expect(clockAt('2026-12-31 15:30', [...entries, { ...moved, at: local('2026-12-31 15:00') }], known)).toMatchObject({ dueAt: '2027-01-04T10:00:00+07:00' });
  });
});

describe('what the sweeper has to write', () => {
  const alerts = (entries: readonly Entry[], rules: Partial<ClockSheet> = {}): readonly (readonly [string, string | undefined])[] =>
    datesOf(clockFactsOf(entries), aReckoning({ rules })).alerts.map(({ kind, at }) => [kind, shown(at)] as const);

  test('stands in order of time, and the first of it is when it wakes', () => {
    expect(alerts(RECEIVED)).toEqual([
      ['clock-due-soon', '25/11/2026 10:00'],
      ['apology-late', '25/11/2026 17:00'],
      ['clock-overdue', '26/11/2026 17:00'],
    ]);
    expect(datesOf(clockFactsOf(RECEIVED), aReckoning()).wakeAt).toBe('2026-11-25T03:00:00.000Z');
  });

  test('is written once', () => {
    const said = [...RECEIVED, anEntry('clock-due-soon', '2026-11-25 10:00'), anEntry('apology-late', '2026-11-25 17:01')];
    expect(alerts(said).map(([kind]) => kind)).toEqual(['clock-overdue']);
    expect(alerts([...said, anEntry('clock-overdue', '2026-11-26 17:01')])).toEqual([]);
  });

  test('asks for no letter where there is one', () => {
    const letter = anEntry('apology-issued', '2026-11-25 16:00', { newDueAt: '2026-12-01T10:00:00+07:00' });
    expect(alerts([...RECEIVED, letter]).map(([kind]) => kind)).toEqual(['clock-due-soon', 'clock-overdue']);
  });

  test('is only the end of the wait while the clock stands', () => {
    expect(alerts([...RECEIVED, say.asked('2026-11-23 09:00')])).toEqual([['supplement-timed-out', '01/12/2026 10:00']]);
    const said = anEntry('supplement-timed-out', '2026-12-01 10:01', { supplementId: 'supplement-1' });
    expect(alerts([...RECEIVED, say.asked('2026-11-23 09:00'), said])).toEqual([]);
  });

  test('begins anew with a limit that was counted again, and not after a pause', () => {
    const entries = [...RECEIVED, anEntry('clock-due-soon', '2026-11-25 10:00'), say.asked('2026-11-25 11:00'), say.answered('2026-11-27 09:00')];
    expect(alerts(entries).map(([kind]) => kind)).toEqual(['clock-due-soon', 'apology-late', 'clock-overdue']);
    expect(alerts(entries, PAUSING).map(([kind]) => kind)).toEqual(['apology-late', 'clock-overdue']);
  });
});

test('the dates in a row are the same at whatever moment they are asked for', () => {
  const facts = clockFactsOf([...RECEIVED, say.asked('2026-11-23 09:00'), say.answered('2026-11-23 11:00')]);
  const { alerts, lines, dueAt } = datesOf(facts, aReckoning());
  for (const now of ['2026-11-20 10:00', '2026-11-26 08:00', '2027-06-01 10:00'])
    expect(clockOf(facts, aReckoning(), local(now))).toMatchObject({ alerts, lines, dueAt });
});
