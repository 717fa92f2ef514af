import { z } from 'zod';
import { ArithmeticLine } from '../clock.ts';
import { AgencyId, Bilingual, DossierCode, DossierId, Instant, OfficerId, PlainDate } from '../vocabulary.ts';
import { endpoint } from './define.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const WeekOfSessions = z
  .record(z.string().regex(/^[1-7]$/), z.array(z.tuple([ClockTime, ClockTime])).max(6))
  .meta({ description: 'Sessions by weekday, 1 = Monday; a day without sessions is off' });

export const EXCEPTION_KINDS = ['HOLIDAY', 'SWAP_OFF', 'MAKEUP', 'COMPENSATORY', 'LOCAL_CLOSED'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

export const CalendarException = z
  .strictObject({
    date: PlainDate,
    validTo: PlainDate.optional().meta({ description: 'Last day of a run of days' }),
    kind: z.enum(EXCEPTION_KINDS),
    name: z.string().trim().min(1).max(200),
    document: z.string().trim().min(1).max(200).optional(),
    agency: AgencyId.optional().meta({ description: 'Absent: holds for everybody' }),
    enteredBy: z.string().min(1).max(100).optional().meta({ description: 'Set by the server for every line that is new or changed' }),
    check: z.boolean().optional().meta({ description: 'Still to be compared with the official notice' }),
  })
  .meta({ id: 'CalendarException' });
export type CalendarException = z.infer<typeof CalendarException>;

export const CalendarContent = z
  .strictObject({
    sessions: WeekOfSessions,
    agencies: z.record(AgencyId, z.strictObject({ sessions: WeekOfSessions })).optional(),
    years: z.array(z.strictObject({ year: z.int().min(2000).max(2200), state: z.enum(['confirmed', 'draft']) })).max(50),
    exceptions: z.array(CalendarException).max(3000),
  })
  .meta({ id: 'CalendarContent' });
export type CalendarContent = z.infer<typeof CalendarContent>;

const PersonNamed = z.strictObject({ id: OfficerId, name: z.string() });

/** How far the open dossiers have taken a confirmed version on. */
export const CalendarProgress = z
  .strictObject({
    state: z.enum(['running', 'checking', 'done']),
    looked: z.int().min(0),
    moved: z.int().min(0),
    adopted: z.int().min(0).meta({ description: 'Took the version on without another date' }),
    failed: z.int().min(0).meta({ description: 'No date could be computed; these keep the older version' }),
  })
  .meta({ id: 'CalendarProgress' });

const Decided = { decision: z.string().optional(), reason: z.string().optional(), authors: z.array(PersonNamed) };

export const CalendarVersion = z
  .strictObject({
    version: z.int(),
    ...Decided,
    confirmedBy: z.string().optional().meta({ description: 'Absent for a calendar that came with the installation' }),
    confirmedAt: Instant.optional(),
    moves: CalendarProgress.optional(),
  })
  .meta({ id: 'CalendarVersion' });
export type CalendarVersion = z.infer<typeof CalendarVersion>;

export const CalendarProposal = z
  .strictObject({ version: z.int(), revision: z.int(), ...Decided, changedAt: Instant.optional(), content: CalendarContent })
  .meta({ id: 'CalendarProposal' });
export type CalendarProposal = z.infer<typeof CalendarProposal>;

export const CalendarOverview = z
  .strictObject({
    current: z.strictObject({ ...CalendarVersion.shape, content: CalendarContent }),
    proposal: CalendarProposal.optional(),
    versions: z.array(CalendarVersion).meta({ description: 'Confirmed ones, newest first' }),
    people: z.record(z.string(), z.string()).meta({ description: 'Names of whoever entered a day, by officer' }),
    may: z.array(z.enum(['propose-calendar', 'confirm-calendar'])),
  })
  .meta({ id: 'CalendarOverview' });
export type CalendarOverview = z.infer<typeof CalendarOverview>;

export const CalendarMove = z
  .strictObject({
    dossierId: DossierId,
    code: DossierCode.optional(),
    procedureShortName: z.string(),
    competentAgency: AgencyId,
    from: Instant,
    to: Instant,
    difference: Bilingual,
    lines: z.array(ArithmeticLine).meta({ description: 'How the new date is reached' }),
  })
  .meta({ id: 'CalendarMove' });
export type CalendarMove = z.infer<typeof CalendarMove>;

export const CalendarPreview = z
  .strictObject({
    version: z.int(),
    revision: z.int(),
    /** Open dossiers looked at for this page; most of them do not move. */
    looked: z.int().min(0),
    moves: z.array(CalendarMove),
    failures: z
      .array(z.strictObject({ dossierId: DossierId, code: DossierCode.optional(), reason: z.string() }))
      .meta({ description: 'Dossiers whose date could not be computed with the proposal' }),
    next: z.string().nullable(),
  })
  .meta({ id: 'CalendarPreview' });
export type CalendarPreview = z.infer<typeof CalendarPreview>;

const Revision = z.strictObject({ version: z.int().min(1), revision: z.int().min(1) });
const VersionParams = z.strictObject({ version: z.coerce.number().int().min(1) });

export const getCalendar = endpoint({
  id: 'getCalendar',
  tag: 'calendar',
  method: 'GET',
  path: '/calendar',
  summary: 'The working calendar in force, the proposal that waits, and the versions before',
  reply: CalendarOverview,
  problems: ['action-not-allowed'],
});
export const getCalendarVersion = endpoint({
  id: 'getCalendarVersion',
  tag: 'calendar',
  method: 'GET',
  path: '/calendar/versions/{version}',
  summary: 'The days of one version',
  params: VersionParams,
  reply: z.strictObject({ version: z.int(), content: CalendarContent }),
  problems: ['calendar-version-not-found', 'action-not-allowed'],
});
export const exportCalendar = endpoint({
  id: 'exportCalendar',
  tag: 'calendar',
  method: 'GET',
  path: '/calendar/versions/{version}/exceptions.csv',
  summary: 'The exceptions of a version or of the proposal as a file for a spreadsheet',
  params: VersionParams,
  reply: z.string(),
  problems: ['calendar-version-not-found', 'action-not-allowed'],
  media: { reply: 'text/csv' },
});
export const readCalendarFile = endpoint({
  id: 'readCalendarFile',
  tag: 'calendar',
  method: 'POST',
  path: '/calendar/file',
  summary: 'Read exceptions from a CSV file, with the faults of each line; nothing is saved',
  body: z.strictObject({ csv: z.string().max(500_000) }),
  reply: z.strictObject({ exceptions: z.array(CalendarException), faults: z.array(z.strictObject({ line: z.int(), sentence: z.string() })) }),
  problems: ['action-not-allowed'],
});
export const proposeCalendar = endpoint({
  id: 'proposeCalendar',
  tag: 'calendar',
  method: 'PUT',
  path: '/calendar/proposal',
  summary: 'Begin or change the proposal of the next version',
  idempotent: true,
  body: z.strictObject({
    version: z.int().min(1).meta({ description: 'The version in force, plus one' }),
    revision: z.int().min(0).meta({ description: 'Of the proposal as it was read; 0 begins one' }),
    decision: z.string().trim().min(1).max(100).meta({ description: 'Number of the decision or announcement' }),
    reason: z.string().trim().min(10).max(2000),
    content: CalendarContent,
  }),
  reply: CalendarOverview,
  problems: ['action-not-allowed', 'calendar-changed'],
});
export const previewCalendar = endpoint({
  id: 'previewCalendar',
  tag: 'calendar',
  method: 'GET',
  path: '/calendar/proposal/preview',
  summary: 'Open dossiers whose date the proposal would move, page by page over all open dossiers',
  query: z.strictObject({ after: DossierId.optional(), limit: z.coerce.number().int().min(1).max(500).default(200) }),
  reply: CalendarPreview,
  problems: ['action-not-allowed', 'calendar-proposal-not-found'],
});
export const confirmCalendar = endpoint({
  id: 'confirmCalendar',
  tag: 'calendar',
  method: 'POST',
  path: '/calendar/proposal/confirm',
  summary: 'A leader puts the proposal into force; the dates of open dossiers follow',
  idempotent: true,
  body: Revision,
  reply: CalendarOverview,
  problems: ['action-not-allowed', 'calendar-proposal-not-found', 'calendar-changed', 'calendar-moves-running'],
});
export const discardCalendar = endpoint({
  id: 'discardCalendar',
  tag: 'calendar',
  method: 'POST',
  path: '/calendar/proposal/discard',
  summary: 'Drop the proposal',
  idempotent: true,
  body: Revision,
  reply: CalendarOverview,
  problems: ['action-not-allowed', 'calendar-proposal-not-found', 'calendar-changed'],
});
