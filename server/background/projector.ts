import { observe, type ElementInfo, type ElementLookup } from '../../domain/dossier/observe.ts';
import type { EngineFact } from '../../domain/engine-fact.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { EngineMarks, InstanceLinks } from '../ports/leases.ts';
import type { Ports } from '../ports/index.ts';
import type { Log } from '../ports/log.ts';

export interface FactBatch {
  readonly partition: number;
  /** Position of the last record posted before this batch; -1 if none ever. */
  readonly after: number;
  /** Identity of the engine's log, as the exporter names it. */
  readonly log?: string;
  /** Highest position in the batch, mapped or not. */
  readonly last: number;
  readonly facts: readonly EngineFact[];
}

interface Needs extends Pick<Ports, 'dossiers' | 'releases' | 'clock'> {
  readonly marks: EngineMarks;
  readonly links: InstanceLinks;
  readonly failpoint: Failpoint;
  readonly log: Log;
}

/** Refusals of commands on unknown keys name no instance: nothing happened to any dossier. */
const NO_INSTANCE = '-1';

export interface Projector {
  /** Resolves when every fact of the batch is durable; only then may the exporter be answered. */
  take(batch: FactBatch): Promise<void>;
  /** ISO instant of the last batch, for the watchdog. */
  lastBatchAt(): string | undefined;
}

/**
 * Takes the engine's facts into the dossiers: grouped by dossier, one document write each. Records that come again after a restart are
 * skipped, first by the partition's mark, then by each dossier's own engine position.
 */
export function createProjector(needs: Needs): Projector {
  const { marks, links, dossiers, failpoint, log } = needs;
  const lastMark = new Map<number, number | undefined>();
  const logs = new Map<number, string>();
  let queue: Promise<unknown> = Promise.resolve();
  let lastBatchAt: string | undefined;

  async function take({ partition, after, log: engineLog, last, facts }: FactBatch): Promise<void> {
    lastBatchAt = needs.clock.now();
    if (engineLog !== undefined) await recogniseLog(partition, engineLog, after);
    let mark = lastMark.get(partition);
    // Another server may have taken batches since: what looks like a gap from here is looked at again
    if (mark === undefined || mark < 0 || after > mark) mark = await marks.position(partition);
    lastMark.set(partition, mark);
    if (after > (mark ?? -1)) {
      log.error({ partition, after, mark }, 'history gap: the exporter has posted records that this store never took in');
      await marks.recordGap({ partition, after, mark, at: needs.clock.now() });
    }
    if (mark !== undefined && last <= mark) return;
    const fresh = facts.filter((fact) => fact.position > (mark ?? -1));
    await applyFacts(fresh);
    await marks.advance(partition, last);
    lastMark.set(partition, last);
    failpoint('projector.afterMark');
  }

  /** An engine that was set up anew counts its positions from the beginning: they must not be taken for old ones, nor its past for ours. */
  async function recogniseLog(partition: number, engineLog: string, after: number): Promise<void> {
    if (logs.get(partition) === engineLog) return;
    const known = await marks.log(partition);
    if (known !== engineLog) {
      const mark = await marks.position(partition);
      if (known !== undefined || mark !== undefined) {
        log.error({ partition, mark }, 'history gap: the engine has lost its data; dossiers that were under way stand still');
        await marks.recordGap({ partition, after, mark, at: needs.clock.now() });
      }
      await marks.restart(partition, engineLog);
      lastMark.delete(partition);
    }
    logs.set(partition, engineLog);
  }

  async function applyFacts(fresh: readonly EngineFact[]): Promise<void> {
    const linked = await linkInstances(fresh);
    const takenBack = (await links.takeBack([...linked.of.keys()])).map((fact): EngineFact => ({ ...fact, late: true }));
    const byDossier = new Map<string, EngineFact[]>();
    const unknown: EngineFact[] = [];
    for (const fact of [...takenBack, ...fresh.filter(({ processInstanceKey }) => processInstanceKey !== NO_INSTANCE)]) {
      const dossierId = linked.of.get(fact.processInstanceKey);
      if (dossierId === undefined) unknown.push(fact);
      else byDossier.set(dossierId, [...(byDossier.get(dossierId) ?? []), fact]);
    }
    const elementOf = await elementsOf(fresh.concat(takenBack));
    failpoint('projector.beforeWrite');
    const found =
      byDossier.size === 0 ? [] : await dossiers.changeMany([...byDossier.keys()], (record) => observe(record, byDossier.get(record.id) ?? [], elementOf));
    failpoint('projector.afterDossiers');
    const there = new Set(found.map(({ id }) => id));
    for (const [id, facts] of byDossier) if (!there.has(id)) unknown.push(...facts);
    await setAside(unknown);
    await links.forget(takenBack.filter((fact) => !unknown.includes(fact)));
  }

  async function setAside(unknown: readonly EngineFact[]): Promise<void> {
    if (unknown.length === 0) return;
    log.warn({ count: unknown.length, processInstanceKey: unknown[0]?.processInstanceKey }, 'records of process instances without a dossier were set aside');
    await links.setAside(unknown);
  }

  /** A start message names its dossier; a called process belongs to its parent's. */
  async function linkInstances(facts: readonly EngineFact[]): Promise<{ readonly of: ReadonlyMap<string, string> }> {
    const keys = new Set(
      facts.flatMap((fact) =>
        fact.parentProcessInstanceKey === undefined ? [fact.processInstanceKey] : [fact.processInstanceKey, fact.parentProcessInstanceKey],
      ),
    );
    const of = new Map(await links.find([...keys]));
    const added = new Map<string, string>();
    for (const fact of facts) {
      if (of.has(fact.processInstanceKey)) continue;
      const dossierId =
        fact.kind === 'process-started'
          ? String(fact.data['correlationKey'])
          : fact.parentProcessInstanceKey === undefined
            ? undefined
            : of.get(fact.parentProcessInstanceKey);
      if (dossierId === undefined) continue;
      of.set(fact.processInstanceKey, dossierId);
      added.set(fact.processInstanceKey, dossierId);
    }
    await links.add([...added].map(([processInstanceKey, dossierId]) => ({ processInstanceKey, dossierId })));
    return { of };
  }

  async function elementsOf(facts: readonly EngineFact[]): Promise<ElementLookup> {
    const found = new Map<string, Readonly<Record<string, ElementInfo>>>();
    for (const id of new Set(facts.flatMap(({ processId }) => processId ?? []))) {
      const release = await needs.releases.find(id.split('--').slice(0, 2).join('--'));
      if (release !== undefined) found.set(id, release.elements);
    }
    return (processId, elementId) => (processId === undefined || elementId === undefined ? undefined : found.get(processId)?.[elementId]);
  }

  return {
    take(batch) {
      // One batch at a time: the order of facts is the exporter's order
      const taken = queue.then(() => take(batch));
      queue = taken.catch(() => undefined);
      return taken;
    },
    lastBatchAt: () => lastBatchAt,
  };
}
