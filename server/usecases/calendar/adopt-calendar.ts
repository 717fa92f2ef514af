import type { CalendarRecord } from '../../../domain/calendar/calendar-record.ts';
import { calendarVersionsOf } from '../../../domain/clock/clock-of.ts';
import { tookOn, underCalendar } from '../../../domain/clock/under-calendar.ts';
import { applyChange } from '../../../domain/dossier/record.ts';
import type { Ports } from '../../ports/index.ts';
import type { CalendarShelf } from './calendar-shelf.ts';

export interface Adoption {
  readonly outcome: 'untouched' | 'adopted' | 'moved' | 'failed';
  /** Nothing was written: an earlier call has done it. */
  readonly repeated: boolean;
}

/**
 * One dossier takes on a confirmed calendar: one entry with the decision's number and the leader who confirmed it as actor. Asked again it does
 * nothing, because the history says by which calendar the dossier is counted.
 */
export async function adoptCalendar(
  { dossiers, releases, clock }: Pick<Ports, 'dossiers' | 'releases' | 'clock'>,
  shelf: CalendarShelf,
  dossierId: string,
  { version, decision = '', confirmedBy }: CalendarRecord,
): Promise<Adoption> {
  let adoption: Adoption = { outcome: 'untouched', repeated: false };
  await dossiers.change(dossierId, async (record) => {
    const { state } = record;
    const { sheet } = await releases.get(state.procedure, state.release);
    const reckoning = { rules: sheet.clock, calendarOf: await shelf.with([...calendarVersionsOf(state.clock), version]) };
    const at = clock.now();
    const effect = underCalendar(state.clock, reckoning, { at, calendarVersion: version, decision });
    const before = effect.kind === 'untouched' ? tookOn(state.clock, reckoning, version) : undefined;
    adoption = { outcome: before ?? effect.kind, repeated: before !== undefined };
    if (effect.kind === 'untouched' || effect.kind === 'failed') return record;
    const dates = effect.kind === 'moved' ? { from: effect.from, to: effect.to } : {};
    const kind = effect.kind === 'moved' ? 'due-date-moved' : 'calendar-adopted';
    const data = { decision, calendarVersion: version, ...dates };
    return applyChange(record, { entries: [{ kind, at, ...(confirmedBy === undefined ? {} : { actor: confirmedBy }), data }] });
  });
  return adoption;
}
