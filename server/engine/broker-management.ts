import { z } from 'zod';
import type { ExportingState } from '../ports/exporting.ts';

const Partitions = z.record(
  z.string(),
  z.object({
    exporterPhase: z.string().nullable(),
    processedPosition: z.number().nullish(),
    exportedPosition: z.number().nullish(),
    exporterPositions: z.unknown().optional(),
  }),
);
const TIMEOUT_MS = 2_000;

/** How far each partition's exporter is, from the broker's management interface; undefined while it does not answer. */
export async function readExporting(management: URL): Promise<readonly ExportingState[] | undefined> {
  try {
    const response = await fetch(new URL('/actuator/partitions', management), { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) return undefined;
    const partitions = Object.values(Partitions.parse(await response.json()));
    return partitions.map(({ exporterPhase, processedPosition, exportedPosition }) => ({
      phase: exporterPhase ?? 'UNKNOWN',
      processedPosition: processedPosition ?? -1,
      exportedPosition: exportedPosition ?? -1,
    }));
  } catch {
    return undefined;
  }
}

export async function resumeExporting(management: URL): Promise<void> {
  await fetch(new URL('/actuator/exporting/resume', management), { method: 'POST', signal: AbortSignal.timeout(TIMEOUT_MS) });
}
