export const BENCHES = ['B1', 'B2', 'B6', 'due-dates', 'clock', 'sweeper'] as const;
export type BenchId = (typeof BENCHES)[number];

export interface BenchArguments {
  readonly only: readonly BenchId[];
  readonly json: boolean;
  /** Seconds before measuring and of measuring, and how often raw and ours alternate. */
  readonly warmUpS: number;
  readonly measureS: number;
  readonly rounds: number;
}

export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** @throws WrongUse */
export function parseArguments(args: readonly string[]): BenchArguments {
  let parsed: BenchArguments = { only: BENCHES, json: false, warmUpS: 20, measureS: 60, rounds: 3 };
  for (let i = 0; i < args.length; i++) {
    const name = args[i];
    if (name === '--json') parsed = { ...parsed, json: true };
    else if (name === '--quick') parsed = { ...parsed, warmUpS: 20, measureS: 20, rounds: 1 };
    else if (name === '--only') parsed = { ...parsed, only: wanted(args[++i]) };
    else throw new WrongUse(`Unknown option ${String(name)}. Use: npm run bench -- [--only ${BENCHES.join(',')}] [--quick] [--json]`);
  }
  return parsed;
}

function wanted(list: string | undefined): readonly BenchId[] {
  const names = (list ?? '').split(',');
  const known = BENCHES.filter((id) => names.includes(id));
  if (known.length !== names.length) throw new WrongUse(`--only takes some of ${BENCHES.join(', ')}`);
  return known;
}
