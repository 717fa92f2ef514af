export interface Result {
  readonly id: string;
  /** What was measured, in words. */
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  readonly bar: number;
  readonly holds: boolean;
  /** The readings behind the figure. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));
