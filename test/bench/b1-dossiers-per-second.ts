import { join } from 'node:path';
import { projectRoot } from '../../infra/launch/project-root.ts';
import type { BenchArguments } from './arguments.ts';
import { startMeasuredSystem } from './measured-system.ts';
import { startRawEngine } from './raw-engine.ts';
import { median, round, type Result } from './report.ts';
import { TenStepLoad } from './ten-step-load.ts';
import { measureThroughput } from './throughput.ts';

const IN_FLIGHT = 60;

/** Dossiers per second from the counter to the returned result, against the raw engine on the same diagram, in turns. */
export async function b1(options: BenchArguments, say: (line: string) => void): Promise<Result> {
  const raw: number[] = [];
  const ours: number[] = [];
  for (let round_ = 0; round_ < options.rounds; round_++) {
    raw.push(await rawRound(options));
    say(`B1 raw engine: ${String(round(raw.at(-1) ?? 0))} dossiers/s`);
    ours.push(await ourRound(options, say));
    say(`B1 Một Cửa: ${String(round(ours.at(-1) ?? 0))} dossiers/s`);
  }
  const figure = round((median(ours) / median(raw)) * 100);
  return {
    id: 'B1',
    what: 'dossiers per second, share of the raw engine',
    figure,
    unit: '%',
    bar: 60,
    holds: figure >= 60,
    detail: { rawPerSecond: raw.map((x) => round(x)), oursPerSecond: ours.map((x) => round(x)), inFlight: IN_FLIGHT },
  };
}

async function rawRound(options: BenchArguments): Promise<number> {
  let done: () => void = () => undefined;
  const engine = await startRawEngine(join(projectRoot(), 'test', 'bench', 'workflows', 'ten-step', 'process.bpmn'), () => {
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

async function ourRound(options: BenchArguments, say: (line: string) => void): Promise<number> {
  const system = await startMeasuredSystem();
  let done: () => void = () => undefined;
  const load = new TenStepLoad(system.url, {
    onDone: () => {
      done();
    },
  });
  try {
    await load.start(system.password);
    return await measureThroughput(
      () => load.submit(),
      { ...options, inFlight: IN_FLIGHT },
      (listener) => {
        done = listener;
      },
    );
  } finally {
    load.stop();
    if (load.problems.size > 0) say(`  refused requests: ${JSON.stringify(Object.fromEntries(load.problems))}`);
    await system.stop();
  }
}
