/** Readers of single fields of broker records. The broker writes -1 and '' for "none". */

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Keys are text after parseBatch; short ones of small test clusters may still be numbers. */
export function key(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const digits = String(value);
  return digits === '-1' || digits === '0' || digits === '' ? undefined : digits;
}

/** `2026-11-25T01:07:48.190Z[Etc/UTC]` → `2026-11-25T01:07:48.190Z`: the name of the zone is no part of ISO 8601. */
export function instant(value: unknown): string | undefined {
  return text(value)?.replace(/\[[^\]]*\]$/, '');
}

export function fromMillis(value: unknown): string | undefined {
  return typeof value === 'number' && value >= 0 ? new Date(value).toISOString() : undefined;
}

/** Values of variables and decisions are JSON texts. */
export function json(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null) : [];
}
