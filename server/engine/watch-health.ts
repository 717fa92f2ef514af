import type { EngineHealth } from '../ports/engine.ts';
import { GRPC, grpcCode } from './engine-error.ts';
import type { Topology } from './gateway-client.ts';

const EVERY_MS = 2_000;
const DEADLINE_MS = 1_500;

export interface HealthWatch {
  current(): EngineHealth;
  /** Asks now instead of at the next turn; used when a command has just failed. */
  look(): void;
  stop(): void;
}

/**
 * Asks the gateway for its topology every two seconds and keeps the answer. A gateway without a leading partition is not reachable:
 * after a start it answers seconds before it accepts commands. One late answer is a busy machine, two are an absent engine.
 */
export function watchHealth(
  gateway: { topology(deadlineMs: number): Promise<Topology> },
  onChange: (health: EngineHealth) => void = () => undefined,
  everyMs = EVERY_MS,
): HealthWatch {
  let health: EngineHealth = { reachable: false, partitions: 0, since: new Date().toISOString() };
  let stopped = false;
  let asking = false;
  let late = 0;

  const note = (partitions: number) => {
    const reachable = partitions > 0;
    if (stopped || (reachable === health.reachable && partitions === health.partitions)) return;
    const changed = reachable !== health.reachable;
    health = { reachable, partitions, since: changed ? new Date().toISOString() : health.since };
    if (changed) onChange(health);
  };
  const ask = async () => {
    if (asking || stopped) return;
    asking = true;
    try {
      note(leadingPartitions(await gateway.topology(DEADLINE_MS)));
      late = 0;
    } catch (error) {
      late += 1;
      if (grpcCode(error) === GRPC.unavailable || late > 1) note(0);
    } finally {
      asking = false;
    }
  };

  const timer = setInterval(() => void ask(), everyMs);
  timer.unref();
  void ask();
  return {
    current: () => health,
    look: () => void ask(),
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function leadingPartitions({ brokers }: Topology): number {
  const leading = brokers.flatMap(({ partitions }) => partitions).filter(({ role, health }) => role === 'LEADER' && health !== 'DEAD');
  return new Set(leading.map(({ partitionId }) => partitionId)).size;
}
