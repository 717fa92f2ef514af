import type { BenchArguments } from './arguments.ts';
import { startMeasuredSystem } from './measured-system.ts';
import { quantile, round, type Result } from './report.ts';
import { TenStepLoad } from './ten-step-load.ts';
import { measureThroughput, seconds } from './throughput.ts';

const NEXT: Readonly<Record<string, string>> = { decide: 'sign', sign: 'number' };

/** From sending a decision to seeing the next task in the next officer's inbox, at half the rate the system can hold, arrivals open-loop. */
export async function b2(options: BenchArguments, say: (line: string) => void): Promise<Result> {
  const system = await startMeasuredSystem();
  const decidedAt = new Map<string, number>();
  const latencies: number[] = [];
  let measuring = false;
  let done: () => void = () => undefined;
  const load = new TenStepLoad(system.url, {
    onDone: () => {
      done();
    },
    onDecided: ({ dossierId, name }, sentAt) => {
      if (NEXT[name] !== undefined) decidedAt.set(`${dossierId}:${NEXT[name]}`, sentAt);
    },
    onSeen: ({ dossierId, name }, at) => {
      const sentAt = decidedAt.get(`${dossierId}:${name}`);
      decidedAt.delete(`${dossierId}:${name}`);
      if (sentAt !== undefined && measuring) latencies.push(at - sentAt);
    },
  });
  try {
    await load.start(system.password);
    const full = await measureThroughput(
      () => load.submit(),
      { warmUpS: options.warmUpS, measureS: Math.max(10, options.measureS / 2), inFlight: 60 },
      (listener) => {
        done = listener;
      },
    );
    done = () => undefined;
    const rate = full / 2;
    say(`B2 full load ${String(round(full))} dossiers/s, measuring at ${String(round(rate))}`);
    await seconds(10);
    measuring = true;
    await arrivals(rate, options.measureS, () => {
      void load.submit();
    });
    measuring = false;
    const figure = round(quantile(latencies, 0.95));
    return {
      id: 'B2',
      what: 'decision sent to next task visible, p95 at half load',
      figure,
      unit: 'ms',
      bar: 300,
      holds: figure <= 300,
      detail: { samples: latencies.length, p50: round(quantile(latencies, 0.5)), p99: round(quantile(latencies, 0.99)), ratePerSecond: round(rate) },
    };
  } finally {
    load.stop();
    await system.stop();
  }
}

/** Poisson arrivals: the next one comes when it comes, whatever became of those before. */
async function arrivals(perSecond: number, forS: number, arrive: () => void): Promise<void> {
  const end = performance.now() + forS * 1_000;
  for (let next = performance.now(); next < end; next += (-Math.log(1 - Math.random()) / perSecond) * 1_000) {
    const wait = next - performance.now();
    if (wait > 0) await seconds(wait / 1_000);
    arrive();
  }
}
