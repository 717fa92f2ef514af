import { BENCHES, parseArguments, WrongUse, type BenchId } from './arguments.ts';
import { b1 } from './b1-dossiers-per-second.ts';
import { b2 } from './b2-next-task-visible.ts';
import { b6 } from './b6-cost-of-history.ts';
import { clock } from './clock.ts';
import { dueDates } from './due-dates.ts';
import { sweeper } from './sweeper.ts';
import type { Result } from './report.ts';

const RUN = { B1: b1, B2: b2, B6: b6, 'due-dates': dueDates, clock, sweeper } satisfies Record<BenchId, unknown>;

try {
  const options = parseArguments(process.argv.slice(2));
  const say = (line: string): void => {
    console.error(line);
  };
  const results: Result[] = [];
  for (const id of BENCHES.filter((one) => options.only.includes(one))) {
    const found = await RUN[id](options, say);
    for (const result of Array.isArray(found) ? found : [found]) {
      results.push(result);
      say(`${result.id} ${result.what}: ${String(result.figure)} ${result.unit} (bar ${String(result.bar)}) ${result.holds ? 'holds' : 'DOES NOT HOLD'}`);
    }
  }
  if (options.json) console.log(JSON.stringify({ results }));
  process.exit(results.every(({ holds }) => holds) ? 0 : 1);
} catch (error) {
  console.error(error instanceof WrongUse ? error.message : error);
  process.exit(error instanceof WrongUse ? 2 : 1);
}
