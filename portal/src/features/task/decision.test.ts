import { expect, test } from '@jest/globals';
import type { TaskDetail } from '../../api/contract.ts';
import { checkDecision, decisionBody, emptyDraft } from './decision.ts';

const label = { vi: 'x', en: 'x' };
const outcomes: TaskDetail['outcomes'] = [
  { code: 'APPROVE', label, reasonRequired: false },
  { code: 'RETURN', label, reasonRequired: true },
];

test('with one way on it is chosen already, with several nothing is', () => {
  expect(emptyDraft({}, outcomes).outcome).toBe('');
  expect(emptyDraft({}, outcomes.slice(0, 1)).outcome).toBe('APPROVE');
});

test('a decision must be one that is offered', () => {
  expect(checkDecision({ values: {}, outcome: '', reason: '' }, outcomes)).toEqual(['no-outcome']);
  expect(checkDecision({ values: {}, outcome: 'REFUSE', reason: 'đủ dài để đọc' }, outcomes)).toEqual(['no-outcome']);
});

test('returning needs a reason that can be read, approving does not', () => {
  expect(checkDecision({ values: {}, outcome: 'RETURN', reason: '   ngắn    ' }, outcomes)).toEqual(['no-reason']);
  expect(checkDecision({ values: {}, outcome: 'RETURN', reason: 'Chưa ghi cốt nền tầng 1.' }, outcomes)).toEqual([]);
  expect(checkDecision({ values: {}, outcome: 'APPROVE', reason: '' }, outcomes)).toEqual([]);
});

test('an empty remark is not sent', () => {
  expect(decisionBody({ values: {}, outcome: 'APPROVE', reason: '  ' }, { a: 1 })).toEqual({ outcome: 'APPROVE', form: { a: 1 } });
  expect(decisionBody({ values: {}, outcome: 'RETURN', reason: ' Thiếu. ' }, {})).toEqual({ outcome: 'RETURN', reason: 'Thiếu.', form: {} });
});
