import { calendarFrom, CalendarData } from '../../domain/calendar/calendar.ts';
import { clockOfHistory } from '../../domain/clock/clock-of.ts';
import type { Entry, EntryKind } from '../../domain/history/entry.ts';
import type { ClockSheet } from '../../domain/release.ts';
import shipped from '../../server/demo/calendars.json' with { type: 'json' };
import { median, round, type Result } from './report.ts';

const BAR = 2;
const ENTRIES = 1_000;
const WARM_UP = 50;
const MEASURED = 200;
const RECEIVED = Date.UTC(2026, 2, 2, 3);
const HOUR = 3_600_000;
const RULES: ClockSheet = {
  limit: { unit: 'WORKING_DAY', amount: 40 },
  onSupplement: 'PAUSE',
  cutOff: '15:00',
  budgets: { receiving: { unit: 'WORKING_DAY', amount: 1 }, competent: { unit: 'WORKING_DAY', amount: 30 } },
};

/** Milliseconds to fold a long history into the whole clock: every date, its arithmetic, pauses, moves, who spent how much time. */
export function clock(): Result {
  const calendar = calendarFrom(CalendarData.parse(shipped));
  const history = aLongHistory();
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + MEASURED; i++) {
    const start = performance.now();
    clockOfHistory(history, { rules: RULES, calendarOf: () => calendar }, '2026-06-01T03:00:00.000Z');
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  const figure = round(median(times), 3);
  return {
    id: 'clock',
    what: `clock of a history of ${String(history.length)} entries`,
    figure,
    unit: 'ms',
    bar: BAR,
    holds: figure <= BAR,
    detail: { slowest: round(Math.max(...times), 3) },
  };
}

/** Elements entered and left all the time, a hand-over, a payment every hundred entries and three supplements. */
function aLongHistory(): readonly Entry[] {
  const entries: Entry[] = [];
  const add = (kind: EntryKind, data: Entry['data'], elementId?: string): void => {
    const seq = entries.length + 1;
    const key = String(Math.ceil(seq / 2));
    const place = elementId === undefined ? {} : { elementId, elementInstanceKey: `${elementId}-${key}`, elementType: 'SERVICE_TASK' };
    const engine = { partition: 1, position: seq, key, processInstanceKey: '1', ...place };
    entries.push({
      kind,
      at: new Date(RECEIVED + seq * HOUR).toISOString(),
      data,
      dossierId: 'd',
      seq,
      prevHash: '',
      hash: '',
      ...(elementId === undefined ? {} : { engine }),
    });
  };
  add('submitted', { receivingAgency: 'center', competentAgency: 'department', calendarVersion: 1 });
  add('received', { code: 'H99.01-260302-0001', dueAt: '2026-04-28T10:00:00+07:00', calendarVersion: 1 });
  add('transferred', { to: { id: 'department' } });
  for (let i = 1; entries.length < ENTRIES; i++) {
    const pays = i % 50 === 0;
    const mark = pays
      ? { portalStatus: 6, pausesClock: { reason: { vi: 'Chờ nộp phí', en: 'Waiting for payment' }, legalBasis: 'Điều 7' } }
      : { portalStatus: 4 };
    add('element-activated', mark, pays ? 'fee-paid' : 'check');
    add('element-completed', {}, pays ? 'fee-paid' : 'check');
    if (i % 150 !== 0) continue;
    add('supplement-requested', { supplementId: `s${String(i)}`, dueAt: '2026-12-01T10:00:00+07:00' });
    add('supplement-answered', { supplementId: `s${String(i)}` });
  }
  return entries.slice(0, ENTRIES);
}
