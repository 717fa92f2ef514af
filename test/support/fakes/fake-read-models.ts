import type { DossierLines, DossierListRow, InboxQuery, InboxRow, ReadModels } from '../../../server/ports/read-models.ts';
import { stored } from './stored.ts';

const COUNT_CAP = 999;

export interface FakeReadModels extends ReadModels {
  /** Changes one list row behind everybody's back. */
  bend(dossierId: string, change: Partial<DossierListRow>): void;
}

/** Keeps the newest version of each dossier's rows, whatever order they come in. */
export function fakeReadModels(kept: Map<string, DossierLines> = new Map()): FakeReadModels {
  const inboxRows = (): InboxRow[] => [...kept.values()].flatMap(({ inbox }) => inbox);
  const inQueue = (row: InboxRow, { queue, groups, officer }: Pick<InboxQuery, 'queue' | 'groups' | 'officer'>): boolean => {
    const ours = row.groups.some((group) => groups.includes(group));
    switch (queue) {
      case 'mine':
        return row.assignee === officer;
      case 'free':
        return ours && row.kind === 'task' && row.assignee === undefined;
      case 'all':
        return ours && row.kind === 'task';
      case 'fees':
        return ours && row.kind === 'fee';
      case 'supplements':
        return ours && row.kind === 'supplement';
    }
  };

  return {
    async replace(dossiers) {
      await Promise.resolve();
      for (const one of dossiers) if ((kept.get(one.dossierId)?.version ?? 0) < one.version) kept.set(one.dossierId, stored(one));
    },
    async put(dossier) {
      await Promise.resolve();
      kept.set(dossier.dossierId, stored(dossier));
    },
    async inbox(query) {
      await Promise.resolve();
      const rows = inboxRows()
        .filter((row) => inQueue(row, query) && hasCode(row.code, query.code))
        .sort((a, b) => compare(a.sortAt, b.sortAt) || compare(a.key, b.key));
      const { page, next } = pageOf(rows, query, (row) => [row.sortAt, row.key], 1);
      return { items: page, next };
    },
    async counts(groups, officer) {
      await Promise.resolve();
      const count = (queue: InboxQuery['queue']): number => Math.min(COUNT_CAP, inboxRows().filter((row) => inQueue(row, { queue, groups, officer })).length);
      return { mine: count('mine'), free: count('free'), all: count('all'), fees: count('fees'), supplements: count('supplements') };
    },
    async findTask(key) {
      await Promise.resolve();
      const row = inboxRows().find((one) => one.key === key);
      return row === undefined ? undefined : stored(row);
    },
    async dossiers({ agencies, status, procedure, code, ...paging }) {
      await Promise.resolve();
      const rows = [...kept.values()]
        .map(({ row }) => row)
        .filter(
          (row) =>
            (agencies === 'all' || row.agencies.some((agency) => agencies.includes(agency))) &&
            (status === undefined || row.status === status) &&
            (procedure === undefined || row.procedure === procedure) &&
            hasCode(row.code, code),
        )
        .sort((a, b) => compare(b.submittedAt, a.submittedAt) || compare(b.id, a.id));
      const { page, next } = pageOf(rows, paging, (row) => [row.submittedAt, row.id], -1);
      return { rows: page, next };
    },
    async dueClocks(now, limit, after) {
      await Promise.resolve();
      const due = [...kept.values()].flatMap(({ row: { id, clockWakeAt } }) =>
        clockWakeAt === undefined || clockWakeAt >= now ? [] : [{ dossierId: id, wakeAt: clockWakeAt }],
      );
      return due
        .filter((one) => after === undefined || (compare(one.wakeAt, after.wakeAt) || compare(one.dossierId, after.dossierId)) > 0)
        .sort((a, b) => compare(a.wakeAt, b.wakeAt) || compare(a.dossierId, b.dossierId))
        .slice(0, limit);
    },
    async received({ agency, agencyCode, year, after = '', limit }) {
      await Promise.resolve();
      const begins = `${agencyCode}-${String(year).slice(2)}`;
      return [...kept.values()]
        .map(({ row }) => row)
        .filter(({ code = '', receivingAgency }) => code.startsWith(begins) && code > after && receivingAgency === agency)
        .sort((a, b) => compare(a.code ?? '', b.code ?? ''))
        .slice(0, limit);
    },
    async snapshot(dossierId) {
      await Promise.resolve();
      const lines = kept.get(dossierId);
      return { inbox: stored([...(lines?.inbox ?? [])]).sort((a, b) => compare(a.key, b.key)), row: lines === undefined ? undefined : stored(lines.row) };
    },
    bend(dossierId, change) {
      const lines = kept.get(dossierId);
      if (lines !== undefined) kept.set(dossierId, { ...lines, row: { ...lines.row, ...change } });
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A whole code or its end, in either case; something that can be no code finds nothing. */
function hasCode(code: string | undefined, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const safe = wanted.toUpperCase().replace(/[^A-Z0-9.-]/g, '');
  return safe !== '' && (code?.endsWith(safe) ?? false);
}

/** Keyset paging: the cursor names the last row that was seen, so rows that come or go move nothing. */
function pageOf<T>(
  rows: readonly T[],
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  placeOf: (row: T) => readonly [string, string],
  direction: 1 | -1,
): { page: T[]; next: string | null } {
  const [at, id] = cursor?.split('|') ?? [];
  const behind = (row: T): boolean => {
    if (at === undefined || id === undefined) return true;
    const [rowAt, rowId] = placeOf(row);
    return (compare(rowAt, at) || compare(rowId, id)) * direction > 0;
  };
  const rest = rows.filter(behind);
  const page = rest.slice(0, limit).map(stored);
  const last = page.at(-1);
  return { page, next: rest.length > limit && last !== undefined ? placeOf(last).join('|') : null };
}
