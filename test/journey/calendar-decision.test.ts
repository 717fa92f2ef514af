import { describe, expect, test } from '@jest/globals';
import type { CalendarContent, CalendarOverview } from '../../contract/endpoints/calendar.ts';
import { CalendarStuck, dateText, planCalendar, type CalendarStep } from './calendar-decision.ts';

const WARD = 'an-phu-ward';
const TODAY = '2026-11-25';
const STEP: CalendarStep = {
  calendarDecision: { day: 'workingDay+3', name: 'Ngập lụt', issuedAs: 'TB-UBND' },
  proposedBy: 'van.quytrinh',
  confirmedBy: 'dung.giamdoc',
};
const CLOSURE = { date: '2026-11-30', kind: 'LOCAL_CLOSED', name: 'Ngập lụt', document: '2/TB-UBND', agency: WARD } as const;
const HOLIDAY = { date: '2026-11-24', kind: 'HOLIDAY', name: 'Ngày Văn hóa Việt Nam' } as const;

const anOverview = (exceptions: CalendarContent['exceptions'] = [], proposal?: Partial<CalendarOverview['proposal']>) => {
  const content: CalendarContent = {
    sessions: { '1': [['07:30', '11:30']] },
    years: [{ year: 2026, state: 'confirmed' }],
    exceptions: [HOLIDAY, ...exceptions],
  };
  return {
    current: { version: 2, authors: [], content },
    ...(proposal === undefined ? {} : { proposal: { version: 3, revision: 4, decision: '3/TB-UBND', authors: [], content, ...proposal } }),
  };
};

/** Days of November, those that are not counted behind a minus. */
const aDossier = (...days: readonly number[]) => ({
  competentAgency: WARD,
  lines: days.map((day) => ({ date: `2026-11-${String(Math.abs(day))}`, counted: day > 0, reason: { vi: '', en: '' } })),
});

const plan = (overview: ReturnType<typeof anOverview>, dossier = aDossier(-24, 25, 26, 27, -28, -29, 30)) => planCalendar(overview, dossier, STEP, TODAY);

describe('the day that a late decision closes', () => {
  test('is the third that the dossier counts from tomorrow on, for its agency alone, and nothing else changes', () => {
    // when
    const { content, ...told } = plan(anOverview());

    // then
    expect(told).toEqual({ closes: true, date: '2026-11-30', number: '3/TB-UBND', reason: 'Đóng cửa ngày 30/11/2026 (Ngập lụt)', revision: 0 });
    expect(content).toEqual({ ...anOverview().current.content, exceptions: [HOLIDAY, { ...CLOSURE, document: '3/TB-UBND' }] });
  });

  test('must lie before the due date', () => {
    expect(() => plan(anOverview(), aDossier(25, 26, 27))).toThrow(CalendarStuck);
  });
});

describe('a closure by an earlier journey', () => {
  test('that the dossier leaves out is taken back, and nothing else changes', () => {
    const { content, ...told } = plan(anOverview([CLOSURE]), aDossier(26, 27, -28, -29, -30));

    expect(told).toEqual({ closes: false, date: '2026-11-30', number: '3/TB-UBND', reason: 'Thôi đóng cửa ngày 30/11/2026 (Ngập lụt)', revision: 0 });
    expect(content).toEqual(anOverview().current.content);
  });

  test.each([
    ['has passed', { ...CLOSURE, date: TODAY }],
    ['lies after the due date', { ...CLOSURE, date: '2026-12-15' }],
    ['is of another agency', { ...CLOSURE, date: '2026-11-28', agency: 'binh-an-center' }],
    ['was decided elsewhere', { ...CLOSURE, date: '2026-11-28', document: 'TB 12' }],
  ])('stays when it %s, and another day is closed', (_why, closure) => {
    const { closes, content } = plan(anOverview([closure]), aDossier(-25, 26, 27, -28, -29, 30));

    expect(closes).toBe(true);
    expect(content.exceptions).toEqual([HOLIDAY, closure, { ...CLOSURE, document: '3/TB-UBND' }]);
  });
});

describe('a proposal that is open already', () => {
  const van = { id: 'van.quytrinh', name: 'Vân' };

  test('is gone on with when a journey has left it', () => {
    expect(plan(anOverview([], { authors: [van] }))).toMatchObject({ closes: true, revision: 4 });
  });

  test.each([
    ['another decision', { decision: '41/QĐ-UBND', authors: [van] }],
    ['somebody else as well', { authors: [van, { id: 'long.hethong', name: 'Long' }] }],
  ])('is left alone when it is of %s, and the scenario says so', (_whose, proposal) => {
    expect(() => plan(anOverview([], proposal))).toThrow(/Another proposal .* is open .*Vân/);
  });
});

test('dates are told as they are written in Việt Nam', () => {
  expect(dateText('2026-11-27')).toBe('27/11/2026');
});
