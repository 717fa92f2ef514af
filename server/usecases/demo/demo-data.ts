import { z } from 'zod';
import { AgencyId, Bilingual, PlainDate, Role } from '../../../contract/vocabulary.ts';
import { CalendarData } from '../../../domain/calendar/calendar.ts';
import agencies from '../../demo/agencies.json' with { type: 'json' };
import calendar from '../../demo/calendars.json' with { type: 'json' };
import officers from '../../demo/officers.json' with { type: 'json' };

const DemoAgency = z.strictObject({
  id: AgencyId,
  code: z.string(),
  name: Bilingual,
  shortName: z.string(),
  kind: z.string(),
  parent: AgencyId.optional(),
  validFrom: PlainDate,
  validTo: PlainDate.optional(),
});
const DemoOfficer = z.strictObject({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,58}$/),
  name: z.string(),
  assignments: z.array(z.strictObject({ agency: AgencyId, roles: z.array(Role).min(1) })).min(1),
});

/** A made-up province: agencies, an officer for every role, and a working calendar. */
export const DemoData = z.strictObject({ agencies: z.array(DemoAgency), officers: z.array(DemoOfficer), calendar: CalendarData });
export type DemoData = z.infer<typeof DemoData>;

export const demoData = (): DemoData => DemoData.parse({ agencies, officers, calendar });
