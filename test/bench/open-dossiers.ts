import type { Connection } from 'mongoose';
import { FOLD_VERSION } from '../../domain/dossier/fold.ts';
import { rowsOf } from '../../domain/dossier/rows.ts';
import { aDossier, after, received } from '../support/builders/a-dossier.ts';
import { aReckoning } from '../support/builders/a-reckoning.ts';

const BATCH = 1_000;

/**
 * Fills an empty database with open dossiers as they lie there between two writes. All were received at one moment; `due` of them are due soon
 * at `now`, the others are not for a long time.
 */
export async function openDossiers(connection: Connection, { open, due }: { readonly open: number; readonly due: number }): Promise<{ readonly now: string }> {
  const { _id, ...document } = { _id: '', ...after(aDossier(), [received()]), pending: [], outbox: [] };
  const { row } = rowsOf({ ...document, version: 1 }, aReckoning());
  const wakeAt = row.clockWakeAt ?? '';
  const { id: _document, ...stored } = document;
  const { id: _row, ...listed } = row;
  for (let first = 0; first < open; first += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, open - first) }, (_, i) => first + i);
    const idOf = (i: number): never => `d${String(i).padStart(25, '0')}` as never;
    const codeOf = (i: number): string => `H99.21-261120-${String(i).padStart(6, '0')}`;
    await connection.collection('dossiers').insertMany(
      ids.map((i) => ({
        _id: idOf(i),
        ...stored,
        version: 1,
        foldVersion: FOLD_VERSION,
        code: codeOf(i),
        state: { ...stored.state, id: String(idOf(i)), code: codeOf(i) },
      })),
      { ordered: false, ignoreUndefined: true },
    );
    await connection.collection('dossier_list').insertMany(
      ids.map((i) => ({
        _id: idOf(i),
        ...listed,
        code: codeOf(i),
        ...(i < due ? {} : { clockWakeAt: new Date(Date.parse(wakeAt) + (1 + i) * 60_000).toISOString() }),
      })),
      { ordered: false, ignoreUndefined: true },
    );
  }
  return { now: new Date(Date.parse(wakeAt) + 1_000).toISOString() };
}
