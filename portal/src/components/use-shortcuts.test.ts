import { expect, test } from '@jest/globals';
import { shortcutName } from './use-shortcuts.ts';

const pressed = (key: string, held: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey'>> = {}) =>
  shortcutName({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('keys have one name on every system', () => {
  expect([pressed('J'), pressed('Enter'), pressed('?'), pressed('Enter', { ctrlKey: true }), pressed('K', { metaKey: true })]).toEqual([
    'j',
    'Enter',
    '?',
    'mod+Enter',
    'mod+k',
  ]);
});

test('Alt belongs to typing Vietnamese and to the browser', () => {
  expect(pressed('a', { altKey: true })).toBe('');
});
