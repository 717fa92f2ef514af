import { expect, test } from '@jest/globals';
import { CALENDAR } from '../../test/support/fakes/fake-surroundings.ts';
import { calendarFrom } from './calendar.ts';
import { differenceText } from './difference-text.ts';

const calendar = calendarFrom(CALENDAR);
const flooded = calendarFrom({ ...CALENDAR, exceptions: [...CALENDAR.exceptions, { date: '2026-11-26', kind: 'LOCAL_CLOSED', name: 'Ngập lụt' }] });

test.each([
  ['2026-11-23T10:00:00+07:00', '2026-11-25T10:00:00+07:00', 'Lùi 1 ngày làm việc', '1 working day later'],
  ['2026-11-20T10:00:00+07:00', '2026-11-26T10:00:00+07:00', 'Lùi 3 ngày làm việc', '3 working days later'],
  ['2026-11-26T10:00:00+07:00', '2026-11-25T10:00:00+07:00', 'Sớm 1 ngày làm việc', '1 working day earlier'],
  ['2026-11-25T10:00:00+07:00', '2026-11-25T14:00:00+07:00', 'Lùi 2 giờ làm việc', '2 h of working time later'],
])('from %s to %s: %s', (from, to, vi, en) => {
  expect(differenceText(from, to, [calendar, flooded])).toEqual({ vi, en });
});
