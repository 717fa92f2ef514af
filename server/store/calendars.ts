import { Schema, type Connection } from 'mongoose';
import { CalendarData } from '../../domain/calendar/calendar.ts';
import type { Calendars } from '../ports/index.ts';
import { NoCalendar } from '../ports/no-calendar.ts';
import { DURABLE } from './connect.ts';
import { upserting, withinReach } from './within-reach.ts';

/** Each version stays for ever: a date of an old dossier is explained with the calendar it was computed with. */
interface CalendarRow {
  readonly _id: number;
  readonly data: CalendarData;
}

const calendarSchema = new Schema<CalendarRow>(
  { _id: { type: Number, required: true }, data: { type: Schema.Types.Mixed, required: true } },
  { collection: 'calendars', versionKey: false, strict: 'throw' },
);

export class CalendarVersionTaken extends Error {
  override readonly name = 'CalendarVersionTaken';
}

export function calendarsIn(connection: Connection): Calendars {
  const model = connection.model<CalendarRow>('Calendar', calendarSchema);
  return {
    async current() {
      const row = await withinReach(() => model.findOne({}).sort({ _id: -1 }).lean<CalendarRow>().exec());
      if (row === null) throw new NoCalendar('There is no working calendar yet.');
      return CalendarData.parse(row.data);
    },
    async put(data) {
      const { upsertedCount } = await upserting(() =>
        model.updateOne({ _id: data.version }, { $setOnInsert: { data } }, { upsert: true, writeConcern: DURABLE }),
      );
      if (upsertedCount === 1) return;
      // The same version again is a repeat; other days under an old number would change dates that were already promised
      const kept = await withinReach(() => model.findOne({ _id: data.version }).lean<CalendarRow>().exec());
      if (JSON.stringify(CalendarData.parse(kept?.data)) !== JSON.stringify(CalendarData.parse(data)))
        throw new CalendarVersionTaken(`Calendar version ${String(data.version)} exists with other content; give the changed one a new version.`);
    },
  };
}
