import type { Clock } from '../../../server/ports/index.ts';

/** Stands still until a test moves it. */
export class FakeClock implements Clock {
  #now: number;
  /** Added at each reading, for code that must not read twice what has to be one moment. */
  readonly tickMs: number;

  constructor(now = '2026-11-20T03:00:00.000Z', { tickMs = 0 }: { readonly tickMs?: number } = {}) {
    this.#now = Date.parse(now);
    this.tickMs = tickMs;
  }

  now(): string {
    const now = new Date(this.#now).toISOString();
    this.#now += this.tickMs;
    return now;
  }

  set(now: string): void {
    this.#now = Date.parse(now);
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
