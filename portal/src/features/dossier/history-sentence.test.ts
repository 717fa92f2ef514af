import { expect, test } from '@jest/globals';
import { ENGINE_KINDS } from '../../../../domain/engine-fact.ts';
import { OWN_KINDS } from '../../../../domain/history/entry.ts';
import type { HistoryEntryView } from '../../api/contract.ts';
import { isTechnical, sentenceValues, type HistoryNames } from './history-sentence.ts';
import { vi } from './messages.vi.ts';

const names: HistoryNames = {
  step: (id) => `<${id}>`,
  outcome: (_element, code) => (code === 'APPROVE' ? 'Ký duyệt' : code),
  agency: (id) => `[${id}]`,
  returnChannel: () => 'Tại quầy',
};
const anEntry = (kind: string, data: Record<string, unknown> = {}, part: Partial<HistoryEntryView> = {}): HistoryEntryView => ({
  seq: 1,
  kind,
  at: '2026-11-25T02:40:00Z',
  hash: '',
  prevHash: '',
  data,
  ...part,
});
const sentence = (entry: HistoryEntryView): string => {
  const values = sentenceValues(entry, names);
  return ((vi.entries as Record<string, string>)[entry.kind] ?? '').replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? `MISSING ${name}`);
};

test('every kind of entry has a sentence, and no sentence is for a kind that does not exist', () => {
  const kinds: readonly string[] = [...OWN_KINDS, ...ENGINE_KINDS];
  expect(kinds.filter((kind) => !(kind in vi.entries))).toEqual([]);
  expect(Object.keys(vi.entries).filter((kind) => kind !== 'unknown' && !kinds.includes(kind))).toEqual([]);
});

test('no sentence asks for a value that is never given, and none shows "undefined"', () => {
  for (const kind of [...OWN_KINDS, ...ENGINE_KINDS]) expect(sentence(anEntry(kind))).not.toMatch(/MISSING|undefined|\{\{/);
});

test.each([
  [anEntry('decided', { elementId: 'approve', outcome: 'APPROVE' }), 'Quyết định “Ký duyệt” ở bước <approve>'],
  [
    anEntry('received', { code: 'H99.21-261116-0042', dueAt: '2026-11-30T09:15:00+07:00' }),
    'Tiếp nhận hợp lệ, cấp mã H99.21-261116-0042, hẹn trả 30/11/2026 09:15',
  ],
  [anEntry('fee-assessed', { total: 75_000 }), 'Tính phí: 75.000\u00A0đ'],
  [anEntry('transferred', { from: { id: 'a' }, to: { id: 'b' } }), 'Chuyển hồ sơ từ [a] đến [b]'],
  [
    anEntry('incident-created', {}, { engine: { partition: 1, position: 1, key: '1', processInstanceKey: '1', elementId: 'issue-receipt' } }),
    'Bộ máy dừng ở <issue-receipt>',
  ],
])('an entry reads as a sentence', (entry, expected) => {
  expect(sentence(entry)).toBe(expected);
});

test('a commitment instead of a value is a dash, not a hash', () => {
  expect(sentence(anEntry('document-added', { document: { name: { commitment: 'abc' } } }))).toBe('Thêm giấy tờ ');
});

test('decisions are never hidden as technical, job turns are', () => {
  expect(OWN_KINDS.filter((kind) => isTechnical(kind))).toEqual(['message-queued']);
  expect(isTechnical('job-created')).toBe(true);
  expect(isTechnical('incident-created')).toBe(false);
});
