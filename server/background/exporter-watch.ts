import type { ExportingState } from '../ports/exporting.ts';
import type { Log } from '../ports/log.ts';
import type { Clock } from '../ports/index.ts';

export interface ExporterHealth {
  readonly state: 'up' | 'degraded';
  readonly since: string;
  readonly detail?: string;
}

interface Needs {
  /** Undefined when the broker's management address is not configured or does not answer. */
  readonly readExporting: () => Promise<readonly ExportingState[] | undefined>;
  readonly resumeExporting: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ExporterWatch {
  check(): Promise<void>;
  health(): ExporterHealth;
  stop(): void;
}

const PERIOD_MS = 5_000;
/** Records are taken in within milliseconds; a position that has not moved for this long while there is something to move has stopped. */
const STALLED_MS = 30_000;

/**
 * Notices an engine that works on without telling us: an exporter that was closed by an error, is paused, or does not get anywhere.
 * A paused one is set going again; a closed one needs a restart of the broker, which only a person or the launcher can decide.
 */
export function watchExporter({ readExporting, resumeExporting, clock, log }: Needs): ExporterWatch {
  let health: ExporterHealth = { state: 'up', since: clock.now() };
  let movedAt = Date.parse(clock.now());
  let lastExported = -1;

  const turn = (fault: string | undefined): void => {
    if (health.detail === fault) return;
    health = { state: fault === undefined ? 'up' : 'degraded', since: clock.now(), ...(fault === undefined ? {} : { detail: fault }) };
    if (fault === undefined) log.info({}, 'the engine tells us what it does again');
    else log.error({ fault }, 'the engine works without telling us what it does');
  };

  async function check(): Promise<void> {
    const partitions = await readExporting();
    if (partitions === undefined) return;
    const now = Date.parse(clock.now());
    const exported = partitions.reduce((sum, one) => sum + one.exportedPosition, 0);
    const behind = partitions.some((one) => one.processedPosition > one.exportedPosition);
    if (exported !== lastExported || !behind) movedAt = now;
    lastExported = exported;
    if (partitions.some(({ phase }) => phase === 'PAUSED')) await resumeExporting();
    const closed = partitions.some(({ phase }) => phase === 'CLOSED');
    turn(
      closed
        ? 'Bộ máy quy trình đã ngừng gửi lịch sử; cần khởi động lại bộ máy.'
        : now - movedAt > STALLED_MS
          ? 'Lịch sử từ bộ máy quy trình đang bị chậm.'
          : undefined,
    );
  }

  const timer = setInterval(() => {
    check().catch((error: unknown) => {
      log.warn({ err: error }, 'the exporter could not be looked at');
    });
  }, PERIOD_MS);
  timer.unref();
  return {
    check,
    health: () => health,
    stop: () => {
      clearInterval(timer);
    },
  };
}
