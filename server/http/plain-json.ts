import { InvalidInput, Refusal } from '../../domain/errors.ts';
import type { Json } from '../../domain/canonical-json.ts';

/** Deeper than any form; shallow enough for every recursive reader behind us. */
const MAX_DEPTH = 32;
/** Keys that change what an object is, in one language or another. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON whose every value has one canonical form: no lone surrogates, no NUL, no number beyond the range of a double, limited depth.
 * Walks with a list of its own, because a deeply nested body must not overflow the stack.
 */
export function assertPlainJson(value: unknown): asserts value is Json {
  const open: { readonly value: unknown; readonly pointer: string; readonly depth: number }[] = [{ value, pointer: '', depth: 0 }];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { value: current, pointer, depth } = item;
    if (depth > MAX_DEPTH) throw new Refusal('malformed-request', `Dữ liệu lồng nhau quá ${String(MAX_DEPTH)} tầng.`);
    if (typeof current === 'string') assertText(current, pointer);
    else if (typeof current === 'number' && !Number.isFinite(current)) refuse(pointer, 'Số nằm ngoài phạm vi.');
    else if (typeof current === 'object' && current !== null) {
      for (const [key, member] of Object.entries(current)) {
        const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        if (FORBIDDEN.has(key)) refuse(at, 'Tên trường không được phép.');
        assertText(key, at);
        open.push({ value: member, pointer: at, depth: depth + 1 });
      }
    }
  }
}

function assertText(text: string, pointer: string): void {
  if (!text.isWellFormed() || text.includes('\0')) refuse(pointer.toWellFormed().replaceAll('\0', ''), 'Văn bản có ký tự hỏng.');
}

function refuse(pointer: string, detail: string): never {
  throw new InvalidInput('invalid-input', 'Dữ liệu gửi lên không đúng.', [{ pointer, detail }]);
}
