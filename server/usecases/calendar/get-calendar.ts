import type { CalendarContent, CalendarOverview, CalendarProposal, CalendarVersion } from '../../../contract/endpoints/calendar.ts';
import type { CalendarData } from '../../../domain/calendar/calendar-data.ts';
import { exportExceptions, importExceptions } from '../../../domain/calendar/calendar-csv.ts';
import type { CalendarRecord } from '../../../domain/calendar/calendar-record.ts';
import { findGeneralCapacity, generalCapacityFor, type Officer } from '../../../domain/policy.ts';
import type { Ports } from '../../ports/index.ts';
import { nameOfficers } from '../names.ts';
import { versionsIn } from './versions.ts';

type Needs = Pick<Ports, 'calendars' | 'officers'>;

const CHANGES = ['propose-calendar', 'confirm-calendar'] as const;

/** The calendar in force, what is proposed, and how both came about. */
export async function calendarOverview(ports: Needs, officer: Officer): Promise<CalendarOverview> {
  generalCapacityFor(officer, 'read-calendar');
  const records = await ports.calendars.records();
  const { current, next } = versionsIn(records);
  const proposal = next?.state === 'proposed' ? next : undefined;
  const entered = [current, ...(proposal === undefined ? [] : [proposal])].flatMap(({ data }) => data.exceptions.flatMap(({ enteredBy }) => enteredBy ?? []));
  return {
    current: { ...versionView(current), content: contentOf(current.data) },
    ...(proposal === undefined ? {} : { proposal: proposalView(proposal) }),
    versions: records.filter(({ state }) => state === 'confirmed').map(versionView),
    people: Object.fromEntries(await nameOfficers(ports, entered)),
    may: CHANGES.filter((action) => findGeneralCapacity(officer, action) !== undefined),
  };
}

export async function calendarVersion(
  ports: Needs,
  officer: Officer,
  version: number,
): Promise<{ readonly version: number; readonly content: CalendarContent }> {
  generalCapacityFor(officer, 'read-calendar');
  return { version, content: contentOf(await ports.calendars.get(version)) };
}

/** A file for a spreadsheet. */
export async function exportCalendar(ports: Needs, officer: Officer, version: number): Promise<string> {
  generalCapacityFor(officer, 'read-calendar');
  return exportExceptions((await ports.calendars.get(version)).exceptions);
}

/** What a file from a spreadsheet says, and where it is wrong; nothing is saved. */
export function readCalendarFile(
  officer: Officer,
  csv: string,
): { readonly exceptions: CalendarContent['exceptions']; readonly faults: { readonly line: number; readonly sentence: string }[] } {
  generalCapacityFor(officer, 'propose-calendar');
  const { exceptions, faults } = importExceptions(csv);
  return { exceptions: [...exceptions], faults: [...faults] };
}

const contentOf = ({ sessions, agencies, years, exceptions }: CalendarData): CalendarContent => ({
  sessions,
  ...(agencies === undefined ? {} : { agencies }),
  years,
  exceptions,
});

const decided = ({ decision, reason, authors }: CalendarRecord): Pick<CalendarVersion, 'decision' | 'reason' | 'authors'> => ({
  ...(decision === undefined ? {} : { decision }),
  ...(reason === undefined ? {} : { reason }),
  authors: authors.map(({ officer, name }) => ({ id: officer, name })),
});

function versionView(record: CalendarRecord): CalendarVersion {
  const { version, confirmedBy, confirmedAt, moves } = record;
  return {
    version,
    ...decided(record),
    ...(confirmedBy === undefined ? {} : { confirmedBy: confirmedBy.name }),
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
    ...(moves === undefined ? {} : { moves: { state: moves.state, looked: moves.looked, moved: moves.moved, adopted: moves.adopted, failed: moves.failed } }),
  };
}

function proposalView(record: CalendarRecord): CalendarProposal {
  const { version, revision, changedAt, data } = record;
  return { version, revision, ...decided(record), ...(changedAt === undefined ? {} : { changedAt }), content: contentOf(data) };
}
