import type { CalendarMove, CalendarPreview } from '../../../contract/endpoints/calendar.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { differenceText } from '../../../domain/calendar/difference-text.ts';
import { calendarVersionsOf } from '../../../domain/clock/clock-of.ts';
import { underCalendar, type UnderCalendar } from '../../../domain/clock/under-calendar.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import { Refusal } from '../../../domain/errors.ts';
import { generalCapacityFor, type Officer } from '../../../domain/policy.ts';
import type { Ports } from '../../ports/index.ts';
import { nameProcedures } from '../names.ts';
import { calendarShelf } from './calendar-shelf.ts';
import { versionsIn } from './versions.ts';

type Needs = Pick<Ports, 'calendars' | 'dossiers' | 'releases' | 'clock'>;

/**
 * What the proposal would do to the next open dossiers. Nothing is written, and nobody's personal data are shown: who looks after the calendar
 * may not read dossiers.
 */
export async function previewMoves(
  ports: Needs,
  officer: Officer,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<CalendarPreview> {
  generalCapacityFor(officer, 'read-calendar');
  const { next } = versionsIn(await ports.calendars.records());
  if (next?.state !== 'proposed') throw new Refusal('calendar-proposal-not-found', 'Không còn đề xuất lịch nào đang chờ.');
  const { version, revision, data, decision = '' } = next;
  const page = await ports.dossiers.counting(after, limit);
  const shelf = calendarShelf(ports, [data]);
  const decided = { at: ports.clock.now(), calendarVersion: version, decision };
  const moves: Moving[] = [];
  const failures: CalendarPreview['failures'] = [];
  for (const record of page) {
    const { state } = record;
    const [{ sheet }, calendarOf] = [await ports.releases.get(state.procedure, state.release), await shelf.with(calendarVersionsOf(state.clock))];
    const effect = underCalendar(state.clock, { rules: sheet.clock, calendarOf }, decided);
    if (effect.kind === 'moved') {
      const calendars = [state.clock.calendarVersion ?? version, version].map((one) => calendarOf(one, state.competentAgency)) as [Calendar, Calendar];
      moves.push({ record, move: effect, calendars });
    }
    if (effect.kind === 'failed') failures.push({ dossierId: record.id, ...(state.code === undefined ? {} : { code: state.code }), reason: effect.reason });
  }
  const names = await nameProcedures(
    ports,
    moves.map(({ record }) => record.state),
  );
  return {
    version,
    revision,
    looked: page.length,
    moves: moves.map((moving) => moveView(moving, names)),
    failures,
    next: page.length < limit ? null : (page.at(-1)?.id ?? null),
  };
}

interface Moving {
  readonly record: DossierRecord;
  readonly move: Extract<UnderCalendar, { kind: 'moved' }>;
  /** Of its competent agency, before and after. */
  readonly calendars: readonly [Calendar, Calendar];
}

function moveView({ record: { id, state }, move: { from, to, lines }, calendars }: Moving, names: ReadonlyMap<string, string>): CalendarMove {
  return {
    dossierId: id,
    ...(state.code === undefined ? {} : { code: state.code }),
    procedureShortName: names.get(state.procedure) ?? state.procedure,
    competentAgency: state.competentAgency,
    from,
    to,
    difference: differenceText(from, to, calendars),
    lines: [...lines],
  };
}
