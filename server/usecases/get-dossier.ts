import type { z } from 'zod';
import type { DossierView } from '../../contract/dossier-views.ts';
import type { getHistory as HistoryOperation, listDossiers as ListOperation } from '../../contract/endpoints/dossiers.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { NotFound } from '../../domain/errors.ts';
import { reveal } from '../../domain/history/commitment.ts';
import type { Entry } from '../../domain/history/entry.ts';
import { allows, can, capacityFor, type Officer } from '../../domain/policy.ts';
import { statusName } from '../../domain/status.ts';
import type { Ports, StoredFile } from '../ports/index.ts';
import { nameOfficers, nameProcedures } from './names.ts';
import { presentClock, versionsOf, withClock } from './present-clock.ts';
import { presentDossier } from './present-dossier.ts';
import { calendarsOf, reckoningOf } from './reckoning-of.ts';

export async function getDossier(
  ports: Pick<Ports, 'dossiers' | 'history' | 'releases' | 'officers' | 'calendars' | 'clock'>,
  officer: Officer,
  idOrCode: string,
): Promise<DossierView> {
  const record = await readable(ports, officer, idOrCode);
  const { state } = record;
  const [entries, release, reckoning, officerNames] = await Promise.all([
    wholeHistory(ports, record),
    ports.releases.get(state.procedure, state.release),
    reckoningOf(ports, state),
    nameOfficers(
      ports,
      Object.values(state.tasks).flatMap(({ assignee }) => assignee ?? []),
    ),
  ]);
  const revealed = (value: unknown): unknown => (can(officer, 'read-personal-data', state) ? reveal(value, record.secrets) : undefined);
  const clock = presentClock(state.clock, reckoning, ports.clock.now(), revealed);
  return presentDossier(record, entries, release, officer, { officerNames, clock });
}

/** History in order, personal values shown only to those who may see them; the hashes prove what is hidden. */
export async function getHistory(
  ports: Pick<Ports, 'dossiers' | 'history' | 'officers'>,
  officer: Officer,
  idOrCode: string,
  { after, limit }: z.infer<typeof HistoryOperation.query>,
): Promise<z.infer<typeof HistoryOperation.reply>> {
  const record = await readable(ports, officer, idOrCode);
  capacityFor(officer, 'read-history', record.state);
  const entries = await readEntries(ports, record, after, limit);
  const personal = can(officer, 'read-personal-data', record.state);
  const last = entries.at(-1)?.seq ?? after;
  const names = await nameOfficers(ports, entries.flatMap(assigneeOf));
  return {
    entries: entries.map(({ dossierId: _dossierId, data, ...entry }) => ({
      ...entry,
      ...assigneeName(assigneeOf({ ...entry, data })[0], names),
      data: (personal ? reveal(data, record.secrets) : data) as Record<string, unknown>,
    })),
    total: record.head.seq,
    next: last < record.head.seq ? last : null,
  };
}

const assigneeOf = ({ kind, data }: Pick<Entry, 'kind' | 'data'>): readonly string[] =>
  kind === 'task-assigned' && typeof data['assignee'] === 'string' ? [data['assignee']] : [];

function assigneeName(assignee: string | undefined, names: ReadonlyMap<string, string>): { assigneeName?: string } {
  return assignee === undefined ? {} : { assigneeName: names.get(assignee) ?? assignee };
}

export async function listDossiers(
  ports: Pick<Ports, 'readModels' | 'releases' | 'calendars' | 'clock'>,
  officer: Officer,
  query: z.infer<typeof ListOperation.query>,
): Promise<z.infer<typeof ListOperation.reply>> {
  const seesAll = officer.assignments.some(({ roles }) => roles.some((role) => allows('read-all-dossiers', role, 'none')));
  const agencies = officer.assignments.filter(({ roles }) => roles.some((role) => allows('read-dossier', role, 'receiving'))).map(({ agency }) => agency);
  const { rows, next } = await ports.readModels.dossiers({
    agencies: seesAll ? 'all' : agencies,
    limit: query.limit,
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.procedure === undefined ? {} : { procedure: query.procedure }),
    ...(query.code === undefined ? {} : { code: query.code }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const [procedures, calendarOf] = await Promise.all([nameProcedures(ports, rows), calendarsOf(ports, versionsOf(rows))]);
  const now = ports.clock.now();
  return {
    dossiers: rows
      .map((row) => withClock(row, calendarOf, now))
      .map(({ version: _version, release: _release, agencies: _agencies, clockWakeAt: _clockWakeAt, ...row }) => ({
        ...row,
        procedureShortName: procedures.get(row.procedure) ?? row.procedure,
        statusName: statusName(row.status),
      })),
    next,
  };
}

export async function readDocument(
  ports: Pick<Ports, 'dossiers' | 'files'>,
  officer: Officer,
  { dossier, file: fileId }: { readonly dossier: string; readonly file: string },
): Promise<{ readonly file: StoredFile; readonly content: Uint8Array }> {
  const record = await readable(ports, officer, dossier);
  capacityFor(officer, 'read-personal-data', record.state);
  if (!record.state.documents.some((document) => document.fileId === fileId)) throw new NotFound('file');
  const file = await ports.files.find(fileId);
  if (file === undefined) throw new NotFound('file');
  return { file, content: await ports.files.read(fileId) };
}

/** Another agency's dossier answers like a missing one. */
async function readable({ dossiers }: Pick<Ports, 'dossiers'>, officer: Officer, idOrCode: string): Promise<DossierRecord> {
  const record = await dossiers.get(idOrCode);
  if (!can(officer, 'read-dossier', record.state)) throw new NotFound('dossier');
  return record;
}

/** Settled entries from the history collection, the newest ones from the document. */
export async function readEntries({ history }: Pick<Ports, 'history'>, record: DossierRecord, after: number, limit: number): Promise<readonly Entry[]> {
  const firstPending = record.pending[0]?.seq ?? Infinity;
  const settled = after + 1 >= firstPending ? [] : (await history.read(record.id, after, limit)).filter(({ seq }) => seq < firstPending);
  return [...settled, ...record.pending.filter(({ seq }) => seq > after)].slice(0, limit);
}

const PAGE = 1_000;

export async function wholeHistory(ports: Pick<Ports, 'history'>, record: DossierRecord): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (;;) {
    const page = await readEntries(ports, record, entries.at(-1)?.seq ?? 0, PAGE);
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}
