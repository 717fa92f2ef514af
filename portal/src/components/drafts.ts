const PREFIX = 'mot-cua:draft:';

/** What a person has typed and not yet sent, kept on this machine under their name. */
export interface Kept<T> {
  readonly at: string;
  readonly content: T;
}

const nameOf = (officer: string, what: string): string => `${PREFIX}${officer}:${what}`;

export function readDraft<T>(officer: string, what: string, store: Storage = localStorage): Kept<T> | undefined {
  const text = store.getItem(nameOf(officer, what));
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Kept<T>;
  } catch {
    return undefined;
  }
}

/** Answers the time it was kept, or undefined when the browser's store is full or closed. */
export function keepDraft(officer: string, what: string, content: unknown, store: Storage = localStorage): string | undefined {
  const at = new Date().toISOString();
  try {
    store.setItem(nameOf(officer, what), JSON.stringify({ at, content }));
    return at;
  } catch {
    return undefined;
  }
}

export function dropDraft(officer: string, what: string, store: Storage = localStorage): void {
  store.removeItem(nameOf(officer, what));
}

export function draftsOf(officer: string, store: Storage = localStorage): readonly string[] {
  const names = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
  const own = `${PREFIX}${officer}:`;
  return names.filter((name) => name.startsWith(own)).map((name) => name.slice(own.length));
}
