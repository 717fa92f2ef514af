import { Schema, type Connection } from 'mongoose';
import type { AgencyId, Role } from '../../contract/vocabulary.ts';
import type { Agencies, Clock, Officers, StoredOfficer } from '../ports/index.ts';
import { DURABLE } from './connect.ts';
import { upserting, withinReach } from './within-reach.ts';

/** Never removed, only ended: who could do what on a given day stays answerable. Instants in UTC, `validTo` the first moment after. */
interface AssignmentRow {
  readonly agency: AgencyId;
  readonly roles: readonly Role[];
  readonly validFrom: string;
  readonly validTo?: string;
}

interface OfficerRow {
  readonly _id: string;
  readonly username: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly disabled?: boolean;
  readonly version: number;
  readonly assignments: readonly AssignmentRow[];
}

const officerSchema = new Schema<OfficerRow>(
  {
    _id: { type: String, required: true },
    username: { type: String, required: true },
    name: { type: String, required: true },
    passwordHash: { type: String, required: true },
    disabled: Boolean,
    version: { type: Number, required: true },
    assignments: [
      {
        _id: false,
        agency: { type: String, required: true },
        roles: { type: [String], required: true },
        validFrom: { type: String, required: true },
        validTo: String,
      },
    ],
  },
  { collection: 'officers', versionKey: false, strict: 'throw' },
);

const TRIES = 5;

export function officersIn(connection: Connection, agencies: Pick<Agencies, 'get'>, clock: Clock): Officers {
  const model = connection.model<OfficerRow>('Officer', officerSchema);

  const officerFrom = async (row: OfficerRow | null): Promise<StoredOfficer | undefined> => {
    if (row === null) return undefined;
    const now = clock.now();
    const valid = row.assignments.filter(({ validFrom, validTo }) => validFrom <= now && (validTo === undefined || now < validTo));
    const assignments = await Promise.all(valid.map(async ({ agency, roles }) => ({ agency, agencyName: (await agencies.get(agency)).name.vi, roles })));
    return { id: row._id, username: row.username, name: row.name, passwordHash: row.passwordHash, disabled: row.disabled ?? false, assignments };
  };

  return {
    findByUsername: async (username) => officerFrom(await withinReach(() => model.findOne({ username }).lean<OfficerRow>().exec())),
    find: async (id) => officerFrom(await withinReach(() => model.findOne({ _id: id }).lean<OfficerRow>().exec())),
    count: () => withinReach(() => model.countDocuments({}).exec()),
    async put({ id, username, name, passwordHash, disabled, assignments }) {
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        const before = await withinReach(() => model.findOne({ _id: id }).lean<OfficerRow>().exec());
        const fields = {
          username,
          name,
          passwordHash,
          disabled: disabled ?? false,
          assignments: changed(before?.assignments ?? [], assignments as readonly Assignment[], clock.now()),
        };
        if (before === null) {
          const inserted = await upserting(() =>
            model.updateOne({ _id: id }, { $setOnInsert: { ...fields, version: 1 } }, { upsert: true, writeConcern: DURABLE }),
          );
          if (inserted.upsertedCount === 1) return;
        } else {
          const written = await withinReach(() =>
            model.updateOne({ _id: id, version: before.version }, { $set: { ...fields, version: before.version + 1 } }, { writeConcern: DURABLE }),
          );
          if (written.matchedCount === 1) return;
        }
      }
      throw new Error(`The officer ${id} was changed by others ${String(TRIES)} times in a row`);
    },
  };
}

type Assignment = Pick<AssignmentRow, 'agency' | 'roles'>;

const same = (a: Assignment, b: Assignment): boolean => a.agency === b.agency && [...a.roles].sort().join() === [...b.roles].sort().join();

/** What goes on stays, what is not wished any more ends now, what is new begins now. */
function changed(before: readonly AssignmentRow[], wished: readonly Assignment[], now: string): readonly AssignmentRow[] {
  const isOpen = ({ validTo }: AssignmentRow): boolean => validTo === undefined || validTo > now;
  const rows = before.map((row) => (isOpen(row) && !wished.some((wish) => same(wish, row)) ? { ...row, validTo: now } : row));
  const begun = wished.filter((wish) => !before.some((row) => isOpen(row) && same(wish, row))).map(({ agency, roles }) => ({ agency, roles, validFrom: now }));
  return [...rows, ...begun];
}
