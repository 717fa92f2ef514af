import type { Json } from '../../domain/canonical-json.ts';
import { applyChange, type Change, type DossierRecord } from '../../domain/dossier/record.ts';
import { effectKey } from '../../domain/dossier/fold.ts';
import type { EntryKind } from '../../domain/history/entry.ts';
import type { Failpoint } from '../ports/failpoint.ts';
import type { Ports } from '../ports/index.ts';
import type { StepJob } from '../ports/worker.ts';

export type EffectPorts = Pick<Ports, 'dossiers' | 'clock'> & { readonly failpoint: Failpoint };

export interface Effect<R extends Readonly<Record<string, Json>>> {
  readonly kind: EntryKind;
  readonly data: Readonly<Record<string, Json>>;
  /** What the step answers the engine; a second delivery of the same job gets exactly this again. */
  readonly returned: R;
  readonly outbox?: NonNullable<Change['outbox']>;
  readonly secrets?: NonNullable<Change['secrets']>;
}

/**
 * One visible effect of a step, at most once per visit of its element: recorded in the dossier under the element instance before the engine
 * hears of it.
 * @param make sees the newest dossier and the instant its entry will bear; called again when another write came first, so it must not act on the world
 */
export async function recordEffect<R extends Readonly<Record<string, Json>>>(
  { dossiers, clock, failpoint }: EffectPorts,
  dossierId: string,
  job: StepJob,
  name: string,
  make: (record: DossierRecord, at: string) => Effect<R> | Promise<Effect<R>>,
): Promise<R> {
  const key = effectKey(job.elementInstanceKey, name);
  const record = await dossiers.change(dossierId, async (current) => {
    if (current.state.effects[key] !== undefined) return current;
    const at = clock.now();
    const { kind, data, returned, outbox, secrets } = await make(current, at);
    const step = { step: job.type, elementId: job.elementId, elementInstanceKey: job.elementInstanceKey, jobKey: job.key };
    return applyChange(current, {
      entries: [{ kind, at, step, data: { ...data, effect: name, returned } }],
      ...(outbox === undefined ? {} : { outbox }),
      ...(secrets === undefined ? {} : { secrets }),
    });
  });
  failpoint('step.afterEffect');
  return record.state.effects[key] as R;
}
