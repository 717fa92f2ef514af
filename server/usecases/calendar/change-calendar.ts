import type { CalendarOverview } from '../../../contract/endpoints/calendar.ts';
import type { CalendarRecord } from '../../../domain/calendar/calendar-record.ts';
import { confirmCalendar, discardCalendar, proposeCalendar, type CalendarWish } from '../../../domain/calendar/propose-calendar.ts';
import { Refusal } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/history/entry.ts';
import { generalCapacityFor, type Action, type Officer } from '../../../domain/policy.ts';
import type { Ports } from '../../ports/index.ts';
import { assertSameBody, type Command } from '../command.ts';
import { calendarOverview } from './get-calendar.ts';
import { versionsIn } from './versions.ts';

type Needs = Pick<Ports, 'calendars' | 'officers' | 'clock'>;

/** Begins or changes the proposal of the next version. */
export const propose = (ports: Needs, officer: Officer, wish: CalendarWish, command: Command): Promise<CalendarOverview> =>
  runCalendarCommand(ports, officer, 'propose-calendar', command, ({ current, next }, by) => proposeCalendar(current, next, wish, by));

/**
 * A leader puts the proposal into force, in one write that also opens the work on the open dossiers (see background/calendar-moves.ts).
 * While the version before is still being taken on for the first time, what the leader was shown may be out of date by the time it is confirmed.
 */
export const confirm = (
  ports: Needs,
  officer: Officer,
  seen: { readonly version: number; readonly revision: number },
  command: Command,
): Promise<CalendarOverview> =>
  runCalendarCommand(ports, officer, 'confirm-calendar', command, ({ current, next }, by) => {
    if (current.moves?.state === 'running')
      throw new Refusal('calendar-moves-running', `Ngày hẹn đang được dời theo bản lịch ${String(current.version)}. Xác nhận khi việc đó xong.`);
    return confirmCalendar(next?.version === seen.version ? next : undefined, seen.revision, by);
  });

export const discard = (
  ports: Needs,
  officer: Officer,
  seen: { readonly version: number; readonly revision: number },
  command: Command,
): Promise<CalendarOverview> =>
  runCalendarCommand(ports, officer, 'propose-calendar', command, ({ next }) =>
    discardCalendar(next?.version === seen.version ? next : undefined, seen.revision),
  );

const ATTEMPTS = 8;
const COMMANDS_KEPT = 100;

/** One command on the next version: at most one effect per key, one write. */
async function runCalendarCommand(
  ports: Needs,
  officer: Officer,
  action: Action,
  command: Command,
  decide: (
    versions: { readonly current: CalendarRecord; readonly next: CalendarRecord | undefined },
    by: { readonly actor: Actor; readonly at: string },
  ) => Omit<CalendarRecord, 'commands'>,
): Promise<CalendarOverview> {
  const actor = generalCapacityFor(officer, action);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const records = await ports.calendars.records();
    const mark = records.flatMap(({ commands }) => commands).find(({ key }) => key === command.key);
    if (mark !== undefined) {
      assertSameBody(mark.bodyHash, command);
      return calendarOverview(ports, officer);
    }
    const { current, next } = versionsIn(records);
    const decided = decide({ current, next }, { actor, at: ports.clock.now() });
    const { key, bodyHash } = command;
    if (await ports.calendars.write({ ...decided, commands: [...(next?.commands ?? []), { key, bodyHash }].slice(-COMMANDS_KEPT) }, next?.revision ?? 0))
      return calendarOverview(ports, officer);
  }
  throw new Refusal('calendar-changed', 'Lịch vừa được người khác thay đổi. Xem bản mới rồi làm lại.');
}
