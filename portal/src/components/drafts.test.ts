import { expect, test } from '@jest/globals';
import { draftsOf, dropDraft, keepDraft, readDraft } from './drafts.ts';

function aStore(full = false): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      if (full) throw new Error('QuotaExceededError');
      kept.set(name, value);
    },
    removeItem: (name) => {
      kept.delete(name);
    },
    clear: () => {
      kept.clear();
    },
  };
}

test('a draft comes back as it was, with the time it was kept', () => {
  const store = aStore();
  const at = keepDraft('lan', 'task:1', { reason: 'Thiếu dấu' }, store);
  expect(readDraft('lan', 'task:1', store)).toEqual({ at, content: { reason: 'Thiếu dấu' } });
});

test('another officer on the same machine neither sees nor counts it', () => {
  const store = aStore();
  keepDraft('lan', 'task:1', {}, store);
  keepDraft('lan', 'intake', {}, store);
  expect(readDraft('minh', 'task:1', store)).toBeUndefined();
  expect([draftsOf('lan', store), draftsOf('minh', store)]).toEqual([['task:1', 'intake'], []]);
  dropDraft('lan', 'task:1', store);
  expect(draftsOf('lan', store)).toEqual(['intake']);
});

test('a full store is said, not thrown; a damaged draft is no draft', () => {
  expect(keepDraft('lan', 'task:1', {}, aStore(true))).toBeUndefined();
  const store = aStore();
  store.setItem('mot-cua:draft:lan:task:1', '{half');
  expect(readDraft('lan', 'task:1', store)).toBeUndefined();
});
