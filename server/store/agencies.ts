import { Schema, type Connection } from 'mongoose';
import type { AgencyId } from '../../contract/vocabulary.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Agencies, Agency, Clock } from '../ports/index.ts';
import { DURABLE } from './connect.ts';
import { localDate } from './local-date.ts';
import { upserting, withinReach } from './within-reach.ts';

/** One document for each version of an agency: names and parents change, the id stays. */
interface AgencyRow extends Agency {
  readonly _id: string;
}

const agencySchema = new Schema<AgencyRow>(
  {
    _id: { type: String, required: true },
    id: { type: String, required: true },
    code: { type: String, required: true },
    name: { type: new Schema({ vi: { type: String, required: true }, en: { type: String, required: true } }, { _id: false }), required: true },
    shortName: { type: String, required: true },
    kind: { type: String, required: true },
    parent: String,
    validFrom: { type: String, required: true },
    validTo: String,
  },
  { collection: 'agencies', id: false, versionKey: false, strict: 'throw' },
);

/** A few hundred rows that every request reads and nobody changes during the day. */
const KEEP_MS = 5_000;

export function agenciesIn(connection: Connection, clock: Clock): Agencies {
  const model = connection.model<AgencyRow>('Agency', agencySchema);
  let kept: { readonly until: number; readonly rows: Promise<readonly Agency[]> } | undefined;

  const all = (): Promise<readonly Agency[]> => {
    if (kept === undefined || kept.until < Date.now()) {
      const rows = withinReach(() => model.find({}, { _id: 0 }).sort({ id: 1, validFrom: 1 }).lean<Agency[]>().exec());
      kept = { until: Date.now() + KEEP_MS, rows };
      rows.catch(() => {
        kept = undefined;
      });
    }
    return kept.rows;
  };

  return {
    async get(id) {
      const versions = (await all()).filter((agency) => agency.id === id);
      // An agency that has ended still has dossiers, and they still show its name
      const found = versionOn(versions, localDate(clock.now())) ?? versions.at(-1);
      if (found === undefined) throw new NotFound('agency');
      return found;
    },
    async validOn(date) {
      const versions = new Map<AgencyId, Agency[]>();
      for (const agency of await all()) versions.set(agency.id, [...(versions.get(agency.id) ?? []), agency]);
      return [...versions.values()].flatMap((rows) => versionOn(rows, date) ?? []);
    },
    async put(agency) {
      await upserting(() => model.replaceOne({ _id: `${agency.id}@${agency.validFrom}` }, { ...agency }, { upsert: true, writeConcern: DURABLE }));
      kept = undefined;
    },
  };
}

/** The last version that has begun, unless its last day is over. `versions` in order of `validFrom`. */
function versionOn(versions: readonly Agency[], date: string): Agency | undefined {
  const begun = versions.findLast(({ validFrom }) => validFrom <= date);
  return begun?.validTo !== undefined && begun.validTo < date ? undefined : begun;
}
