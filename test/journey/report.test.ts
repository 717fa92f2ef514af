import { expect, test } from '@jest/globals';
import type { Played } from './play.ts';
import { holds, stepLine, summary, summaryLine } from './report.ts';

const aPlayed = (changes: Partial<Played> = {}): Played => ({
  scenario: 's',
  code: 'H99.21-261125-0001',
  procedure: '1.013225',
  status: 10,
  entries: 40,
  seconds: 3.2,
  ...changes,
});

test('the line for programs has exactly what was promised', () => {
  expect(JSON.parse(summaryLine([aPlayed({ problem: 'too late' })]))).toEqual({
    ok: false,
    dossiers: [{ scenario: 's', code: 'H99.21-261125-0001', procedure: '1.013225', status: 10, entries: 40, seconds: 3.2 }],
  });
  expect(summaryLine([aPlayed()])).not.toContain('\n');
});

test('it holds when every dossier ended as told, and never when none was played', () => {
  expect(holds([aPlayed()])).toBe(true);
  expect(holds([aPlayed(), aPlayed({ problem: 'x' })])).toBe(false);
  expect(holds([])).toBe(false);
});

test('a step says when in Việt Nam, who, what, and which dossier', () => {
  const line = stepLine(new Date('2026-11-25T02:00:05Z'), 'Trần Minh Khoa', { who: 'khoa.chutich', what: 'Ký duyệt: Ký duyệt', code: 'H99.21-261125-0001' });

  expect(line).toMatch(/^ {2}09:00:05 {2}Trần Minh Khoa +Ký duyệt: Ký duyệt +H99\.21-261125-0001$/);
});

test('the summary counts', () => {
  expect(summary([aPlayed()])).toBe('\n1 dossier in 3 s: all ended as their scenarios say.');
  expect(summary([aPlayed(), aPlayed({ problem: 'x' })])).toBe('\n2 dossiers in 6 s: 1 did not end as their scenarios say.');
});
