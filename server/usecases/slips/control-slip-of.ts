import { localMinute } from '../../../domain/calendar/vietnam-time.ts';
import { datesOf } from '../../../domain/clock/dates-of.ts';
import { punctualityOf } from '../../../domain/clock/late.ts';
import { taskDue } from '../../../domain/clock/task-due.ts';
import type { DossierRecord } from '../../../domain/dossier/record.ts';
import type { Entry } from '../../../domain/history/entry.ts';
import type { Ports } from '../../ports/index.ts';
import type { ControlSlip } from '../../ports/slips.ts';
import { wholeHistory } from '../get-dossier.ts';
import { nameOfficers } from '../names.ts';
import { reckoningOf } from '../reckoning-of.ts';
import { controlLegs } from './control-legs.ts';
import { slipOf, type SlipPorts } from './slip-of.ts';

export type ControlPorts = SlipPorts & Pick<Ports, 'history' | 'officers' | 'calendars'>;

/** Slip 06 as history stands at `asOf`; nothing before the dossier has been received. */
export async function controlSlipOf(ports: ControlPorts, record: DossierRecord, asOf: string): Promise<ControlSlip | undefined> {
  const { state } = record;
  if (state.code === undefined || state.receivedAt === undefined) return undefined;
  const [entries, { slip }, reckoning] = await Promise.all([
    wholeHistory(ports, record),
    slipOf(ports, record, { number: '06', agency: state.receivingAgency }),
    reckoningOf(ports, state),
  ]);
  const agencies = await nameAgencies(ports, [state.receivingAgency, state.competentAgency, ...state.consultedAgencies, ...entries.flatMap(agencyOf)]);
  const officers = await nameOfficers(
    ports,
    entries.flatMap(({ kind, data }) => (kind === 'task-assigned' && typeof data['assignee'] === 'string' ? [data['assignee']] : [])),
  );
  const agencyName = (id: string): string => agencies.get(id) ?? id;
  const dates = datesOf(state.clock, reckoning);
  const version = state.clock.calendarVersion;
  const legs = controlLegs(entries, {
    agencyName,
    officerName: (id) => officers.get(id) ?? id,
    punctualityOf(task, doneAt) {
      const calendar = version === undefined ? undefined : reckoning.calendarOf(version, task.groups[0]?.split(':')[0] ?? state.competentAgency);
      const due = calendar === undefined ? undefined : taskDue(task, reckoning.rules, calendar);
      return calendar === undefined || due === undefined ? undefined : punctualityOf(localMinute(doneAt), localMinute(due.dueAt), due.limit, calendar);
    },
    whole: dates.punctuality,
    stray: state.strayInstances,
  });
  return {
    ...slip,
    code: state.code,
    asOf,
    receivedAt: state.receivedAt,
    dueAt: dates.dueAt ?? state.dueAt ?? '',
    competentAgency: agencyName(state.competentAgency),
    consultedAgencies: state.consultedAgencies.map(agencyName),
    legs,
  };
}

const agencyOf = ({ kind, data }: Entry): readonly string[] =>
  kind === 'task-created' ? (data['groups'] as readonly string[]).slice(0, 1).flatMap((group) => group.split(':')[0] ?? []) : [];

async function nameAgencies({ agencies }: Pick<Ports, 'agencies'>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, (await agencies.get(id)).name.vi] as const)));
}
