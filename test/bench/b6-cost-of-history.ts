import type { BenchArguments } from './arguments.ts';
import { hashChainShare } from './hash-chain-share.ts';
import { startOneTaskEngine } from './one-task-engine.ts';
import { median, round, type Result } from './report.ts';
import { measureThroughput } from './throughput.ts';

const IN_FLIGHT = 60;

/** What history costs: the exporter to the engine, the hash chain to the projector. */
export async function b6(options: BenchArguments, say: (line: string) => void): Promise<Result[]> {
  return [await exporterCost(options, say), await hashCost(say)];
}

async function exporterCost(options: BenchArguments, say: (line: string) => void): Promise<Result> {
  const bare: number[] = [];
  const exporting: number[] = [];
  for (let i = 0; i < options.rounds; i++) {
    bare.push(await instancesPerSecond(options, false));
    exporting.push(await instancesPerSecond(options, true));
    say(`B6 engine without exporter ${String(round(bare.at(-1) ?? 0))}, with ${String(round(exporting.at(-1) ?? 0))} instances/s`);
  }
  const figure = round((1 - median(exporting) / median(bare)) * 100);
  return {
    id: 'B6',
    what: 'engine slowed by the exporter, one-task instances',
    figure,
    unit: '%',
    bar: 10,
    holds: figure <= 10,
    detail: { withoutExporter: bare.map((x) => round(x)), withExporter: exporting.map((x) => round(x)) },
  };
}

async function instancesPerSecond(options: BenchArguments, withExporter: boolean): Promise<number> {
  let done: () => void = () => undefined;
  const engine = await startOneTaskEngine(withExporter, () => {
    done();
  });
  try {
    return await measureThroughput(
      () => engine.start(),
      { ...options, inFlight: IN_FLIGHT },
      (listener) => {
        done = listener;
      },
    );
  } finally {
    await engine.stop();
  }
}

async function hashCost(say: (line: string) => void): Promise<Result> {
  const { projectMs, hashMs, facts } = await hashChainShare();
  const figure = round((hashMs / (projectMs - hashMs)) * 100);
  say(`B6 projecting ${String(facts)} facts took ${String(round(projectMs))} ms, hashing their entries ${String(round(hashMs))} ms of it`);
  return {
    id: 'B6-chain',
    what: 'projector slowed by the hash chain',
    figure,
    unit: '%',
    bar: 5,
    holds: figure <= 5,
    detail: { projectMs: round(projectMs), hashMs: round(hashMs), facts },
  };
}
