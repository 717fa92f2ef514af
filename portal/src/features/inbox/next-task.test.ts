import { expect, test } from '@jest/globals';
import type { InboxItem } from '../../api/contract.ts';
import { nextTask } from './next-task.ts';

const anItem = (key: string, part: Partial<InboxItem> = {}): InboxItem => ({
  key,
  kind: 'task',
  dossierId: 'd0000000000000000000000001',
  procedure: 'house-permit',
  procedureShortName: 'GPXD',
  applicantName: 'Hà',
  applicantId: '074*******18',
  name: 'Ký duyệt',
  agency: 'an-phu-ward',
  channel: 'counter',
  status: 4,
  createdAt: '2026-11-25T02:00:00Z',
  deciding: false,
  hasIncident: false,
  ...part,
});

test('mine goes before what is free, in the order of the list', () => {
  const items = [anItem('1'), anItem('2', { assignee: 'huy' }), anItem('3', { assignee: 'lan' }), anItem('4', { assignee: 'lan' })];
  expect(nextTask(items, 'lan')?.key).toBe('3');
});

test('otherwise the most urgent free one', () => {
  expect(nextTask([anItem('1', { assignee: 'huy' }), anItem('2'), anItem('3')], 'lan')?.key).toBe('2');
});

test('never a waiting payment, a decision on its way, a stuck step or the one just left', () => {
  const items = [anItem('1', { kind: 'fee' }), anItem('2', { deciding: true }), anItem('3', { hasIncident: true }), anItem('4')];
  expect(nextTask(items, 'lan', '4')).toBeUndefined();
});
