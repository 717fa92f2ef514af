import { canonicalJson, type Json } from '../../domain/canonical-json.ts';
import { fold } from '../../domain/dossier/fold.ts';
import type { DossierRecord } from '../../domain/dossier/record.ts';
import { rowsOf } from '../../domain/dossier/rows.ts';
import { findChainFault } from '../../domain/history/chain.ts';
import type { Ports } from '../ports/index.ts';
import { wholeHistory } from './get-dossier.ts';
import { reckoningOf } from './reckoning-of.ts';

export interface Rebuilt {
  readonly dossiers: number;
  /** What was there differed from what history says; now it does not. */
  readonly repaired: readonly { readonly dossierId: string; readonly what: 'state' | 'inbox' | 'list' }[];
  /** History itself is broken: nothing was written for these. */
  readonly broken: readonly { readonly dossierId: string; readonly seq: number; readonly fault: string }[];
}

type Needs = Pick<Ports, 'dossiers' | 'history' | 'readModels' | 'releases' | 'calendars'>;

const PAGE = 200;

/** Throws inbox, dossier list and each dossier's state away and makes them again from history. Safe while the system runs. */
export async function rebuildReadModels(ports: Needs, onProgress: (done: number) => void = () => undefined): Promise<Rebuilt> {
  const repaired: Rebuilt['repaired'][number][] = [];
  const broken: Rebuilt['broken'][number][] = [];
  let done = 0;
  for (let after: string | undefined; ;) {
    const ids = await ports.dossiers.ids(after, PAGE);
    for (const id of ids) {
      const fault = await rebuildOne(ports, id, (what) => repaired.push({ dossierId: id, what }));
      if (fault !== undefined) broken.push({ dossierId: id, ...fault });
      done++;
    }
    onProgress(done);
    after = ids.at(-1);
    if (ids.length < PAGE) return { dossiers: done, repaired, broken };
  }
}

type Differs = (what: 'state' | 'inbox' | 'list') => void;
interface Fault {
  readonly seq: number;
  readonly fault: string;
}

/** Again, until nobody has written in between: a picture of yesterday must not cover one of today. */
async function rebuildOne(ports: Needs, id: string, differs: Differs): Promise<Fault | undefined> {
  for (;;) {
    const stored = await ports.dossiers.get(id);
    const fault = await rebuildVersion(ports, stored, differs);
    const now = await ports.dossiers.get(id);
    if (fault !== undefined || now.head.seq === stored.head.seq) return fault;
  }
}

async function rebuildVersion(ports: Needs, stored: DossierRecord, differs: Differs): Promise<Fault | undefined> {
  const { id } = stored;
  const entries = (await wholeHistory(ports, stored)).filter(({ seq }) => seq <= stored.head.seq);
  const fault = findChainFault(id, entries);
  if (fault !== undefined) return fault;
  if (entries.at(-1)?.hash !== stored.head.hash) return { seq: stored.head.seq, fault: 'head' };
  const state = fold(entries);
  let record = stored;
  if (!same(state, stored.state)) {
    record = await ports.dossiers.change(id, (current) => (current.head.seq === stored.head.seq ? { ...current, state } : current));
    if (record.head.seq !== stored.head.seq) return undefined;
    differs('state');
  }
  const { inbox, row } = rowsOf(record, await reckoningOf(ports, record.state));
  const wanted = { inbox: [...inbox].sort((a, b) => (a.key < b.key ? -1 : 1)), row };
  const there = await ports.readModels.snapshot(id);
  const inboxDiffers = !same(unversioned(wanted.inbox), unversioned(there.inbox));
  const rowDiffers = !same(unversioned([wanted.row]), unversioned(there.row === undefined ? [] : [there.row]));
  if (!inboxDiffers && !rowDiffers) return undefined;
  await ports.readModels.put({ dossierId: id, version: record.version, ...wanted });
  if (inboxDiffers) differs('inbox');
  if (rowDiffers) differs('list');
  return undefined;
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a as Json) === canonicalJson(b as Json);

/** Versions count writes, not facts. */
const unversioned = (rows: readonly object[]): unknown => rows.map((row) => ({ ...row, version: 0, dossierVersion: 0 }));
