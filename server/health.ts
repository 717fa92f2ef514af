import type { Health } from '../contract/endpoints/system.ts';
import type { Core } from './compose.ts';
import type { ClockWatch } from './background/clock-watch.ts';
import type { ExporterWatch } from './background/exporter-watch.ts';
import type { Projector } from './background/projector.ts';

export const VERSION = '0.1.0';

type Part = Health['parts'][number];

/** Each part with its state and since when. The whole is as well as its worst part; without the engine work goes on, so that is "degraded". */
export async function healthOf(
  { store, engine, marks, links }: Core,
  { projector, clockWatch }: { readonly projector: Projector; readonly clockWatch: ClockWatch },
  exporter: ExporterWatch | undefined,
  startedAt: string,
): Promise<Health> {
  const database = store.health();
  const zeebe = engine.health();
  const history = database.up ? await historyPart(marks, links, projector, startedAt) : undefined;
  const parts: Part[] = [
    { name: 'server', state: 'up', since: startedAt },
    { name: 'database', state: database.up ? 'up' : 'down', since: database.since },
    {
      name: 'engine',
      state: zeebe.reachable ? 'up' : 'degraded',
      since: zeebe.since,
      ...(zeebe.reachable ? {} : { detail: 'Bộ máy quy trình chưa phản hồi. Hồ sơ và quyết định vẫn được ghi nhận.' }),
    },
    { name: 'clock', ...clockWatch.health() },
    ...(exporter === undefined ? [] : [{ name: 'records', ...exporter.health() }]),
    ...(history === undefined ? [] : [history]),
  ];
  return {
    state: parts.some(({ state }) => state === 'down') ? 'down' : parts.some(({ state }) => state === 'degraded') ? 'degraded' : 'up',
    version: VERSION,
    parts,
  };
}

async function historyPart(marks: Core['marks'], links: Core['links'], projector: Projector, startedAt: string): Promise<Part | undefined> {
  try {
    const [gaps, setAside] = await Promise.all([marks.gaps(), links.countSetAside()]);
    const faults = [
      ...(gaps.length > 0 ? [`${String(gaps.length)} khoảng trống trong lịch sử`] : []),
      ...(setAside > 0 ? [`${String(setAside)} bản ghi chưa rõ thuộc hồ sơ nào`] : []),
    ];
    const since = gaps[0]?.at ?? projector.lastBatchAt() ?? startedAt;
    return { name: 'history', state: faults.length > 0 ? 'degraded' : 'up', since, ...(faults.length > 0 ? { detail: faults.join('; ') } : {}) };
  } catch {
    return undefined;
  }
}
