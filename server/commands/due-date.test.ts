import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CalendarData } from '../../domain/calendar/calendar.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SHIPPED = JSON.parse(readFileSync(join(root, 'server/demo/calendars.json'), 'utf8')) as CalendarData;

interface Answer {
  readonly exit: number | null;
  readonly out: readonly string[];
  readonly err: string;
  readonly json: {
    readonly dueAt?: string;
    readonly calendarVersion?: number;
    readonly lines?: readonly object[];
    readonly code?: string;
    readonly message?: string;
  };
}

function dueDateCommand(...args: string[]): Answer {
  const env = { ...process.env, NODE_OPTIONS: '', TZ: 'America/New_York' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'server/commands/due-date.ts', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const out = stdout.trimEnd().split('\n');
  return { exit: status, out, err: stderr, json: args.includes('--json') ? (JSON.parse(out.at(-1) ?? '') as Answer['json']) : {} };
}

let folder: string;
let confirmed: string;
let faulty: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-due-date-'));
  confirmed = join(folder, 'confirmed.json');
  faulty = join(folder, 'faulty.json');
  const years = SHIPPED.years.map(({ year }) => ({ year, state: 'confirmed' }));
  const agencies = { 'an-phu-ward': { sessions: { ...SHIPPED.sessions, '6': [['07:30', '11:30']] } } };
  writeFileSync(confirmed, JSON.stringify({ ...SHIPPED, version: 7, years, agencies }));
  writeFileSync(faulty, JSON.stringify({ ...SHIPPED, version: 0 }));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run due-date', () => {
  test('with --json answers with one line of JSON', () => {
    const { exit, out, json } = dueDateCommand('--received', '2026-11-20T10:00', '--limit', '3 working days', '--json');

    expect([exit, out.length]).toEqual([0, 1]);
    expect(Object.keys(json)).toEqual(['dueAt', 'calendarVersion', 'lines']);
    expect(json).toMatchObject({ dueAt: '2026-11-26T10:00:00+07:00', calendarVersion: 1 });
    expect(json.lines?.[4]).toEqual({ date: '2026-11-24', counted: false, reason: 'Ngày Văn hóa Việt Nam: không tính' });
  });

  test('without it shows the arithmetic and the date', () => {
    const { exit, out } = dueDateCommand('--received', '2026-11-23T10:00', '--limit', '1 working day');

    expect(exit).toBe(0);
    expect(out).toEqual([
      '    23/11/2026 Ngày nhận hồ sơ: không tính',
      '    24/11/2026 Ngày Văn hóa Việt Nam: không tính',
      '  + 25/11/2026 Ngày làm việc thứ 1',
      'Hạn: 25/11/2026 10:00 (lịch làm việc, phiên bản 1)',
    ]);
  });

  test('takes a time with an offset as what it is', () => {
    expect(dueDateCommand('--received', '2026-11-20T03:00:00Z', '--limit', 'same day', '--json').json.dueAt).toBe('2026-11-20T17:00:00+07:00');
  });

  test('lays pauses on the limit, as many as are given', () => {
    const pauses = ['--pause', '2026-11-23T09:00..2026-11-23T10:00', '--pause', '2026-11-25T08:00..2026-11-26T08:00'];
    const due = (...policy: string[]): string | undefined =>
      dueDateCommand('--received', '2026-11-20T10:00', '--limit', '3 working days', ...pauses, ...policy, '--json').json.dueAt;

    expect(due()).toBe('2026-11-27T11:00:00+07:00');
    expect(due('--policy', 'RESTART')).toBe('2026-12-01T08:00:00+07:00');
  });

  test('refuses a year that nobody has confirmed, and computes it from a calendar where somebody has', () => {
    const asked = ['--received', '2027-02-03T10:00', '--limit', '1 working day', '--json'];

    const refused = dueDateCommand(...asked);
    const computed = dueDateCommand(...asked, '--calendar', confirmed);

    expect([refused.exit, refused.out.length, refused.json.code]).toEqual([1, 1, 'calendar-not-confirmed']);
    expect(refused.json.message).toContain('Quản trị hệ thống cần lập đề xuất lịch năm 2027 và giám đốc trung tâm cần xác nhận');
    expect([computed.exit, computed.json.dueAt, computed.json.calendarVersion]).toEqual([0, '2027-02-11T10:00:00+07:00', 7]);
  });

  test('counts in the sessions of the agency that is named, by code or by id', () => {
    const due = (...agency: string[]): string | undefined =>
      dueDateCommand('--received', '2026-11-20T10:00', '--limit', '1 working day', '--calendar', confirmed, ...agency, '--json').json.dueAt;

    expect([due(), due('--agency', 'H99.21'), due('--agency', 'an-phu-ward')].map((dueAt) => dueAt?.slice(0, 10))).toEqual([
      '2026-11-23',
      '2026-11-21',
      '2026-11-21',
    ]);
  });

  test('refuses an agency nobody knows', () => {
    const { exit, json } = dueDateCommand('--received', '2026-11-20T10:00', '--limit', '1 month', '--agency', 'H00.99', '--json');
    expect([exit, json.code]).toEqual([1, 'agency-not-found']);
  });

  test.each([
    ['nothing', []],
    ['no limit', ['--received', '2026-11-20T10:00']],
    ['a limit it does not know', ['--received', '2026-11-20T10:00', '--limit', '3 days']],
    ['a time that does not exist', ['--received', '2026-02-30T10:00', '--limit', '1 month']],
    ['a time of another zone by name', ['--received', '2026-11-20T10:00[Asia/Tokyo]', '--limit', '1 month']],
    ['a pause that ends before it begins', ['--received', '2026-11-20T10:00', '--limit', '1 month', '--pause', '2026-11-25..2026-11-24']],
    ['a policy it does not know', ['--received', '2026-11-20T10:00', '--limit', '1 month', '--policy', 'STOP']],
    ['an option it does not know', ['--received', '2026-11-20T10:00', '--limit', '1 month', '--colour', 'red']],
    ['a calendar that is not there', ['--received', '2026-11-20T10:00', '--limit', '1 month', '--calendar', 'nowhere.json']],
  ])('given %s says how it is used', (_what, args) => {
    const { exit, out, err } = dueDateCommand(...args);
    expect([exit, out]).toEqual([2, ['']]);
    expect(err).toContain('Use: npm run due-date');
  });

  test('says what is wrong with a calendar, in JSON if JSON was asked for', () => {
    const { exit, json } = dueDateCommand('--received', '2026-11-20T10:00', '--limit', '1 month', '--calendar', faulty, '--json');
    expect([exit, json.code]).toEqual([2, 'malformed-request']);
    expect(json.message).toContain('version');
  });
});
