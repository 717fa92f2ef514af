import type { EngineFact } from '../../../domain/engine-fact.ts';
import type { EngineMarks, InstanceLinks, Leases } from '../../../server/ports/leases.ts';
import { stored } from './stored.ts';

export interface EngineStateData {
  readonly leases: Map<string, { readonly holder: string; readonly until: number }>;
  readonly marks: Map<number, number>;
  readonly logs: Map<number, string>;
  readonly gaps: { readonly partition: number; readonly after: number; readonly mark?: number; readonly at: string }[];
  readonly links: Map<string, string>;
  readonly aside: Map<string, EngineFact>;
}

export const engineStateData = (): EngineStateData => ({ leases: new Map(), marks: new Map(), logs: new Map(), gaps: [], links: new Map(), aside: new Map() });

export interface EngineState {
  readonly leases: Leases;
  readonly marks: EngineMarks;
  readonly links: InstanceLinks;
}

export function fakeEngineState(data: EngineStateData = engineStateData()): EngineState {
  return { leases: fakeLeases(data), marks: fakeMarks(data), links: fakeLinks(data) };
}

const fakeLeases = ({ leases }: EngineStateData): Leases => ({
  async hold(name, holder, ttlMs) {
    await Promise.resolve();
    const lease = leases.get(name);
    if (lease !== undefined && lease.holder !== holder && lease.until >= Date.now()) return false;
    leases.set(name, { holder, until: Date.now() + ttlMs });
    return true;
  },
  async release(name, holder) {
    await Promise.resolve();
    if (leases.get(name)?.holder === holder) leases.delete(name);
  },
});

const fakeMarks = ({ marks, logs, gaps }: EngineStateData): EngineMarks => ({
  async position(partition) {
    await Promise.resolve();
    return marks.get(partition);
  },
  async advance(partition, position) {
    await Promise.resolve();
    marks.set(partition, Math.max(position, marks.get(partition) ?? position));
  },
  async log(partition) {
    await Promise.resolve();
    return logs.get(partition);
  },
  async restart(partition, log) {
    await Promise.resolve();
    marks.set(partition, -1);
    logs.set(partition, log);
  },
  async recordGap({ mark, ...gap }) {
    await Promise.resolve();
    if (gaps.some((known) => known.partition === gap.partition && known.after === gap.after)) return;
    gaps.push({ ...gap, ...(mark === undefined ? {} : { mark }) });
  },
  async gaps() {
    await Promise.resolve();
    return stored(gaps);
  },
});

const asideId = ({ partition, position }: EngineFact): string => `${String(partition)}-${String(position)}`;

const fakeLinks = ({ links, aside }: EngineStateData): InstanceLinks => ({
  async find(keys) {
    await Promise.resolve();
    return new Map(
      keys.flatMap((key) => {
        const id = links.get(key);
        return id === undefined ? [] : [[key, id] as const];
      }),
    );
  },
  async add(added) {
    await Promise.resolve();
    for (const { processInstanceKey, dossierId } of added) if (!links.has(processInstanceKey)) links.set(processInstanceKey, dossierId);
  },
  async setAside(facts) {
    await Promise.resolve();
    for (const fact of facts) if (!aside.has(asideId(fact))) aside.set(asideId(fact), stored(fact));
  },
  async takeBack(keys) {
    await Promise.resolve();
    return stored([...aside.values()].filter(({ processInstanceKey }) => keys.includes(processInstanceKey))).sort((a, b) => a.position - b.position);
  },
  async forget(facts) {
    await Promise.resolve();
    for (const fact of facts) aside.delete(asideId(fact));
  },
  async countSetAside() {
    await Promise.resolve();
    return Math.min(1_000, aside.size);
  },
});
