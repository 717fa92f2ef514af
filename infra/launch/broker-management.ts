import { z } from 'zod';
import { waitUntil } from './wait-until.ts';

const Partition = z.object({
  role: z.string(),
  snapshotId: z.string().nullable(),
  processedPosition: z.number().nullable(),
  processedPositionInSnapshot: z.number().nullable(),
  streamProcessorPhase: z.string().nullable(),
  exporterPhase: z.string().nullable(),
  exportedPosition: z.number().nullable(),
});
const Partitions = z.record(z.string(), Partition);

export type Partition = z.infer<typeof Partition>;

async function get(url: string, method: 'GET' | 'POST' = 'GET'): Promise<unknown> {
  const response = await fetch(url, { method, signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}`);
  return response.json();
}

export async function partitionsOf(management: string): Promise<Record<string, Partition>> {
  return Partitions.parse(await get(`${management}/actuator/partitions`));
}

/** Readiness alone is up to 6 s too early: a partition must have a leader and have read its log to the end. */
export async function acceptsCommands(management: string, rest: string): Promise<true | undefined> {
  await get(`${management}/actuator/health/readiness`);
  const topology = JSON.stringify(await get(`${rest}/v1/topology`));
  const [partition] = Object.values(await partitionsOf(management));
  const ready = topology.includes('"role":"leader"') && partition?.streamProcessorPhase === 'PROCESSING';
  return ready ? true : undefined;
}

/**
 * Makes the broker write down its state, so that it does not offer tens of thousands of old records after the next start. Returns
 * whether a snapshot covers what was processed when asked.
 */
export async function takeSnapshot(management: string, timeoutMs: number): Promise<boolean> {
  try {
    const wanted = await positionNow(management);
    await get(`${management}/actuator/partitions/takeSnapshot`, 'POST');
    return await waitUntil(
      async () => {
        const [partition] = Object.values(await partitionsOf(management));
        return (partition?.processedPositionInSnapshot ?? -1) >= wanted ? true : undefined;
      },
      { timeoutMs, what: 'no snapshot' },
    );
  } catch {
    return false;
  }
}

async function positionNow(management: string): Promise<number> {
  const [partition] = Object.values(await partitionsOf(management));
  return partition?.processedPosition ?? -1;
}
