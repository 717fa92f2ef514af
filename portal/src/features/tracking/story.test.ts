import { expect, test } from '@jest/globals';
import type { TrackedDossier } from '../../api/contract.ts';
import { storyOf } from './story.ts';

const both = (text: string) => ({ vi: text, en: text });
const tracked = (clock: Partial<TrackedDossier['clock']>, part: Partial<TrackedDossier> = {}): TrackedDossier => ({
  code: 'H99.21-261116-0042',
  status: 4,
  statusName: both('Đang xử lý'),
  stages: [],
  clock: { state: 'running', limit: { unit: 'WORKING_DAY', amount: 7 }, limitText: both('7 ngày làm việc'), lines: [], pauses: [], moves: [], ...clock },
  ...part,
});
const START = { startedAt: '2026-11-16T09:15:00+07:00', firstDueAt: '2026-11-26T09:15:00+07:00' };

test('the story is told in order of time, each pause with its end, the move after what caused it', () => {
  // given
  const pause = { from: '2026-11-18T10:00:00+07:00', to: '2026-11-20T10:00:00+07:00', reason: both('Chờ bổ sung') };
  const move = { at: pause.to, kind: 'pause', from: START.firstDueAt, to: '2026-11-30T09:15:00+07:00' } as const;

  // when
  const story = storyOf(tracked({ ...START, pauses: [pause], moves: [move] }));

  // then
  expect(story.map(({ kind }) => kind)).toEqual(['received', 'pause-began', 'pause-ended', 'moved-pause']);
});

test('an open pause has no end yet, and a dossier not yet received has no story', () => {
  expect(storyOf(tracked({ ...START, pauses: [{ from: '2026-11-18T10:00:00+07:00', reason: both('Chờ bổ sung') }] })).map(({ kind }) => kind)).toEqual([
    'received',
    'pause-began',
  ]);
  expect(storyOf(tracked({ state: 'not-started' }))).toEqual([]);
});

test('a result says whether it came in time; what was withdrawn or stopped only ended', () => {
  const ended = { ...START, stoppedAt: '2026-11-27T14:05:00+07:00', punctuality: 'early' } as const;
  expect(storyOf(tracked(ended, { status: 9 })).at(-1)?.kind).toBe('result-early');
  expect(storyOf(tracked(ended, { status: 7 })).at(-1)?.kind).toBe('stopped');
});
