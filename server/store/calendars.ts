import { Schema, type Connection } from 'mongoose';
import { CalendarData } from '../../domain/calendar/calendar.ts';
import { shippedRecord, type CalendarRecord } from '../../domain/calendar/calendar-record.ts';
import { Refusal } from '../../domain/errors.ts';
import { CalendarVersionTaken, type Calendars } from '../ports/calendars.ts';
import { NoCalendar } from '../ports/no-calendar.ts';
import { DURABLE } from './connect.ts';
import { isDuplicate, upserting, withinReach } from './within-reach.ts';

/** Each version stays for ever: a date of an old dossier is explained with the calendar it was computed with. */
type CalendarRow = Omit<CalendarRecord, 'version'> & { readonly _id: number };

const CalendarSchema = new Schema<CalendarRow>({ _id: Number }, { strict: false, minimize: false, versionKey: false, collection: 'calendars' });

const WRITE = { writeConcern: { w: 'majority', journal: true }, ignoreUndefined: true } as const;

export function calendarsIn(connection: Connection): Calendars {
  const collection = connection.model('Calendar', CalendarSchema).collection;
  // A confirmed version never changes its days, so they may be remembered for good
  const known = new Map<number, CalendarData>();

  const find = async (version: number): Promise<CalendarRecord | undefined> =>
    fromStored(await withinReach(() => collection.findOne<CalendarRow>({ _id: version as never })));

  return {
    async current() {
      const [row] = await withinReach(() =>
        collection
          .find<CalendarRow>({ state: { $nin: ['proposed', 'discarded'] } })
          .sort({ _id: -1 })
          .limit(1)
          .toArray(),
      );
      if (row === undefined) throw new NoCalendar('There is no working calendar yet.');
      return CalendarData.parse(row.data);
    },
    async get(version) {
      const remembered = known.get(version);
      if (remembered !== undefined) return remembered;
      const record = await find(version);
      if (record === undefined) throw new Refusal('calendar-version-not-found', `Không có bản lịch số ${String(version)}.`);
      const data = CalendarData.parse(record.data);
      if (record.state === 'confirmed') known.set(version, data);
      return data;
    },
    async put(data) {
      const { version: _version, ...row } = shippedRecord(data);
      const { upsertedCount } = await upserting(() =>
        collection.updateOne({ _id: data.version as never }, { $setOnInsert: row }, { upsert: true, writeConcern: DURABLE }),
      );
      if (upsertedCount === 1) return;
      // The same version again is a repeat; other days under an old number would change dates that were already promised
      const kept = await find(data.version);
      if (JSON.stringify(CalendarData.parse(kept?.data)) !== JSON.stringify(CalendarData.parse(data)))
        throw new CalendarVersionTaken(`Calendar version ${String(data.version)} exists with other content; give the changed one a new version.`);
    },
    async records() {
      const rows = await withinReach(() => collection.find<CalendarRow>({}).sort({ _id: -1 }).toArray());
      return rows.flatMap((row) => fromStored(row) ?? []);
    },
    async write(record, revision) {
      const row = toStored(record);
      if (revision > 0) {
        const unconfirmed = { _id: record.version as never, revision, state: { $ne: 'confirmed' } };
        return (await withinReach(() => collection.replaceOne(unconfirmed, row, WRITE))).matchedCount === 1;
      }
      try {
        await withinReach(() => collection.insertOne(row as never, WRITE));
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async moving(now) {
      const due = { 'moves.state': { $in: ['running', 'checking'] }, 'moves.nextAt': { $lte: now } };
      const [row] = await withinReach(() => collection.find<CalendarRow>(due).sort({ _id: 1 }).limit(1).toArray());
      return fromStored(row ?? null);
    },
    async noteMoves(version, before, moves) {
      const still = { _id: version as never, 'moves.state': before.state, 'moves.after': before.after ?? null };
      return (await withinReach(() => collection.updateOne(still, { $set: { moves } }, WRITE))).matchedCount === 1;
    },
  };
}

function toStored({ version, ...row }: CalendarRecord): CalendarRow {
  return { _id: version, ...row };
}

function fromStored(row: CalendarRow | null): CalendarRecord | undefined {
  if (row === null) return undefined;
  const { _id, ...record } = row;
  return { ...shippedRecord(record.data), ...record };
}
