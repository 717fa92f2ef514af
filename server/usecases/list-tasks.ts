import type { z } from 'zod';
import type { listTasks as Operation } from '../../contract/endpoints/tasks.ts';
import { groupsOf, type Officer } from '../../domain/policy.ts';
import type { Ports } from '../ports/index.ts';
import { nameOfficers, nameProcedures } from './names.ts';
import { versionsOf, withClock } from './present-clock.ts';
import { calendarsOf } from './reckoning-of.ts';

type Query = z.infer<typeof Operation.query>;
type Reply = z.infer<typeof Operation.reply>;

/** The officer's inbox: what stands in their groups, most urgent first. */
export async function listTasks(
  ports: Pick<Ports, 'readModels' | 'releases' | 'officers' | 'calendars' | 'clock'>,
  officer: Officer,
  query: Query,
): Promise<Reply> {
  const groups = groupsOf(officer);
  const [{ items, next }, counts] = await Promise.all([
    ports.readModels.inbox({
      groups,
      officer: officer.id,
      queue: query.queue,
      limit: query.limit,
      ...(query.code === undefined ? {} : { code: query.code }),
      ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
    }),
    query.counts ? ports.readModels.counts(groups, officer.id) : undefined,
  ]);
  const [procedures, calendarOf, names] = await Promise.all([
    nameProcedures(ports, items),
    calendarsOf(ports, versionsOf(items)),
    nameOfficers(
      ports,
      items.flatMap(({ assignee }) => assignee ?? []),
    ),
  ]);
  const now = ports.clock.now();
  return {
    items: items
      .map((row) => withClock(row, calendarOf, now))
      .map(
        ({
          groups: _groups,
          release: _release,
          sortAt: _sortAt,
          elementId: _elementId,
          dossierVersion: _version,
          competentAgency: _competentAgency,
          ...row
        }) => ({
          ...row,
          procedureShortName: procedures.get(row.procedure) ?? row.procedure,
          ...(row.assignee === undefined ? {} : { assigneeName: names.get(row.assignee) ?? row.assignee }),
        }),
      ),
    next,
    ...(counts === undefined ? {} : { counts }),
  };
}
