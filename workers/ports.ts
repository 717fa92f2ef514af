import type { Json } from '../domain/canonical-json.ts';
import type { DossierRecord } from '../domain/dossier/record.ts';
import type { Ports } from '../server/ports/index.ts';
import type { StepJob } from '../server/ports/worker.ts';
import type { Effect } from '../server/usecases/record-effect.ts';

/** What a step may use. `recordEffect` is its only way to change a dossier. */
export type StepPorts = Pick<Ports, 'dossiers' | 'releases' | 'agencies' | 'calendars' | 'sequences' | 'files' | 'secrecy' | 'slips' | 'clock'> & {
  recordEffect<R extends Readonly<Record<string, Json>>>(
    dossierId: string,
    job: StepJob,
    name: string,
    make: (record: DossierRecord, at: string) => Effect<R> | Promise<Effect<R>>,
  ): Promise<R>;
};
