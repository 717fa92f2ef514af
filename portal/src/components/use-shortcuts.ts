import { useEffect, useRef } from 'react';

export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** True where single letters are text. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select') ||
      target.closest('.diagram-frame') !== null ||
      inDialog(target))
  );
}

const inDialog = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;

/** `j`, `Enter`, `?`, `mod+Enter`, `mod+k`; a letter alone is only heard outside inputs, dialogs and drawings. */
export function shortcutName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  if (event.altKey) return '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

export function useShortcuts(shortcuts: Shortcuts, enabled = true): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const run = (event: KeyboardEvent, name: string): void => {
      const shortcut = current.current[name];
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut(event);
    };
    const hearCombination = (event: KeyboardEvent): void => {
      const name = shortcutName(event);
      if (name.startsWith('mod+') && !inDialog(event.target)) run(event, name);
    };
    const hearKey = (event: KeyboardEvent): void => {
      const name = shortcutName(event);
      if (event.defaultPrevented || name.startsWith('mod+') || typing(event.target)) return;
      // Enter on a button or a link belongs to it
      if (name === 'Enter' && event.target instanceof HTMLElement && event.target.closest('a, button, summary') !== null) return;
      run(event, name);
    };
    // Combinations are heard first: a form field that opens its list on Enter must not swallow them
    window.addEventListener('keydown', hearCombination, true);
    window.addEventListener('keydown', hearKey);
    return () => {
      window.removeEventListener('keydown', hearCombination, true);
      window.removeEventListener('keydown', hearKey);
    };
  }, [enabled]);
}
