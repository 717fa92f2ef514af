export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce<Tally>((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  });
}

/** "3 passed, 0 failed", and how many were skipped if any were. */
export function describeTally({ passed, failed, skipped }: Tally): string {
  const tail = skipped === 0 ? '' : `, ${String(skipped)} skipped`;
  return `${String(passed)} passed, ${String(failed)} failed${tail}`;
}
